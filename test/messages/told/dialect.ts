import type { JsonObject, JsonValue } from '../../../src/fhir';
import { applyFhirPathPatch } from '../../../src/fhir/patch';
import { rorPatchDialect } from '../../../src/ror/patch-dialect';
import { COMMUNICATION_CHANNEL } from '../../../src/ror/shared/code-systems';
import { EXTENSION as URLS, TELECOM_COMMUNICATION_CHANNEL } from '../../../src/ror/shared/extensions';
import { deriveTelecomSystems } from '../../../src/ror/telecom-system';
import { operation, type OperationRow } from '../../support/dialect-rule';
import { toldBy, type Row, type Told } from '../../support/told';

export const concept = (code: string): JsonObject => ({ coding: [{ system: 'urn:a', code }] });
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

export const patch =
  (resource: JsonObject, sent: JsonObject, rule?: string): Row[2] =>
  () => {
    const body = { resourceType: 'Parameters', parameter: [sent] };
    const result = applyFhirPathPatch(resource, body, { dialect: rorPatchDialect });
    const told = toldBy(result);
    return rule === undefined ? told : told.filter((each) => 'rule' in each && each.rule === rule);
  };
export const service = (row: OperationRow, rule?: string): Row[2] => patch(SERVICE, operation(row), rule);
export const location = (row: OperationRow, rule?: string): Row[2] => patch(LOCATION, operation(row), rule);
/** An operation with an additional part. */
export const withPart = (row: OperationRow, part: JsonObject): Row[2] => {
  const sent = operation(row);
  return patch(LOCATION, { ...sent, part: [...(sent.part as JsonObject[]), part] });
};

export const BY_URL = "Location.extension.where(url='urn:x')";
export const EXTENSION: JsonObject = { url: 'urn:x', valueInteger: 2 };
export const inPart = (extension: JsonValue): JsonObject => ({ part: [{ extension }] });
export const specialty = (content: JsonValue): OperationRow => ({
  type: 'delete',
  path: 'HealthcareService.specialty',
  value: { valueCodeableConcept: content },
});
export const PAGE = 'https://example.org/ig/StructureDefinition-x.html';
export const JDV = 'https://example.org/NOS/JDV_J1-X/FHIR/JDV-J1-X';
export const CHANNEL: JsonObject = {
  url: TELECOM_COMMUNICATION_CHANNEL,
  valueCodeableConcept: { coding: [{ system: COMMUNICATION_CHANNEL, code: '3' }] },
};
export const COG = `Location.extension.where(url='${URLS.communeCog}').value`;

/** How inputs were interpreted, and deletions with a value. */
export const READ_ROWS: readonly Row[] = [
  // How inputs were interpreted
  [
    'delete with a value was read as removing the equal entry of HealthcareService.specialty; there is none, so nothing changes.',
    undefined,
    service(specialty(concept('9')), 'delete-by-value'),
  ],
  [
    'delete with a value was read as delete of HealthcareService.specialty[0], the entry that equals it.',
    undefined,
    service(specialty(concept('1')), 'delete-by-value'),
  ],
  [
    'An extension given as JSON inside a part was appended to Location.extension.',
    undefined,
    location({ type: 'add', path: BY_URL, value: inPart([EXTENSION]) }),
  ],
  [
    'An extension given as JSON inside a part was read as the replacement of the extension that the path selects.',
    undefined,
    location({ type: 'replace', path: BY_URL, value: inPart([EXTENSION]) }),
  ],
  [
    'replace of an extension with a value of type integer was read as replace of its value, with a path that ends with .value.',
    undefined,
    location({ type: 'replace', path: BY_URL, value: { valueInteger: 2 } }),
  ],
  [
    'A list of 1 instead of one ContactPoint was read as the new content of Location.telecom.',
    undefined,
    location({ type: 'replace', path: 'Location.telecom', value: { valueContactPoint: [{ value: '3' }] } }),
  ],
  [
    'Location.telecom becomes exactly the given list: 2 before, 1 after; entries missing from the list are removed.',
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

  // delete with a value
  [
    'A delete has no value, and this value cannot be compared with the entries of a first-level element.',
    'Leave the value out, and select the entry in the path by index or condition: HealthcareService.telecom[0].',
    service({ ...specialty(concept('1')), path: 'HealthcareService.specialty[0]' }),
  ],
  [
    'HealthcareService.specialty holds CodeableConcept, but the value to be deleted is a Coding.',
    'Send a value of type CodeableConcept.',
    service({ ...specialty(concept('1')), value: { valueCoding: { code: '1' } } }),
  ],
  [
    '2 entries of HealthcareService.specialty equal the given value; a delete removes one entry.',
    'Send delete with the path of one entry, for example HealthcareService.specialty[1].',
    service(specialty(concept('2'))),
  ],
  [
    'A coding of the concept to be deleted has no code, so it cannot be looked for.',
    'Send system and code for each coding.',
    service(specialty({ coding: [{ system: 'urn:a' }] })),
  ],
];
