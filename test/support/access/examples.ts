import type { JsonObject } from '../../../src/fhir';
import { CODE_SYSTEM } from '../../../src/ror/shared/code-systems';
import { EXTENSION } from '../../../src/ror/shared/extensions';

/** A variant of an element, and which of the profiles 0 to 5 see it: written by hand, from the guide. */
export interface Example {
  readonly type: string;
  /** Name of the element in the table of the product. */
  readonly element: string;
  readonly example: string;
  /** `'01235'` */
  readonly seenBy: string;
  /** The same as long as nothing is known of other resources. */
  readonly seenAlone?: string;
  /** Members of the resource. The element contains `MARK`, which the tests look for in an answer. */
  readonly members: JsonObject;
}

/** Occurs in the element and nowhere else. */
export const MARK = 'MARK7f3a';
/** The same as a number. */
export const MARK_NUMBER = 730_073;

const concept = (system: string, code: string): JsonObject => ({ coding: [{ system, code }] });
const extension = (url: string, valueCodeableConcept: JsonObject): JsonObject => ({ url, valueCodeableConcept });

type Level = '1' | '2' | '3' | '9' | undefined;
const level = (url: string, code: Level): JsonObject[] =>
  code === undefined ? [] : [extension(url, concept(CODE_SYSTEM.confidentialityLevel, code))];

export function telecom(code: Level, value = MARK): JsonObject {
  const levels = level(EXTENSION.telecomConfidentialityLevel, code);
  return { ...(levels.length > 0 && { extension: levels }), system: 'email', value };
}

function contact(code: Level, ...telecoms: JsonObject[]): JsonObject {
  const levels = level(EXTENSION.contactConfidentialityLevel, code);
  return {
    ...(levels.length > 0 && { extension: levels }),
    name: { text: telecoms.length > 0 ? 'Standard' : MARK },
    ...(telecoms.length > 0 && { telecom: telecoms }),
  };
}

function serviceContact(code: Level, telecomLevel?: Level | 'none'): JsonObject {
  const desk = { url: 'description', valueString: telecomLevel === undefined ? MARK : 'Accueil' };
  const telecoms: JsonObject[] =
    telecomLevel === undefined
      ? []
      : [
          {
            url: EXTENSION.serviceContactTelecom,
            extension: [
              ...level(EXTENSION.telecomConfidentialityLevel, telecomLevel === 'none' ? undefined : telecomLevel),
              { url: 'telecomAddress', valueString: MARK },
            ],
          },
        ];
  return {
    url: EXTENSION.serviceContact,
    extension: [desk, ...level(EXTENSION.confidentialityLevel, code), ...telecoms],
  };
}

export function capacity(states: readonly string[], assigned?: string): JsonObject {
  return {
    url: EXTENSION.supportedCapacity,
    extension: [
      ...states.map((code) => extension('capacityStatus', concept(CODE_SYSTEM.capacityStatus, code))),
      { url: 'nbCapacity', valueInteger: MARK_NUMBER },
      ...(assigned === undefined
        ? []
        : [extension('temporaryAssignement', concept(CODE_SYSTEM.temporaryAssignment, assigned))]),
    ],
  };
}

const fields = (...codes: string[]): JsonObject => ({
  type: codes.map((code) => concept(CODE_SYSTEM.activityField, code)),
});
const sensitive = (valueBoolean: boolean): JsonObject => ({ url: EXTENSION.sensitiveUnit, valueBoolean });

/** The profiles that see a contact or telecom of each level, where it is not known to be medico-social. */
const BY_LEVEL: readonly (readonly [string, Level, string])[] = [
  ['open', '1', '01235'],
  ['restricted', '2', '125'],
  ['very restricted', '3', '1'],
  ['of a level there is not', '9', '1'],
  ['without a level', undefined, '1'],
];

type Row = readonly [example: string, seenBy: string, members: JsonObject, seenAlone?: string];
const rows = (type: string, element: string, all: readonly Row[]): Example[] =>
  all.map(([example, seenBy, members, seenAlone]) => ({ type, element, example, seenBy, members, ...(seenAlone !== undefined && { seenAlone }) })); // prettier-ignore

const telecoms = (type: string): Example[] =>
  rows(
    type,
    'telecom',
    BY_LEVEL.map(([example, code, seenBy]) => [example, seenBy, { telecom: [telecom(code)] }]),
  );
const ofPerson = (element: string, members: JsonObject): Example[] =>
  rows('Practitioner', element, [['whatever it is', '01235', members]]);

/** The guide's mappings of Organization. */
const organizations: readonly Example[] = [
  ...telecoms('Organization'),
  ...rows('Organization', 'contact', [
    ...BY_LEVEL.map(([example, code, seenBy]): Row => [example, seenBy, { contact: [contact(code)] }]),
    ['of two levels, the higher counts', '1', { contact: [{ ...contact('1'), extension: [...level(EXTENSION.contactConfidentialityLevel, '1'), ...level(EXTENSION.contactConfidentialityLevel, '3')] }] }],
  ]),
  ...rows('Organization', 'telecom of a contact', [
    ['open, of an open contact', '01235', { contact: [contact('1', telecom('1'))] }],
    ['restricted, of an open contact', '125', { contact: [contact('1', telecom('2'))] }],
    ['very restricted, of an open contact', '1', { contact: [contact('1', telecom('3'))] }],
    ['open, of a restricted contact', '125', { contact: [contact('2', telecom('1'))] }],
    ['open, of a very restricted contact', '1', { contact: [contact('3', telecom('1'))] }],
  ]),
  ...rows('Organization', 'drop zone', [
    ['there is one', '14', { extension: [{ url: EXTENSION.dropZone, extension: [{ url: 'a', valueString: MARK }] }] }],
  ]),
  ...rows('Organization', 'level of recourse (ORSAN)', [
    ['whichever', '14', { extension: [extension(EXTENSION.levelOfRecourse, concept('urn:a', MARK))] }],
  ]),
]; // prettier-ignore

/** A place that every profile sees, and one that belongs to a sensitive offer alone. */
export const OPEN_PLACE = 'open-place';
export const HIDDEN_PLACE = 'hidden-place';

const place = (id: string): JsonObject => ({ reference: `Location/${id}`, display: MARK });
const places = (type: string, element: string, member: string): Example[] =>
  rows(type, element, [
    ['that everybody sees', '012345', { [member]: [place(OPEN_PLACE)] }, '14'],
    ['of a sensitive offer alone', '14', { [member]: [place(HIDDEN_PLACE)] }, '14'],
    ['one that everybody sees, and one of a sensitive offer', '14', { [member]: [place(OPEN_PLACE), place(HIDDEN_PLACE)] }, '14'],
    ['that there is not', '012345', { [member]: [place('no-place')] }, '14'],
    ['without an id', '012345', { [member]: [{ display: MARK }] }, '14'],
  ]); // prettier-ignore

const services: readonly Example[] = [
  ...rows('HealthcareService', 'the whole offer', [
    ['of an open unit', '012345', { extension: [sensitive(false)], name: MARK }],
    ['that does not say', '012345', { name: MARK }],
    ['of a sensitive unit', '14', { extension: [sensitive(true)], name: MARK }],
    ['that says both', '14', { extension: [sensitive(false), sensitive(true)], name: MARK }],
  ]),
  ...telecoms('HealthcareService'),
  ...rows('HealthcareService', 'telecom', [
    ['restricted, of a medico-social offer', '1235', { ...fields('04'), telecom: [telecom('2')] }],
    ['very restricted, of a medico-social offer', '1', { ...fields('04'), telecom: [telecom('3')] }],
    ['restricted, of a hospital', '125', { ...fields('01'), telecom: [telecom('2')] }],
    ['restricted, of an ambulatory offer', '125', { ...fields('05'), telecom: [telecom('2')] }],
    ['restricted, of two fields', '125', { ...fields('04', '01'), telecom: [telecom('2')] }],
    ['restricted, of a field of another list', '125', { type: [concept('urn:a', '04')], telecom: [telecom('2')] }],
  ]),
  ...rows('HealthcareService', 'contact', [
    ...BY_LEVEL.map(([example, code, seenBy]): Row => [example, seenBy, { extension: [serviceContact(code)] }]),
    ['restricted, of a medico-social offer', '1235', { ...fields('04'), extension: [serviceContact('2')] }],
  ]),
  ...rows('HealthcareService', 'telecom of a contact', [
    ['open, of an open contact', '01235', { extension: [serviceContact('1', '1')] }],
    ['restricted, of an open contact', '125', { extension: [serviceContact('1', '2')] }],
    ['restricted, of a medico-social offer', '1235', { ...fields('04'), extension: [serviceContact('1', '2')] }],
    ['very restricted, of an open contact', '1', { extension: [serviceContact('1', '3')] }],
    ['without a level', '1', { extension: [serviceContact('1', 'none')] }],
    ['open, of a restricted contact', '125', { extension: [serviceContact('2', '1')] }],
  ]),
  ...places('HealthcareService', 'places that it serves', 'coverageArea'),
];

const locations: readonly Example[] = [
  ...telecoms('Location'),
  ...rows('Location', 'place that it is part of', [
    ['that everybody sees', '012345', { partOf: place(OPEN_PLACE) }, '14'],
    ['of a sensitive offer alone', '14', { partOf: place(HIDDEN_PLACE) }, '14'],
    ['that there is not', '012345', { partOf: place('no-place') }, '14'],
  ]),
  ...rows('Location', 'capacity', [
    ['installed, not assigned', '012345', { extension: [capacity(['01'], '01')] }],
    ['installed, assigned to an epidemic', '1245', { extension: [capacity(['01'], '02')] }],
    ['installed, of which nobody says what it is assigned to', '1245', { extension: [capacity(['01'])] }],
    ['available', '124', { extension: [capacity(['02'], '01')] }],
    ['occupied', '124', { extension: [capacity(['03'], '01')] }],
    ['reserved', '124', { extension: [capacity(['04'], '01')] }],
    ['closed', '124', { extension: [capacity(['05'], '01')] }],
    ['additional', '14', { extension: [capacity(['06'], '01')] }],
    ['of a state there is not', '124', { extension: [capacity(['99'], '01')] }],
    ['without a state', '124', { extension: [capacity([], '01')] }],
    ['installed and available at once', '124', { extension: [capacity(['01', '02'], '01')] }],
    ['installed and additional at once', '14', { extension: [capacity(['01', '06'], '01')] }],
  ]),
  ...rows('Location', 'equipment', [
    ['whichever', '1245', { extension: [{ url: EXTENSION.equipment, extension: [{ url: 'nbInService', valueInteger: MARK_NUMBER }] }] }],
  ]),
]; // prettier-ignore

const practitioners: readonly Example[] = [
  ...telecoms('Practitioner'),
  ...ofPerson('identifiers', { identifier: [{ value: MARK }] }),
  ...ofPerson('name', { name: [{ family: MARK }] }),
  ...ofPerson('gender', { gender: 'female', _gender: { extension: [{ url: 'urn:a', valueString: MARK }] } }),
  ...ofPerson('date of birth', {
    birthDate: '1971-03-04',
    _birthDate: { extension: [{ url: 'urn:a', valueString: MARK }] },
  }),
  ...rows('Practitioner', 'date of birth', [
    ['nothing but what is said of it', '01235', { _birthDate: { extension: [{ url: 'urn:a', valueString: MARK }] } }],
  ]),
  ...ofPerson('address', { address: [{ city: MARK }] }),
  ...ofPerson('photo', { photo: [{ title: MARK }] }),
  ...ofPerson('languages', { communication: [{ coding: [{ code: MARK }] }] }),
];

const roles: readonly Example[] = [
  ...telecoms('PractitionerRole'),
  ...rows('PractitionerRole', 'name in practice', [
    ['whatever it is', '01235', { extension: [{ url: EXTENSION.practitionerRoleName, extension: [{ url: 'exerciseLastName', valueString: MARK }] }] }],
  ]),
  ...rows('PractitionerRole', 'display of the practitioner', [
    ['whatever it is', '01235', { practitioner: { display: MARK } }],
  ]),
  ...rows('PractitionerRole', 'number of the practitioner', [
    ['whatever it is', '01235', { practitioner: { identifier: { value: MARK } } }],
  ]),
  ...places('PractitionerRole', 'places of the role', 'location'),
]; // prettier-ignore

const ofAll: readonly Example[] = [
  'Organization',
  'HealthcareService',
  'Location',
  'Practitioner',
  'PractitionerRole',
].flatMap((type) => [
  ...rows(type, 'narrative', [
    [
      'whatever it says',
      '1',
      { text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${MARK}</div>` } },
    ],
  ]),
  ...rows(type, 'contained resources', [
    ['whatever they are', '1', { contained: [{ resourceType: 'Basic', id: 'a', code: { text: MARK } }] }],
  ]),
]);

/** Examples for every cell of the table: elements that a profile sees, and similar ones that it does not see. */
export const EXAMPLES: readonly Example[] = [
  ...organizations,
  ...services,
  ...locations,
  ...practitioners,
  ...roles,
  ...ofAll,
];
