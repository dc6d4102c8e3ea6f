import type { Extension, HealthcareService, Location, Organization, Practitioner, PractitionerRole } from 'fhir/r4';
import type { Key, Stored } from './line';
import { coded, T, type Terminology } from './terms';

const ROR = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition';
export const reference = (key: Key) => ({ reference: key });
export const region = (code: string) => ({ meta: { tag: [{ system: T('R30'), code }] } });
export const known = (value: string) => ({ identifier: [{ value }] });

/** An offer with the five resources that the guide includes with it. Each may have further members. */
export interface OfferParts {
  readonly offer?: Partial<HealthcareService>;
  /** Its establishment. */
  readonly site?: Partial<Organization>;
  /** The legal entity of the establishment. */
  readonly head?: Partial<Organization>;
  readonly place?: Partial<Location>;
  readonly role?: Partial<PractitionerRole>;
  readonly professional?: Partial<Practitioner>;
}

export function offer(id: string, parts: OfferParts = {}): Stored[] {
  return [
    { resourceType: 'Organization', id: `${id}-head`, name: `${id} head`, ...parts.head },
    organization(`${id}-site`, { partOf: reference(`Organization/${id}-head`), ...parts.site }),
    { resourceType: 'Location', id: `${id}-place`, ...parts.place },
    {
      resourceType: 'HealthcareService',
      id,
      providedBy: reference(`Organization/${id}-site`),
      location: [reference(`Location/${id}-place`)],
      ...parts.offer,
    },
    { resourceType: 'Practitioner', id: `${id}-professional`, ...parts.professional },
    {
      resourceType: 'PractitionerRole',
      id: `${id}-role`,
      practitioner: reference(`Practitioner/${id}-professional`),
      healthcareService: [reference(`HealthcareService/${id}`)],
      ...parts.role,
    },
  ];
}

export const offers = (...ids: string[]): Key[] => ids.map((id): Key => `HealthcareService/${id}`);

/** The resources that the five includes bring with these offers. */
export const around = (...ids: string[]): Key[] =>
  ids.flatMap((id): Key[] => [
    `Organization/${id}-site`,
    `Organization/${id}-head`,
    `Location/${id}-place`,
    `PractitionerRole/${id}-role`,
    `Practitioner/${id}-professional`,
  ]);

/** A place, and an offer at it. */
export function place(id: string, more: Partial<Location> = {}, there: Partial<HealthcareService> = {}): Stored[] {
  return [
    { resourceType: 'Location', id, ...more },
    { resourceType: 'HealthcareService', id: `${id}-offer`, location: [reference(`Location/${id}`)], ...there },
  ];
}

export const places = (...ids: string[]): Key[] => ids.map((id): Key => `Location/${id}`);
export const theirOffers = (...ids: string[]): Key[] => ids.map((id): Key => `HealthcareService/${id}-offer`);

export const organization = (id: string, more: Partial<Organization> = {}): Stored => ({
  resourceType: 'Organization',
  id,
  name: id,
  ...more,
});
export const practitioner = (id: string, more: Partial<Practitioner> = {}): Stored => ({
  resourceType: 'Practitioner',
  id,
  ...more,
});
export const role = (id: string, more: Partial<PractitionerRole> = {}): Stored => ({
  resourceType: 'PractitionerRole',
  id,
  ...more,
});

export const postcode = (postalCode: string) => ({ address: { postalCode } });
export const position = (latitude: number, longitude: number) => ({ position: { latitude, longitude } });
export const commune = (code: string) => ({
  extension: [{ url: `${ROR}/ror-commune-cog`, valueCodeableConcept: coded('R13', code) }],
});

type Said = readonly [part: string, terminology: Terminology, code: string];
const parts = (said: readonly Said[]): Extension[] =>
  said.map(([url, terminology, code]) => ({ url, valueCodeableConcept: coded(terminology, code) }));

export interface Capacity {
  readonly count: number;
  readonly status?: string;
  readonly type?: string;
  readonly temporality?: string;
  readonly gender?: string;
  readonly closing?: string;
}

/** One record: how many beds are in this state, and for whom. */
export function capacity({ count, status, type, temporality, gender, closing }: Capacity): Extension {
  const said: (Said | undefined)[] = [
    status === undefined ? undefined : ['capacityStatus', 'R330', status],
    type === undefined ? undefined : ['capacityType', 'R329', type],
    temporality === undefined ? undefined : ['temporalityCapacity', 'R331', temporality],
    gender === undefined ? undefined : ['genderCapacityAvailable', 'R332', gender],
    closing === undefined ? undefined : ['capacityClosingType', 'R333', closing],
  ];
  return {
    url: `${ROR}/ror-location-supported-capacity`,
    extension: [...parts(said.filter((each) => each !== undefined)), { url: 'nbCapacity', valueInteger: count }],
  };
}

/** @param limit the limited feature, and its limit */
export function equipment(type: string, limit?: readonly [feature: string, value: number, unit: string]): Extension {
  return {
    url: `${ROR}/ror-location-equipment`,
    extension: [
      ...parts([['equipmentType', 'R212', type]]),
      ...(limit
        ? [
            {
              url: `${ROR}/ror-location-equipment-limit`,
              extension: [
                ...parts([['equipmentFeature', 'R340', limit[0]]]),
                {
                  url: 'limitValue',
                  valueQuantity: { value: limit[1], system: 'http://unitsofmeasure.org', code: limit[2] },
                },
              ],
            },
          ]
        : []),
    ],
  };
}

export const price = (said: readonly Said[], amount = 50, startDate = '2026-01-01'): Extension => ({
  url: `${ROR}/ror-organization-price`,
  extension: [
    ...parts(said),
    { url: 'amount', valueMoney: { value: amount, currency: 'EUR' } },
    { url: 'startDate', valueDateTime: startDate },
  ],
});

/** Patients of these ages, in years. */
export const ages = (low: number, high: number): Extension => ({
  url: `${ROR}/ror-healthcareservice-patient-type`,
  extension: [
    {
      url: 'ageRange',
      valueRange: {
        low: { value: low, system: 'https://unitsofmeasure.org', code: 'a' },
        high: { value: high, system: 'https://unitsofmeasure.org', code: 'a' },
      },
    },
  ],
});

export const zone = (code: string): Extension => ({
  url: `${ROR}/ror-territorial-division`,
  extension: parts([['codeTerritorialDivision', 'R13', code]]),
});
