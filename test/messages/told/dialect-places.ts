import { type Row } from '../../support/told';
import { location, withPart, BY_URL, EXTENSION, inPart, PAGE, JDV } from './dialect';

/** Messages about extensions, values and places. */
export const PLACED_ROWS: readonly Row[] = [
  [
    'The value holds 0 JSON extensions, where one is due.',
    'Add one extension an operation: path = its parent, name = extension, and in value the parts url and value, or url and extension.',
    location({ type: 'add', path: BY_URL, value: inPart([]) }),
  ],
  [
    'The value holds 0 JSON extensions, where one is due.',
    "Replace one extension an operation: path = ….extension.where(url='…'), or to change only its value ….extension.where(url='…').value; take the ones away that are too many by delete, and append by add.",
    location({ type: 'replace', path: BY_URL, value: inPart([]) }),
  ],
  [
    'What is named telecom is not a list of extensions, and the value is one.',
    'Add one extension an operation: path = its parent, name = extension, and in value the parts url and value, or url and extension.',
    location({ type: 'add', path: 'Location', name: 'telecom', value: inPart([EXTENSION]) }),
  ],
  [
    'The value is an extension, and the path does not end on extensions.',
    'Add one extension an operation: path = its parent, name = extension, and in value the parts url and value, or url and extension.',
    location({ type: 'add', path: 'Location.telecom', value: inPart([EXTENSION]) }),
  ],
  [
    'An add appends to a list, and the path ends on a place in it.',
    'Add one extension an operation: path = its parent, name = extension, and in value the parts url and value, or url and extension.',
    location({ type: 'add', path: `${BY_URL}[0]`, value: inPart([EXTENSION]) }),
  ],
  [
    'What the value holds as an extension is not a JSON object.',
    'Add one extension an operation: path = its parent, name = extension, and in value the parts url and value, or url and extension.',
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
    'It has url, and value[x] or extension. Send valueQuantity in the place of quantity.',
    location({ type: 'add', path: BY_URL, value: inPart([{ url: 'urn:x', quantity: { value: 1 } }]) }),
  ],
  [
    'An extension has no member number.',
    'It has url, and value[x] or extension. The name of a value ends on its type: valueInteger, valueString, valueCodeableConcept, ….',
    location({ type: 'add', path: BY_URL, value: inPart([{ url: 'urn:x', number: 1 }]) }),
  ],
  [
    'An operation has no part named extension.',
    'Send add with path = the parent, name = extension, and a part value with the parts url and value, or url and extension.',
    withPart({ type: 'add', path: 'Location' }, { name: 'extension', part: [] }),
  ],
  [
    'An operation has no part named extension.',
    "Let the path end on the value of the extension, ….extension.where(url='…').value, and give the new one in a part value; where there is none yet, send add with path = the parent, name = extension, and a part value with the parts url and value.",
    withPart({ type: 'replace', path: BY_URL }, { name: 'extension', part: [] }),
  ],
  [
    'A nested part is written as a JSON extension, with a member url.',
    'Send one operation an extension: delete takes one away, add appends one, with path = the parent, name = extension, and in value the parts {"name": "url", "valueUri": "…"} and {"name": "value", "valueInteger": 0}, or for an extension made of parts {"name": "extension", "part": […]}.',
    location({ type: 'replace', path: BY_URL, value: { part: [{ url: 'urn:x', valueInteger: 1 }] } }),
  ],
  [
    'The parts url and value alternate, as if one value were several extensions.',
    'Send one add for each extension; the parts of one that is made of parts stand each in a part named extension, which has the parts url and value.',
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
    'JSON extensions inside a part can only be added, or replace one.',
    'Send add with path = the parent and name = extension; or, to take one away, delete without a value and with a path that picks it.',
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
    "There is no such extension yet: send add, with the path Location.extension.where(url='urn:none') and the whole extension as its value.",
    location({ type: 'replace', path: "Location.extension('urn:none').value", value: { valueString: 'x' } }),
  ],
  [
    "The path `Location.address.extension.extension('urn:house').value` matches nothing.",
    "One .extension is too many: send the path Location.address.extension('urn:house').value.",
    location({
      type: 'replace',
      path: "Location.address.extension.extension('urn:house').value",
      value: { valueString: 'x' },
    }),
  ],

  // Values
  [
    'The value of this replace is an empty list, where one ContactPoint is due.',
    'Give the entries the list should have; to take entries away send delete, one operation an entry.',
    location({ type: 'replace', path: 'Location.telecom', value: { valueContactPoint: [] } }),
  ],
  [
    'The value of this add is a list of ContactPoint, where one ContactPoint is due.',
    'Send one operation an entry; only a replace of a whole list of the resource (Location.telecom) may give a list.',
    location({ type: 'add', path: 'Location', name: 'telecom', value: { valueContactPoint: [{ value: '1' }] } }),
  ],
  [
    'The type of the value stands in the name of the part.',
    'Name the part value, and its member after the type: {"name": "value", "valueInteger": 0}.',
    withPart({ type: 'replace', path: BY_URL }, { name: 'valueInteger', id: 'x', value: 0 }),
  ],
  [
    'The part value holds no single value[x] of R4, nor a list of parts.',
    'Give one member named after an R4 type, or nested parts for an element without a type name and for an Extension. Send valueInteger in the place of valueInt.',
    location({ type: 'replace', path: BY_URL, value: { valueInt: 3 } }),
  ],
  [
    'A nested part holds a member "value" without a type.',
    'Name the type in the member (valueDecimal, valueInteger, …); a single value stands in the part value itself: {"name": "value", "valueDecimal": 280}.',
    location({ type: 'replace', path: BY_URL, value: { part: [{ name: 'a', value: 280 }] } }),
  ],
  [
    'The part value has a member "value" without a type, and Location.nmae does not tell which type is meant.',
    'Name the type in the member: valueCodeableConcept, valueString, valueReference, ….',
    location({ type: 'replace', path: 'Location.nmae', value: { value: 'x' } }),
  ],
  [
    'Location.name is of type string, and the given value is not one.',
    'Give a single value in valueString.',
    location({ type: 'replace', path: 'Location.name', value: { value: { text: 'x' } } }),
  ],
  [
    'Location.address is of type Address, and the given value is not one.',
    'Give an object with the elements of Address.',
    location({ type: 'replace', path: 'Location.address', value: { value: 'Brest' } }),
  ],
  [
    "Location.extension.where(url='urn:x') is of type Extension, and the given value is not one.",
    "Let the path end on the extension's value (Location.extension.where(url='urn:x').value), and name the type in the member: valueInteger, valueString, ….",
    location({ type: 'replace', path: BY_URL, value: { value: 3 } }),
  ],

  // Places
  [
    'Location.telecom has 2 entries, and one value is given to replace it.',
    'Name the entry that is meant, by place (Location.telecom[0]) or by condition (Location.telecom.where(…)).',
    location({ type: 'replace', path: 'Location.telecom', value: { valueContactPoint: { value: '3' } } }),
  ],
  [
    'delete of Location would concern the whole resource.',
    'Name the element in the path: Location.telecom[0].',
    location({ type: 'delete', path: 'Location' }),
  ],
  [
    'delete of Location with the name phone does not tell which element is meant.',
    'Name the element in the path: Location.telecom[0].',
    location({ type: 'delete', path: 'Location', name: 'phone' }),
  ],
  [
    'The part name does not belong to replace or delete, and the path alone names another element.',
    'Let the path end on the element that is meant: Location.address, or Location.address.city.',
    location({ type: 'delete', path: 'Location.address', name: 'city' }),
  ],
  [
    'Location.meta belongs to the server and cannot be patched.',
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
    'Send the code system that the value set draws the code from: its address has TRE in the place of JDV.',
    location({
      type: 'add',
      path: 'Location',
      name: 'type',
      value: { valueCodeableConcept: { coding: [{ system: JDV }] } },
    }),
  ],
];
