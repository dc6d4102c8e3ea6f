import type { JsonObject, JsonValue } from '../../src/fhir';
import { applyFhirPathPatch } from '../../src/fhir/patch';
import { rorPatchDialect } from '../../src/ror/patch-dialect';
import { COMMUNICATION_CHANNEL } from '../../src/ror/shared/code-systems';
import { EXTENSION as URLS, TELECOM_COMMUNICATION_CHANNEL } from '../../src/ror/shared/extensions';
import { deriveTelecomSystems } from '../../src/ror/telecom-system';
import { operation, type OperationRow } from '../support/dialect-rule';
import { describeTold, toldBy, type Row, type Told } from '../support/told';

const concept = (code: string): JsonObject => ({ coding: [{ system: 'urn:a', code }] });
const SERVICE: JsonObject = {
  resourceType: 'HealthcareService',
  id: 's1',
  meta: { source: 'urn:s' },
  specialty: [concept('1'), concept('2'), concept('2')],
  location: [{ reference: 'Location/1' }],
};
const LOCATION: JsonObject = {
  resourceType: 'Location',
  extension: [
    { url: 'urn:x', valueInteger: 1 },
    { url: URLS.communeCog, valueCodeableConcept: { text: 'a' } },
  ],
  address: { city: 'Brest', extension: [{ url: 'urn:house', valueString: '7' }] },
  name: 'A',
  telecom: [{ value: '1' }, { value: '2' }],
};

const patch =
  (resource: JsonObject, sent: JsonObject, rule?: string): Row[2] =>
  () => {
    const body = { resourceType: 'Parameters', parameter: [sent] };
    const result = applyFhirPathPatch(resource, body, { dialect: rorPatchDialect });
    const told = toldBy(result);
    return rule === undefined ? told : told.filter((each) => 'rule' in each && each.rule === rule);
  };
const service = (row: OperationRow, rule?: string): Row[2] => patch(SERVICE, operation(row), rule);
const location = (row: OperationRow, rule?: string): Row[2] => patch(LOCATION, operation(row), rule);
/** An operation with one more part. */
const withPart = (row: OperationRow, part: JsonObject): Row[2] => {
  const sent = operation(row);
  return patch(LOCATION, { ...sent, part: [...(sent.part as JsonObject[]), part] });
};

const BY_URL = "Location.extension.where(url='urn:x')";
const EXTENSION: JsonObject = { url: 'urn:x', valueInteger: 2 };
const inPart = (extension: JsonValue): JsonObject => ({ part: [{ extension }] });
const specialty = (content: JsonValue): OperationRow => ({
  type: 'delete',
  path: 'HealthcareService.specialty',
  value: { valueCodeableConcept: content },
});
const PAGE = 'https://example.org/ig/StructureDefinition-x.html';
const JDV = 'https://example.org/NOS/JDV_J1-X/FHIR/JDV-J1-X';
const CHANNEL: JsonObject = {
  url: TELECOM_COMMUNICATION_CHANNEL,
  valueCodeableConcept: { coding: [{ system: COMMUNICATION_CHANNEL, code: '3' }] },
};
const COG = `Location.extension.where(url='${URLS.communeCog}').value`;

const ROWS: readonly Row[] = [
  // What was read as what.
  [
    'delete with a value was read as: take the equal entry of HealthcareService.specialty away; there is none, nothing changes.',
    undefined,
    service(specialty(concept('9')), 'delete-by-value'),
  ],
  [
    'delete with a value was read as delete of HealthcareService.specialty[0], the entry that equals it.',
    undefined,
    service(specialty(concept('1')), 'delete-by-value'),
  ],
  [
    'An extension given as JSON inside a part was read as one to be appended to Location.extension.',
    undefined,
    location({ type: 'add', path: BY_URL, value: inPart([EXTENSION]) }),
  ],
  [
    'An extension given as JSON inside a part was read as the one to take the place of the extension the path picks.',
    undefined,
    location({ type: 'replace', path: BY_URL, value: inPart([EXTENSION]) }),
  ],
  [
    'replace of an extension by a value of type integer was read as replace of its value: the path ends on .value.',
    undefined,
    location({ type: 'replace', path: BY_URL, value: { valueInteger: 2 } }),
  ],
  [
    'A list of 1 in the place of one ContactPoint was read as the list Location.telecom should become.',
    undefined,
    location({ type: 'replace', path: 'Location.telecom', value: { valueContactPoint: [{ value: '3' }] } }),
  ],
  [
    'Location.telecom becomes exactly the list given: 2 before, 1 after; what the list leaves out is gone.',
    undefined,
    location(
      { type: 'replace', path: 'Location.telecom', value: { valueContactPoint: [{ value: '3' }] } },
      'replace-whole-list',
    ),
  ],
  [
    'replace of Location with the name name was read as replace of Location.name.',
    undefined,
    location({ type: 'replace', path: 'Location', name: 'name', value: { valueString: 'x' } }),
  ],
  [
    'A value inside the part value was read as the value itself.',
    undefined,
    location({ type: 'add', path: 'Location', name: 'description', value: { part: [{ name: 'value', value: 'x' }] } }),
  ],
  [
    'A value without a type was read as string, the type of Location.description.',
    undefined,
    location({ type: 'add', path: 'Location', name: 'description', value: { value: 'x' } }),
  ],
  [
    'HealthcareService.location[0] already refers to Location/1: it was not added again.',
    undefined,
    service({
      type: 'add',
      path: 'HealthcareService',
      name: 'location',
      value: { valueReference: { reference: 'Location/1' } },
    }),
  ],
  [
    'A Reference given by its parts was read as valueReference.',
    undefined,
    service({
      type: 'add',
      path: 'HealthcareService',
      name: 'location',
      value: { part: [{ name: 'reference', valueString: 'Location/2' }] },
    }),
  ],
  [
    'replace of Location.alias, which has no entry, was read as add.',
    undefined,
    location({ type: 'replace', path: 'Location.alias', value: { valueString: 'x' } }),
  ],
  [
    "The operation's type was given as valueString and read as valueCode delete.",
    undefined,
    location({ type: 'delete', path: 'Location.telecom[0]', typeAs: 'valueString' }),
  ],
  [
    'A part named valueString was read as the part value with the member valueString.',
    undefined,
    withPart({ type: 'add', path: 'Location', name: 'description' }, { name: 'valueString', value: 'x' }),
  ],
  [
    'A value without a type was read as CodeableConcept, the type the guide gives to this extension.',
    undefined,
    location({ type: 'replace', path: COG, value: { value: { text: 'x' } } }),
  ],
  [
    'The missing system of a contact point was read from its communication channel: email.',
    undefined,
    (): Told =>
      deriveTelecomSystems({ resourceType: 'Location', telecom: [{ value: '1', extension: [CHANNEL] }] }).applied,
  ],

  // delete with a value.
  [
    'A delete has no value, and this one cannot be compared with the entries of a first-level element.',
    'Leave the value out, and let the path name the entry by place or condition: HealthcareService.telecom[0].',
    service({ ...specialty(concept('1')), path: 'HealthcareService.specialty[0]' }),
  ],
  [
    'HealthcareService.specialty holds CodeableConcept, and the value to be deleted is a Coding.',
    'Give a value of type CodeableConcept.',
    service({ ...specialty(concept('1')), value: { valueCoding: { code: '1' } } }),
  ],
  [
    '2 entries of HealthcareService.specialty equal the given value; a delete takes one away.',
    'Send delete with one path, for example HealthcareService.specialty[1].',
    service(specialty(concept('2'))),
  ],
  [
    'A coding of the concept to be deleted has no code, so it cannot be looked for.',
    'Give system and code of each coding.',
    service(specialty({ coding: [{ system: 'urn:a' }] })),
  ],

  // Extensions.
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

  // Values.
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

  // Places.
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

describe('the messages of the dialect', () => {
  describeTold(['src/ror/patch-dialect', 'src/ror/telecom-system'], ROWS);
});
