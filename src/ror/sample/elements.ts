import type {
  Address,
  CodeableConcept,
  Coding,
  ContactPoint,
  Extension,
  HealthcareServiceAvailableTime,
  Identifier,
  Meta,
  Reference,
} from 'fhir/r4';
import { CODE_SYSTEM, COMMUNICATION_CHANNEL, IDENTIFIER_SYSTEM } from '../shared/code-systems';
import { EXTENSION, TELECOM_COMMUNICATION_CHANNEL } from '../shared/extensions';
import { rorProfile } from '../shared/profiles';

/** A code, a space, and its French label as in the code system: `'039 Diabétologie'`. */
export type Term = `${string} ${string}`;

/** A region of the sample, with the date its records were added to the directory. */
export interface Region {
  readonly term: Term;
  readonly created: string;
}

export const REGION = {
  idf: { term: '11 Ile-de-france', created: '2023-12-09T14:30:00+01:00' },
  bretagne: { term: '53 Bretagne', created: '2022-06-14T09:15:00+02:00' },
  loire: { term: '52 Pays de la Loire', created: '2022-11-03T11:00:00+01:00' },
  occitanie: { term: '76 Occitanie', created: '2023-02-20T16:45:00+01:00' },
  reunion: { term: '04 La Réunion', created: '2023-05-30T08:00:00+04:00' },
} as const satisfies Record<string, Region>;

export function codeOf(term: Term): string {
  return term.slice(0, term.indexOf(' '));
}

export function coding(system: string, term: Term): Coding {
  const code = codeOf(term);
  return { system, code, display: term.slice(code.length + 1) };
}

export function codeable(system: string, term: Term): CodeableConcept {
  return { coding: [coding(system, term)] };
}

export function codeableExtension(url: string, system: string, term: Term): Extension {
  return { url, valueCodeableConcept: codeable(system, term) };
}

export function reference(type: string, id: string): Reference {
  return { reference: `${type}/${id}` };
}

/** What every resource of the directory has: its profile, its region of origin and its creation date. */
export function origin(profile: string, region: Region, ...more: Extension[]): { meta: Meta; extension: Extension[] } {
  return {
    meta: { profile: [rorProfile(profile)], tag: [coding(CODE_SYSTEM.region, region.term)] },
    extension: [{ url: EXTENSION.metaCreationDate, valueDateTime: region.created }, ...more],
  };
}

const STRUCTURE_IDENTIFIER = {
  national: [IDENTIFIER_SYSTEM.nationalStructure, '40 Identifiant national de structure'],
  finess: [IDENTIFIER_SYSTEM.finess, '1 FINESS'],
  siren: [IDENTIFIER_SYSTEM.sirene, '2 SIREN'],
  siret: [IDENTIFIER_SYSTEM.sirene, '3 SIRET'],
} as const satisfies Record<string, readonly [string, Term]>;

export type RegisterNumber = readonly [register: 'finess' | 'siren' | 'siret', value: string];

/**
 * The national number of a structure is the code of its register followed by the number in that register: `1` + FINESS.
 */
export function structureIdentifiers([register, value]: RegisterNumber): Identifier[] {
  const build = (kind: keyof typeof STRUCTURE_IDENTIFIER, number: string): Identifier => {
    const [system, type] = STRUCTURE_IDENTIFIER[kind];
    return { type: codeable(CODE_SYSTEM.structureIdentifierType, type), system, value: number };
  };
  const [, type] = STRUCTURE_IDENTIFIER[register];
  return [build('national', codeOf(type) + value), build(register, value)];
}

const CHANNEL = {
  mobile: { term: '1 Téléphone mobile', system: 'phone' },
  fixed: { term: '2 Téléphone fixe', system: 'phone' },
  email: { term: '3 Courrier électronique', system: 'email' },
  web: { term: '4 Uniform Resource Location', system: 'url' },
  fax: { term: '6 Télécopie', system: 'fax' },
} as const satisfies Record<string, { term: Term; system: ContactPoint['system'] }>;

const CONFIDENTIALITY = {
  1: '1 Accès libre',
  2: '2 Accès restreint',
  3: '3 Accès très restreint',
} as const satisfies Record<number, Term>;
export type Confidentiality = keyof typeof CONFIDENTIALITY;

/**
 * `[channel, value]` when open to everybody, or `[channel, value, confidentiality]`, optionally with the usage as text.
 */
export type TelecomRow = readonly [
  channel: keyof typeof CHANNEL,
  value: string,
  confidentiality?: Confidentiality,
  usage?: string,
];

export function confidentiality(url: string, level: Confidentiality): Extension {
  return codeableExtension(url, CODE_SYSTEM.confidentialityLevel, CONFIDENTIALITY[level]);
}

function telecomExtensions([channel, , level = 1, usage]: TelecomRow): Extension[] {
  return [
    codeableExtension(TELECOM_COMMUNICATION_CHANNEL, COMMUNICATION_CHANNEL, CHANNEL[channel].term),
    confidentiality(EXTENSION.telecomConfidentialityLevel, level),
    ...(usage ? [{ url: EXTENSION.telecomUsage, valueString: usage }] : []),
  ];
}

export function telecom(row: TelecomRow): ContactPoint {
  const [channel, value] = row;
  return { extension: telecomExtensions(row), system: CHANNEL[channel].system, value };
}

/** The contacts of a HealthcareService are extensions, and so are their telecoms. */
export function telecomExtension(row: TelecomRow): Extension {
  const [, value] = row;
  return {
    url: EXTENSION.serviceContactTelecom,
    extension: [...telecomExtensions(row), { url: 'telecomAddress', valueString: value }],
  };
}

/** Street types by national code, with the word used in the address line. */
const STREET_TYPE = {
  ALL: 'allée',
  AV: 'avenue',
  BD: 'boulevard',
  CHE: 'chemin',
  PL: 'place',
  QUAI: 'quai',
  RUE: 'rue',
};

/** `address(['45', 'RUE', 'du général Leclerc'], '92270', 'BOIS-COLOMBES')`: one line, with its parts as extensions. */
export function address(
  [houseNumber, streetType, streetName]: readonly [string, keyof typeof STREET_TYPE, string],
  postalCode: string,
  city: string,
): Address {
  const parts: Extension[] = [
    { url: EXTENSION.addressHouseNumber, valueString: houseNumber },
    { url: EXTENSION.addressStreetNameType, valueString: streetType },
    { url: EXTENSION.addressStreetNameBase, valueString: streetName },
  ];
  const line = `${houseNumber} ${STREET_TYPE[streetType]} ${streetName}`;
  return { line: [line], _line: [{ extension: parts }], city, postalCode };
}

const HOURS_TYPE = {
  running: '02 Horaire de fonctionnement',
  walkIn: '06 Horaire de consultation sans RDV',
  appointment: '07 Horaire de consultation sur RDV',
} as const satisfies Record<string, Term>;

/** `days` are 1 (Monday) to 7; `from` and `to` are `HH:MM`, both absent for around the clock. */
export interface Hours {
  readonly days: readonly number[];
  readonly from?: string;
  readonly to?: string;
  readonly type?: keyof typeof HOURS_TYPE;
}

/** The row of a table with this id. */
export function named<T extends { id?: string }>(rows: readonly T[], id: string): T {
  const row = rows.find((candidate) => candidate.id === id);
  if (!row) throw new Error(`The sample names a resource it does not hold: ${id}`);
  return row;
}

/** One entry per day: the profile gives the day's number in an extension and leaves `daysOfWeek` out. */
export function openingHours({ days, from, to, type = 'running' }: Hours): HealthcareServiceAvailableTime[] {
  return days.map((day) => ({
    extension: [
      codeableExtension(EXTENSION.availableTimeType, CODE_SYSTEM.hoursType, HOURS_TYPE[type]),
      { url: EXTENSION.availableTimeDay, valueInteger: day },
    ],
    ...(from && to ? { availableStartTime: `${from}:00`, availableEndTime: `${to}:00` } : { allDay: true }),
  }));
}

/** Leaves `key` out of the resource when there are no items, because FHIR has no empty arrays. */
export function list<K extends string, T>(key: K, items: readonly T[] = []): Partial<Record<K, T[]>> {
  return items.length > 0 ? ({ [key]: [...items] } as Record<K, T[]>) : {};
}
