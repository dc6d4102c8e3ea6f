import { type Row } from '../../support/told';
import { location, withPart, BY_URL, EXTENSION, inPart, PAGE, JDV } from './dialect';

/** Messages about extensions, values and places. */
export const PLACED_ROWS: readonly Row[] = [
  [
    'The value holds 0 JSON extensions; send exactly one.',
    'Add one extension per operation: path = its parent, name = extension, and in value the parts url and value, or url and extension.',
    location({ type: 'add', path: BY_URL, value: inPart([]) }),
  ],
  [
    'The value holds 0 JSON extensions; send exactly one.',
    "Replace one extension per operation: path = ….extension.where(url='…'), or, to change only its value, ….extension.where(url='…').value; remove extensions with delete, and append them with add.",
    location({ type: 'replace', path: BY_URL, value: inPart([]) }),
  ],
  [
    'telecom is not a list of extensions, but the value is one.',
    'Add one extension per operation: path = its parent, name = extension, and in value the parts url and value, or url and extension.',
    location({ type: 'add', path: 'Location', name: 'telecom', value: inPart([EXTENSION]) }),
  ],
  [
    'The value is an extension, but the path does not end at extensions.',
    'Add one extension per operation: path = its parent, name = extension, and in value the parts url and value, or url and extension.',
    location({ type: 'add', path: 'Location.telecom', value: inPart([EXTENSION]) }),
  ],
  [
    'An add appends to a list, but the path ends at an entry of it.',
    'Add one extension per operation: path = its parent, name = extension, and in value the parts url and value, or url and extension.',
    location({ type: 'add', path: `${BY_URL}[0]`, value: inPart([EXTENSION]) }),
  ],
  [
    'The extension in the value is not a JSON object.',
    'Add one extension per operation: path = its parent, name = extension, and in value the parts url and value, or url and extension.',
    location({ type: 'add', path: BY_URL, value: inPart(['x']) }),
  ],
  [
    'The path selects the extensions urn:x, but the one given has the url "urn:y".',
    'Give the extension the url that the path selects.',
    location({ type: 'replace', path: BY_URL, value: inPart([{ url: 'urn:y' }]) }),
  ],
  [
    'The path selects the extensions of its parent, but the one given has the url null.',
    'Give the extension the url that the path selects.',
    location({ type: 'add', path: 'Location', name: 'extension', value: inPart([{ id: 'x' }]) }),
  ],
  [
    'An extension has no member quantity.',
    'It has url, and value[x] or extension. Send valueQuantity instead of quantity.',
    location({ type: 'add', path: BY_URL, value: inPart([{ url: 'urn:x', quantity: { value: 1 } }]) }),
  ],
  [
    'An extension has no member number.',
    'It has url, and value[x] or extension. The name of a value ends with its type: valueInteger, valueString, valueCodeableConcept, ….',
    location({ type: 'add', path: BY_URL, value: inPart([{ url: 'urn:x', number: 1 }]) }),
  ],
  [
    'An operation has no part named extension.',
    'Send add with path = the parent, name = extension, and a part value with the parts url and value, or url and extension.',
    withPart({ type: 'add', path: 'Location' }, { name: 'extension', part: [] }),
  ],
  [
    'An operation has no part named extension.',
    "End the path with the value of the extension, ….extension.where(url='…').value, and send the new value in a part value; if there is none yet, send add with path = the parent, name = extension, and a part value with the parts url and value.",
    withPart({ type: 'replace', path: BY_URL }, { name: 'extension', part: [] }),
  ],
  [
    'A nested part is written as a JSON extension, with a member url.',
    'Send one operation per extension: delete removes one; add appends one, with path = the parent, name = extension, and in value the parts {"name": "url", "valueUri": "…"} and {"name": "value", "valueInteger": 0}, or, for a complex extension, {"name": "extension", "part": […]}.',
    location({ type: 'replace', path: BY_URL, value: { part: [{ url: 'urn:x', valueInteger: 1 }] } }),
  ],
  [
    'The parts url and value alternate, as if one value held several extensions.',
    'Send one add for each extension; in a complex extension, each nested extension goes into a part named extension, which has the parts url and value.',
    location({
      type: 'replace',
      path: BY_URL,
      value: {
        part: [
          { name: 'url', valueUri: 'a' },
          { name: 'url', valueUri: 'b' },
        ],
      },
    }),
  ],
  [
    'JSON extensions inside a part can only be added, or replace another extension.',
    'Send add with path = the parent and name = extension; or, to remove one, delete without a value and with a path that selects it.',
    location({ type: 'delete', path: BY_URL, value: inPart([EXTENSION]) }),
  ],

  [
    'An operation has no part named extension.',
    "Send replace with the path Location.address.extension.where(url='urn:house').value, and the new value in a part value.",
    withPart(
      { type: 'replace', path: 'Location' },
      {
        name: 'extension',
        part: [
          { name: 'url', valueUri: 'urn:house' },
          { name: 'value', valueString: '7' },
        ],
      },
    ),
  ],
  [
    "The path `Location.extension('urn:none').value` matches nothing.",
    "There is no such extension yet; send add with the path Location.extension.where(url='urn:none') and the whole extension as its value.",
    location({ type: 'replace', path: "Location.extension('urn:none').value", value: { valueString: 'x' } }),
  ],
  [
    "The path `Location.address.extension.extension('urn:house').value` matches nothing.",
    "The path has one .extension too many; send Location.address.extension('urn:house').value.",
    location({
      type: 'replace',
      path: "Location.address.extension.extension('urn:house').value",
      value: { valueString: 'x' },
    }),
  ],

  // Values
  [
    'The value of this replace is an empty list; send one ContactPoint.',
    'Send the entries that the list should have; to remove entries, send one delete per entry.',
    location({ type: 'replace', path: 'Location.telecom', value: { valueContactPoint: [] } }),
  ],
  [
    'The value of this add is a list of ContactPoint; send one ContactPoint.',
    'Send one operation per entry; only a replace of a whole list of the resource (Location.telecom) may have a list as its value.',
    location({ type: 'add', path: 'Location', name: 'telecom', value: { valueContactPoint: [{ value: '1' }] } }),
  ],
  [
    'The name of the part contains the type of the value.',
    'Name the part value, and its member after the type: {"name": "value", "valueInteger": 0}.',
    withPart({ type: 'replace', path: BY_URL }, { name: 'valueInteger', id: 'x', value: 0 }),
  ],
  [
    'The part value holds no single value[x] of R4, nor a list of parts.',
    'Send one member named after an R4 type, or nested parts for an Extension or an element without a type name. Send valueInteger instead of valueInt.',
    location({ type: 'replace', path: BY_URL, value: { valueInt: 3 } }),
  ],
  [
    'A nested part holds a member "value" without a type.',
    'Name the type in the member (valueDecimal, valueInteger, …); a single value belongs in the part value itself: {"name": "value", "valueDecimal": 280}.',
    location({ type: 'replace', path: BY_URL, value: { part: [{ name: 'a', value: 280 }] } }),
  ],
  [
    'The part value has a member "value" without a type, and Location.nmae does not say which type is meant.',
    'Name the type in the member: valueCodeableConcept, valueString, valueReference, ….',
    location({ type: 'replace', path: 'Location.nmae', value: { value: 'x' } }),
  ],
  [
    'Location.name is of type string, but the given value is not.',
    'Send a single value in valueString.',
    location({ type: 'replace', path: 'Location.name', value: { value: { text: 'x' } } }),
  ],
  [
    'Location.address is of type Address, but the given value is not.',
    'Send an object with the elements of Address.',
    location({ type: 'replace', path: 'Location.address', value: { value: 'Brest' } }),
  ],
  [
    "Location.extension.where(url='urn:x') is of type Extension, but the given value is not.",
    "End the path with the extension's value (Location.extension.where(url='urn:x').value), and name the type in the member: valueInteger, valueString, ….",
    location({ type: 'replace', path: BY_URL, value: { value: 3 } }),
  ],

  // Places
  [
    'Location.telecom has 2 entries, but only one value is given to replace them.',
    'Select the entry by index (Location.telecom[0]) or by condition (Location.telecom.where(…)).',
    location({ type: 'replace', path: 'Location.telecom', value: { valueContactPoint: { value: '3' } } }),
  ],
  [
    'delete of Location would concern the whole resource.',
    'Name the element in the path: Location.telecom[0].',
    location({ type: 'delete', path: 'Location' }),
  ],
  [
    'delete of Location with the name phone does not say which element is meant.',
    'Name the element in the path: Location.telecom[0].',
    location({ type: 'delete', path: 'Location', name: 'phone' }),
  ],
  [
    'replace and delete have no part name, and the path alone selects another element.',
    'End the path with the element that is meant: Location.address, or Location.address.city.',
    location({ type: 'delete', path: 'Location.address', name: 'city' }),
  ],
  [
    'Location.meta is set by the server and cannot be patched.',
    'Leave this operation out.',
    location({ type: 'delete', path: 'Location', name: 'meta' }),
  ],
  [
    'https://example.org/ig/StructureDefinition-x.html is the address of a web page, not the canonical URL of an extension.',
    'Send https://example.org/ig/StructureDefinition/x.',
    location({ type: 'delete', path: `Location.extension('${PAGE}')` }),
  ],
  [
    'https://example.org/NOS/JDV_J1-X/FHIR/JDV-J1-X is a value set (JDV), not the code system that a code belongs to.',
    'Send the code system from which the value set takes the code; its address has TRE instead of JDV.',
    location({
      type: 'add',
      path: 'Location',
      name: 'type',
      value: { valueCodeableConcept: { coding: [{ system: JDV }] } },
    }),
  ],
];
