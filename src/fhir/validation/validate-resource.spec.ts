import { VALID } from '../../../test/fixtures/r4/valid-resources';
import type { JsonObject, JsonValue } from '../json/json-value';
import { validateResource } from './validate-resource';

/** A valid resource with one member set, or removed. `telecom.0.system`; a step beyond the end of a list appends. */
function mutated(base: string, place: string, value: JsonValue | undefined): JsonObject {
  const resource = structuredClone(VALID[base]!);
  const steps = place.split('.');
  const last = steps.pop()!;
  const parent = steps.reduce<JsonValue>((at, step) => (at as JsonObject)[step]!, resource) as JsonObject;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return resource;
}

const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';
const div = (content: string): JsonValue => `<div ${XHTML}>${content}</div>`;
const nested = (levels: number): JsonValue =>
  levels === 0 ? { url: 'x', valueCode: 'x' } : { url: 'x', extension: [nested(levels - 1)] };
const Org = 'Organization';
const extension = (value: JsonObject): JsonValue => [{ url: 'https://example.org/x', ...value }];

type Row = [rule: string, base: string, place: string, value: JsonValue | undefined, code: string, expression: string];

const shape: Row[] = [
  ['an unknown element', Org, 'adress', 'x', 'structure', 'Organization.adress'],
  ['an unknown element within a data type', Org, 'telecom.1.sytem', 'x', 'structure', 'Organization.telecom[1].sytem'],
  [
    'an unknown element within an anonymous type',
    Org,
    'contact.0.nom',
    'x',
    'structure',
    'Organization.contact[0].nom',
  ],
  ['an element of another type', Org, 'birthDate', '2000', 'structure', 'Organization.birthDate'],
  ['a choice without its type', Org, 'extension.0.value', 'x', 'structure', 'Organization.extension[0].value'],
  [
    'a choice with a type it has not',
    Org,
    'extension.0.valueThing',
    'x',
    'structure',
    'Organization.extension[0].valueThing',
  ],
  ['a name that is no identifier', Org, 'a b', 1, 'structure', 'Organization.`a b`'],
  [
    'resourceType within a data type',
    Org,
    'telecom.0.resourceType',
    'ContactPoint',
    'structure',
    'Organization.telecom[0].resourceType',
  ],
  ['a vendor extension of JSON', Org, '$schema', 'x', 'structure', 'Organization.`$schema`'],
  ['an object for a list', Org, 'telecom', { system: 'phone', value: '1' }, 'structure', 'Organization.telecom'],
  [
    'a string for a list of strings',
    Org,
    'contact.0.name.given',
    'Thierry',
    'structure',
    'Organization.contact[0].name.given',
  ],
  [
    'an object for a list in a concept',
    Org,
    'type.0.coding',
    { code: 'x' },
    'structure',
    'Organization.type[0].coding',
  ],
  [
    'an object for a list of extensions',
    Org,
    'address.0.extension',
    { url: 'x', valueCode: 'x' },
    'structure',
    'Organization.address[0].extension',
  ],
  ['a list for a single string', Org, 'name', ['x'], 'structure', 'Organization.name'],
  ['a list for a single object', Org, 'partOf', [{ reference: '#parent' }], 'structure', 'Organization.partOf'],
  ['a list for a choice', Org, 'extension.0.valueDate', ['2001'], 'structure', 'Organization.extension[0].value'],
  ['a list within a list', Org, 'alias.0', ['x'], 'structure', 'Organization.alias[0]'],
  ['a list within a list of objects', Org, 'telecom.0', [{ system: 'phone' }], 'structure', 'Organization.telecom[0]'],
  ['a string for an object', Org, 'type.0', 'CHR', 'structure', 'Organization.type[0]'],
  [
    'a string for a reference',
    'HealthcareService',
    'providedBy',
    'Organization/1',
    'structure',
    'HealthcareService.providedBy',
  ],
  ['an object for a string', Org, 'address.0.city', { text: 'x' }, 'structure', 'Organization.address[0].city'],
  ['a number for a string', Org, 'address.0.postalCode', 44000, 'structure', 'Organization.address[0].postalCode'],
  ['a boolean for a string', Org, 'address.0.city', true, 'structure', 'Organization.address[0].city'],
  ['a string for a boolean', Org, 'active', 'true', 'structure', 'Organization.active'],
  ['a number for a boolean', Org, 'active', 1, 'structure', 'Organization.active'],
  ['a string for a number', Org, 'telecom.0.rank', '1', 'structure', 'Organization.telecom[0].rank'],
  ['a string for a decimal', 'Location', 'position.latitude', '47.2', 'structure', 'Location.position.latitude'],
  ['null for a string', Org, 'address.0.city', null, 'structure', 'Organization.address[0].city'],
  ['null for an object', 'Location', 'partOf', null, 'structure', 'Location.partOf'],
  ['null for a list', Org, 'type', null, 'structure', 'Organization.type'],
  ['null in a list of objects', Org, 'telecom.1', null, 'structure', 'Organization.telecom[1]'],
  [
    'null in a list of primitives without a sibling',
    Org,
    'contact.0.name.given.1',
    null,
    'structure',
    'Organization.contact[0].name.given[1]',
  ],
  [
    'null in a list of primitives beside null',
    Org,
    'address.0.line.1',
    null,
    'structure',
    'Organization.address[0].line[1]',
  ],
  ['an empty object', Org, 'type.0', {}, 'structure', 'Organization.type[0]'],
  ['an empty object for a single element', 'Location', 'position', {}, 'structure', 'Location.position'],
  ['an empty list of objects', Org, 'type', [], 'structure', 'Organization.type'],
  ['an empty list of primitives', Org, 'contact.0.name.given', [], 'structure', 'Organization.contact[0].name.given'],
  ['two types of one choice', Org, 'extension.0.valueString', 'x', 'structure', 'Organization.extension[0].value'],
  [
    'two types of one choice, one with extensions only',
    Org,
    'extension.0._valueString',
    { extension: [{ url: 'x', valueCode: 'x' }] },
    'structure',
    'Organization.extension[0].value',
  ],
  [
    'too deep nesting',
    Org,
    'contact.0.extension',
    [nested(70)],
    'structure',
    `Organization.contact[0]${'.extension[0]'.repeat(63)}`,
  ],
];

const siblings: Row[] = [
  ['a sibling that is no object', Org, '_name', 'x', 'structure', 'Organization.name'],
  ['a list beside a single primitive', Org, '_name', [{ id: 'x' }], 'structure', 'Organization.name'],
  ['an empty sibling', Org, '_name', {}, 'structure', 'Organization.name'],
  ['null for a sibling', Org, '_name', null, 'structure', 'Organization.name'],
  ['an unknown element in a sibling', Org, '_name.value', 'x', 'structure', 'Organization.name.value'],
  [
    'a bad extension in a sibling',
    Org,
    'address.0._line.0.extension.0.valueString',
    1,
    'structure',
    'Organization.address[0].line[0].extension[0].value',
  ],
  ['an object beside a list', Org, 'address.0._line', { id: 'x' }, 'structure', 'Organization.address[0].line'],
  [
    'a list of siblings that is too short',
    Org,
    'address.0._line',
    [{ id: 'x' }],
    'structure',
    'Organization.address[0].line',
  ],
  ['an empty list of siblings', Org, 'address.0._line', [], 'structure', 'Organization.address[0].line'],
  ['a string in a list of siblings', Org, '_alias.2', 'x', 'structure', 'Organization.alias[2]'],
  [
    'null in a list of siblings without values',
    'Practitioner',
    'name.0._given',
    null,
    'structure',
    'Practitioner.name[0].given',
  ],
  ['a sibling of an object', Org, '_type', [{ id: 'x' }], 'structure', 'Organization.type'],
  [
    'a sibling of the url of an extension',
    Org,
    'extension.0._url',
    { id: 'x' },
    'structure',
    'Organization.extension[0].url',
  ],
  ['a sibling of a narrative', Org, 'text._div', { id: 'x' }, 'structure', 'Organization.text.div'],
  ['an id without a value', 'Location', '_description', { id: 'x' }, 'invariant', 'Location.description'],
];

const types: Row[] = [
  [
    'an unknown resource type',
    Org,
    'contained.1',
    { resourceType: 'Organisation', id: 'parent' },
    'structure',
    'Organization.contained[1].resourceType',
  ],
  [
    'an abstract resource type',
    Org,
    'contained.1',
    { resourceType: 'DomainResource', id: 'parent' },
    'structure',
    'Organization.contained[1].resourceType',
  ],
  ['no resource type', Org, 'contained.1', { id: 'parent' }, 'required', 'Organization.contained[1].resourceType'],
  [
    'a resource type that is no string',
    Org,
    'contained.1',
    { resourceType: 1, id: 'parent' },
    'structure',
    'Organization.contained[1].resourceType',
  ],
  ['a contained string', Org, 'contained.3', 'x', 'structure', 'Organization.contained[3]'],
  ['a fault in a contained resource', Org, 'contained.1.nom', 'x', 'structure', 'Organization.contained[1].nom'],
  [
    'a fault in a resource within Parameters',
    'Parameters',
    'parameter.1.resource.nom',
    'x',
    'structure',
    'Parameters.parameter[1].resource.nom',
  ],
  [
    'a fault in a part',
    'Parameters',
    'parameter.0.part.3.valueContactPoint.nom',
    'x',
    'structure',
    'Parameters.parameter[0].part[3].value.nom',
  ],
  [
    'a wrong value in a part',
    'Parameters',
    'parameter.0.part.3',
    { name: 'value', valueInteger: '1' },
    'structure',
    'Parameters.parameter[0].part[3].value',
  ],
];

const values: Row[] = [
  ['an empty string', Org, 'address.0.city', '', 'value', 'Organization.address[0].city'],
  ['an empty string in a list', Org, 'alias.0', '', 'value', 'Organization.alias[0]'],
  ['a control character', Org, 'address.0.city', 'a\u0001', 'value', 'Organization.address[0].city'],
  ['a string beyond 1 MB', Org, 'address.0.city', 'x'.repeat(1024 * 1024 + 1), 'value', 'Organization.address[0].city'],
  [
    'a control character in markdown',
    'HealthcareService',
    'extraDetails',
    'a\u000b',
    'value',
    'HealthcareService.extraDetails',
  ],
  ['a code with a space before', Org, 'language', ' fr', 'value', 'Organization.language'],
  ['a code with a space behind', Org, 'language', 'fr ', 'value', 'Organization.language'],
  ['a code with two spaces', Org, 'language', 'f  r', 'value', 'Organization.language'],
  ['a code of spaces', Org, 'language', ' ', 'value', 'Organization.language'],
  ['an id with an underscore', Org, 'id', 'org_1', 'value', 'Organization.id'],
  ['an id of 65 characters', Org, 'id', 'x'.repeat(65), 'value', 'Organization.id'],
  ['a uri with a space', Org, 'identifier.0.system', 'urn: x', 'value', 'Organization.identifier[0].system'],
  ['a canonical with a line break', Org, 'meta.profile.0', 'http://x\n', 'value', 'Organization.meta.profile[0]'],
  ['a url with a space', 'HealthcareService', 'photo.url', 'http://x y', 'value', 'HealthcareService.photo.url'],
  ['an oid without its urn', Org, 'extension.7.valueOid', '1.2.3', 'value', 'Organization.extension[7].value'],
  [
    'an oid with a leading zero',
    Org,
    'extension.7.valueOid',
    'urn:oid:1.02',
    'value',
    'Organization.extension[7].value',
  ],
  [
    'a uuid in upper case',
    Org,
    'extension.8.valueUuid',
    'urn:uuid:C757873D-EC9A-4326-A141-556F43239520',
    'value',
    'Organization.extension[8].value',
  ],
  [
    'base64 of a wrong length',
    Org,
    'extension.6.valueBase64Binary',
    'QUJDR',
    'value',
    'Organization.extension[6].value',
  ],
  [
    'base64 with a foreign character',
    Org,
    'extension.6.valueBase64Binary',
    'QUJ-',
    'value',
    'Organization.extension[6].value',
  ],
  [
    'base64 with padding within',
    Org,
    'extension.6.valueBase64Binary',
    'QU==QUJD',
    'value',
    'Organization.extension[6].value',
  ],
  ['a date of no calendar', 'Practitioner', 'birthDate', '2023-02-30', 'value', 'Practitioner.birthDate'],
  ['a 29 February of a common year', 'Practitioner', 'birthDate', '1900-02-29', 'value', 'Practitioner.birthDate'],
  ['a 31 April', 'Practitioner', 'birthDate', '2024-04-31', 'value', 'Practitioner.birthDate'],
  ['a French date', 'Practitioner', 'birthDate', '01/02/1980', 'value', 'Practitioner.birthDate'],
  ['a date with a time', 'Practitioner', 'birthDate', '1980-02-01T00:00:00Z', 'value', 'Practitioner.birthDate'],
  ['a month 13', 'Practitioner', 'birthDate', '1980-13', 'value', 'Practitioner.birthDate'],
  ['a year 0', 'Practitioner', 'birthDate', '0000', 'value', 'Practitioner.birthDate'],
  [
    'a dateTime without zone',
    'PractitionerRole',
    'period.start',
    '2020-01-01T00:00:00',
    'value',
    'PractitionerRole.period.start',
  ],
  [
    'a dateTime without seconds',
    'PractitionerRole',
    'period.start',
    '2020-01-01T00:00Z',
    'value',
    'PractitionerRole.period.start',
  ],
  [
    'a dateTime of no calendar',
    'PractitionerRole',
    'period.start',
    '2020-06-31T00:00:00Z',
    'value',
    'PractitionerRole.period.start',
  ],
  ['hour 24', 'PractitionerRole', 'period.start', '2020-01-01T24:00:00Z', 'value', 'PractitionerRole.period.start'],
  [
    'zone +15:00',
    'PractitionerRole',
    'period.start',
    '2020-01-01T00:00:00+15:00',
    'value',
    'PractitionerRole.period.start',
  ],
  ['an instant that is a date', Org, 'meta.lastUpdated', '2024-02-29', 'value', 'Organization.meta.lastUpdated'],
  ['an instant without zone', Org, 'meta.lastUpdated', '2024-02-29T00:00:00', 'value', 'Organization.meta.lastUpdated'],
  [
    'a time without seconds',
    'HealthcareService',
    'availableTime.0.availableStartTime',
    '08:30',
    'value',
    'HealthcareService.availableTime[0].availableStartTime',
  ],
  [
    'a time with a zone',
    'HealthcareService',
    'availableTime.0.availableStartTime',
    '08:30:00Z',
    'value',
    'HealthcareService.availableTime[0].availableStartTime',
  ],
  [
    'an integer with a fraction',
    Org,
    'extension.2.extension.0.valueInteger',
    1.5,
    'value',
    'Organization.extension[2].extension[0].value',
  ],
  [
    'an integer above 32 bits',
    Org,
    'extension.2.extension.0.valueInteger',
    2 ** 31,
    'value',
    'Organization.extension[2].extension[0].value',
  ],
  [
    'an integer below 32 bits',
    Org,
    'extension.2.extension.0.valueInteger',
    -(2 ** 31) - 1,
    'value',
    'Organization.extension[2].extension[0].value',
  ],
  ['a positiveInt 0', Org, 'telecom.0.rank', 0, 'value', 'Organization.telecom[0].rank'],
  ['an unsignedInt -1', Org, 'extension.12.valueUnsignedInt', -1, 'value', 'Organization.extension[12].value'],
  [
    'a reference to a type the element does not allow',
    'HealthcareService',
    'location.0.reference',
    'Organization/1',
    'value',
    'HealthcareService.location[0].reference',
  ],
  [
    'an absolute reference to such a type',
    'Location',
    'partOf.reference',
    'https://example.org/fhir/Patient/1',
    'value',
    'Location.partOf.reference',
  ],
  [
    'a reference to a version of such a type',
    'Location',
    'partOf.reference',
    'Patient/1/_history/2',
    'value',
    'Location.partOf.reference',
  ],
  [
    'a reference to a contained resource of such a type',
    Org,
    'endpoint.1.reference',
    '#parent',
    'value',
    'Organization.endpoint[1].reference',
  ],
  [
    'two contained resources of one id',
    Org,
    'contained.3',
    { resourceType: 'Organization', id: 'parent', name: 'x' },
    'value',
    'Organization.contained[3].id',
  ],
];

const required: Row[] = [
  ['an extension without url', Org, 'extension.0.url', undefined, 'required', 'Organization.extension[0].url'],
  ['a narrative without status', Org, 'text.status', undefined, 'required', 'Organization.text.status'],
  ['a narrative without div', Org, 'text.div', undefined, 'required', 'Organization.text.div'],
  [
    'a position without longitude',
    'Location',
    'position.longitude',
    undefined,
    'required',
    'Location.position.longitude',
  ],
  [
    'a qualification without code',
    'Practitioner',
    'qualification.0.code',
    undefined,
    'required',
    'Practitioner.qualification[0].code',
  ],
  [
    'a contained endpoint without payload type',
    Org,
    'contained.0.payloadType',
    undefined,
    'required',
    'Organization.contained[0].payloadType',
  ],
  [
    'a parameter without name',
    'Parameters',
    'parameter.0.part.0.name',
    undefined,
    'required',
    'Parameters.parameter[0].part[0].name',
  ],
  [
    'a missing description',
    'HealthcareService',
    'notAvailable.0.description',
    undefined,
    'required',
    'HealthcareService.notAvailable[0].description',
  ],
];

const codes: Row[] = [
  ['a telecom system', Org, 'telecom.0.system', 'telephone', 'code-invalid', 'Organization.telecom[0].system'],
  ['a telecom use', Org, 'telecom.0.use', 'WORK', 'code-invalid', 'Organization.telecom[0].use'],
  ['an identifier use', Org, 'identifier.0.use', 'offical', 'code-invalid', 'Organization.identifier[0].use'],
  ['an address type', Org, 'address.0.type', 'mail', 'code-invalid', 'Organization.address[0].type'],
  [
    'a day of the week',
    'HealthcareService',
    'availableTime.0.daysOfWeek.1',
    'lundi',
    'code-invalid',
    'HealthcareService.availableTime[0].daysOfWeek[1]',
  ],
  ['a gender', 'Practitioner', 'gender', 'F', 'code-invalid', 'Practitioner.gender'],
  ['a name use', 'Practitioner', 'name.0.use', 'legal', 'code-invalid', 'Practitioner.name[0].use'],
  ['a location status', 'Location', 'status', 'open', 'code-invalid', 'Location.status'],
  ['a location mode', 'Location', 'mode', 'kinds', 'code-invalid', 'Location.mode'],
  ['a narrative status', Org, 'text.status', 'done', 'code-invalid', 'Organization.text.status'],
];

const invariants: Row[] = [
  ['ele-1: an id alone', Org, 'type.0', { id: 'x' }, 'invariant', 'Organization.type[0]'],
  [
    'ext-1: neither a value nor extensions',
    Org,
    'extension.0.valueDate',
    undefined,
    'invariant',
    'Organization.extension[0]',
  ],
  [
    'ext-1: both',
    Org,
    'extension.0.extension',
    [{ url: 'x', valueCode: 'x' }],
    'invariant',
    'Organization.extension[0]',
  ],
  [
    'ref-1: no such contained resource',
    Org,
    'endpoint.2',
    { reference: '#nobody' },
    'invariant',
    'Organization.endpoint[2]',
  ],
  [
    'dom-2: contained in contained',
    Org,
    'contained.1.contained',
    [{ resourceType: 'Organization', id: 'c', name: 'x' }],
    'invariant',
    'Organization.contained[1]',
  ],
  [
    'dom-3: nothing refers to it',
    Org,
    'contained.3',
    { resourceType: 'Location', id: 'other' },
    'invariant',
    'Organization.contained[3]',
  ],
  [
    'dom-3: it has no id',
    Org,
    'contained.3',
    { resourceType: 'Location', name: 'x' },
    'invariant',
    'Organization.contained[3]',
  ],
  [
    'dom-3: a reference in another resource does not count',
    'Parameters',
    'parameter.1.resource.endpoint',
    undefined,
    'invariant',
    'Parameters.parameter[1].resource.contained[0]',
  ],
  ['dom-4: a contained version', Org, 'contained.1.meta', { versionId: '1' }, 'invariant', 'Organization.contained[1]'],
  [
    'dom-4: a contained date',
    Org,
    'contained.1.meta',
    { lastUpdated: '2024-01-01T00:00:00Z' },
    'invariant',
    'Organization.contained[1]',
  ],
  [
    'dom-5: a contained security label',
    Org,
    'contained.1.meta',
    { security: [{ code: 'R' }] },
    'invariant',
    'Organization.contained[1]',
  ],
  ['org-1', Org, 'contained.1.name', undefined, 'invariant', 'Organization.contained[1]'],
  ['org-2', Org, 'address.0.use', 'home', 'invariant', 'Organization.address[0]'],
  ['org-3', Org, 'telecom.0.use', 'home', 'invariant', 'Organization.telecom[0]'],
  ['cpt-2', Org, 'telecom.1.system', undefined, 'invariant', 'Organization.telecom[1]'],
  [
    'cpt-2 in a contact',
    Org,
    'contact.0.telecom.0.system',
    undefined,
    'invariant',
    'Organization.contact[0].telecom[0]',
  ],
  ['per-1: days', 'PractitionerRole', 'period.end', '2019-12-31', 'invariant', 'PractitionerRole.period'],
  ['per-1: partial', Org, 'extension.1.valuePeriod.end', '2019-12', 'invariant', 'Organization.extension[1].value'],
  ['per-1: zones', Org, 'telecom.1.period.end', '2023-12-31T22:59:59Z', 'invariant', 'Organization.telecom[1].period'],
  ['rng-2', Org, 'extension.3.valueRange.low.value', 4, 'invariant', 'Organization.extension[3].value'],
  ['sqty-1', Org, 'extension.3.valueRange.low.comparator', '<', 'invariant', 'Organization.extension[3].value.low'],
  ['rat-1', Org, 'extension.5.valueRatio.numerator', undefined, 'invariant', 'Organization.extension[5].value'],
  [
    'qty-3',
    Org,
    'extension.3.valueRange.low',
    { code: 'a', value: 1 },
    'invariant',
    'Organization.extension[3].value.low',
  ],
  ['att-1', 'HealthcareService', 'photo.contentType', undefined, 'invariant', 'HealthcareService.photo'],
  ['age-1', Org, 'extension.13.valueAge.value', 0, 'invariant', 'Organization.extension[13].value'],
  [
    'cnt-3',
    Org,
    'extension',
    extension({ valueCount: { value: 1.5, code: '1', system: 'http://unitsofmeasure.org' } }),
    'invariant',
    'Organization.extension[0].value',
  ],
  [
    'dis-1',
    Org,
    'extension',
    extension({ valueDistance: { value: 1, unit: 'km' } }),
    'invariant',
    'Organization.extension[0].value',
  ],
  [
    'drt-1',
    Org,
    'extension',
    extension({ valueDuration: { value: 1, code: 'h', system: 'x' } }),
    'invariant',
    'Organization.extension[0].value',
  ],
  [
    'exp-1',
    Org,
    'extension',
    extension({ valueExpression: { language: 'text/fhirpath' } }),
    'invariant',
    'Organization.extension[0].value',
  ],
  [
    'drq-1',
    Org,
    'extension',
    extension({ valueDataRequirement: { type: 'Patient', codeFilter: [{ path: 'a', searchParam: 'b' }] } }),
    'invariant',
    'Organization.extension[0].value.codeFilter[0]',
  ],
  [
    'drq-2',
    Org,
    'extension',
    extension({ valueDataRequirement: { type: 'Patient', dateFilter: [{ valueDateTime: '2024' }] } }),
    'invariant',
    'Organization.extension[0].value.dateFilter[0]',
  ],
  [
    'trd-1',
    Org,
    'extension',
    extension({ valueTriggerDefinition: { type: 'data-added', data: [{ type: 'Patient' }], timingDate: '2024' } }),
    'invariant',
    'Organization.extension[0].value',
  ],
  [
    'trd-2',
    Org,
    'extension',
    extension({
      valueTriggerDefinition: { type: 'named-event', name: 'x', condition: { language: 'text/cql', expression: 'x' } },
    }),
    'invariant',
    'Organization.extension[0].value',
  ],
  [
    'trd-3',
    Org,
    'extension',
    extension({ valueTriggerDefinition: { type: 'periodic' } }),
    'invariant',
    'Organization.extension[0].value',
  ],
  ...(
    [
      ['tim-1', { duration: 1 }],
      ['tim-2', { period: 1 }],
      ['tim-4', { duration: -1, durationUnit: 'h' }],
      ['tim-5', { period: -1, periodUnit: 'h' }],
      ['tim-6', { periodMax: 1 }],
      ['tim-7', { durationMax: 1 }],
      ['tim-8', { countMax: 1 }],
      ['tim-9', { offset: 1 }],
      ['tim-9', { offset: 1, when: ['C'] }],
      ['tim-10', { timeOfDay: ['08:00:00'], when: ['MORN'] }],
    ] as [string, JsonObject][]
  ).map(([key, repeat]): Row => [
    `${key} ${JSON.stringify(repeat)}`,
    Org,
    'extension.4.valueTiming.repeat',
    repeat,
    'invariant',
    'Organization.extension[4].value.repeat',
  ]),
  ['inv-1: a value and parts', 'Parameters', 'parameter.0.valueCode', 'x', 'invariant', 'Parameters.parameter[0]'],
  ['inv-1: nothing but a name', 'Parameters', 'parameter.0.part', undefined, 'invariant', 'Parameters.parameter[0]'],
  ['txt-1', Org, 'text.div', div('<script>x</script>'), 'invariant', 'Organization.text.div'],
  ['txt-2', Org, 'text.div', div(' <p> </p>'), 'invariant', 'Organization.text.div'],
];

describe('validateResource', () => {
  it.each(Object.entries(VALID))('finds nothing in a valid %s', (_, resource) => {
    expect(validateResource(resource)).toEqual([]);
  });

  it.each(
    Object.entries({ shape, siblings, types, values, required, codes, invariants }).flatMap(([group, rows]) =>
      rows.map((row) => [group, ...row] as const),
    ),
  )('%s: %s in %s.%s', (_group, _rule, base, place, value, code, expression) => {
    const issues = validateResource(mutated(base, place, value));
    expect(issues.map(({ code, expression }) => ({ code, expression }))).toEqual([{ code, expression }]);
    expect(issues[0]).toMatchObject({
      text: expect.stringMatching(/\S[.?]$/),
      hint: expect.stringMatching(/\S[.?]$/),
      path: expect.any(Array),
    });
  });

  it('names the invariant that does not hold', () => {
    for (const [rule, base, place, value] of invariants) {
      expect(validateResource(mutated(base, place, value))[0]!.text).toContain(`(${/^\w+-\d+/.exec(rule)![0]})`);
    }
  });

  it.each([
    [
      'the nearest element',
      { resourceType: 'Organization', name: 'a', adress: [] },
      'Organization has an unknown element `adress`; did you mean `address`?',
      'Rename it to `address`, or remove it.',
    ],
    [
      'the list',
      { resourceType: 'Organization', name: 'a', type: { coding: {} } },
      '`type` is a list, not an object.',
      'Write [ { … } ] around it, also for a single value.',
    ],
    [
      'the nearest type',
      { resourceType: 'Organisation' },
      '"Organisation" is not a resource type of FHIR R4.',
      'Did you mean Organization?',
    ],
    [
      'the nearest code',
      { resourceType: 'Practitioner', gender: 'femal' },
      '"femal" is not a code of the value set administrative-gender.',
      'Did you mean "female"? Use one of: male, female, other, unknown.',
    ],
    [
      'a missing type',
      {},
      'The resource does not say its type.',
      'Add "resourceType": "Organization", or the type it has.',
    ],
    [
      'the types of a choice',
      { resourceType: 'Patient', deceasedDate: '2024' },
      'Patient has an unknown element `deceasedDate`.',
      'The name of this element ends with the type of its value: deceasedBoolean, deceasedDateTime.',
    ],
    [
      'the day that is not',
      { resourceType: 'Practitioner', birthDate: '2023-02-30' },
      '"2023-02-30" is not a date.',
      'The month has no day 30.',
    ],
    [
      'a number without quotes',
      { resourceType: 'Practitioner', telecom: [{ rank: '1' }] },
      '`rank` is a number, not a string.',
      'Write 1 without quotes.',
    ],
  ] as [string, JsonObject, string, string][])('hints at %s', (_, resource, text, hint) => {
    expect(validateResource(resource)[0]).toMatchObject({ text, hint });
  });

  it('gives the place as JSON members too; of a missing element, the place of its owner', () => {
    const paths = (base: string, place: string, value?: JsonValue) =>
      validateResource(mutated(base, place, value)).map(({ path }) => path);
    expect(paths(Org, 'address.0._line.0.extension.0.valueString', 1)).toEqual([
      ['address', 0, '_line', 0, 'extension', 0, 'valueString'],
    ]);
    expect(paths(Org, 'extension.0.url')).toEqual([['extension', 0]]);
    expect(paths(Org, 'contained.1.nom', 'x')).toEqual([['contained', 1, 'nom']]);
  });

  it('checks a required binding of a concept', () => {
    const allergy = (clinicalStatus: JsonObject): JsonObject => ({
      resourceType: 'AllergyIntolerance',
      patient: { display: 'x' },
      clinicalStatus,
    });
    expect(validateResource(allergy({ coding: [{ code: 'active' }] }))).toEqual([]);
    expect(validateResource(allergy({ text: 'x' }))).toMatchObject([
      { code: 'code-invalid', expression: 'AllergyIntolerance.clinicalStatus' },
    ]);
    expect(validateResource(allergy({ coding: [{ code: 'activ' }] }))).toMatchObject([{ code: 'code-invalid' }]);
  });

  it('keeps the contained resources of nested resources apart', () => {
    const bundle: JsonObject = {
      resourceType: 'Bundle',
      id: 'b',
      type: 'collection',
      entry: [{ resource: { resourceType: 'Location' } }],
    };
    const contained = [bundle, { resourceType: 'Organization', id: 'parent', name: 'x' }];
    const extension = [{ url: 'x', valueReference: { reference: '#b' } }];
    expect(
      validateResource({
        resourceType: 'Organization',
        name: 'a',
        contained,
        extension,
        partOf: { reference: '#parent' },
      }),
    ).toEqual([]);
  });

  it('finds every fault, in the order of the JSON', () => {
    const issues = validateResource({
      resourceType: 'Organization',
      nom: 1,
      telecom: { value: '1', use: 'x' },
      active: 'oui',
    });
    expect(issues.map(({ expression }) => expression)).toEqual([
      'Organization.nom',
      'Organization.telecom',
      'Organization.telecom.use',
      'Organization.telecom',
      'Organization.active',
      'Organization',
    ]);
  });

  it('stops at the limit and says so', () => {
    const telecom = Array.from({ length: 500 }, () => ({ value: '1' }));
    const issues = validateResource({ resourceType: 'Organization', name: 'a', telecom }, { maxIssues: 7 });
    expect(issues).toHaveLength(8);
    expect(issues[7]).toMatchObject({ severity: 'information', code: 'informational' });
    expect(validateResource({ resourceType: 'Organization', name: 'a', telecom })).toHaveLength(101);
    expect(
      validateResource({ resourceType: 'Organization', name: 'a', telecom: telecom.slice(0, 7) }, { maxIssues: 7 }),
    ).toHaveLength(7);
  });

  it('keeps control characters and long texts of a client out of its messages', () => {
    const [issue] = validateResource({ resourceType: 'Organization', name: 'a', [`x\r\ny${'z'.repeat(5000)}`]: 1 });
    expect(issue!.text).not.toMatch(/[\r\n]/);
    expect(issue!.text.length).toBeLessThan(200);
    expect(issue!.expression!.length).toBeLessThan(200);
  });
});
