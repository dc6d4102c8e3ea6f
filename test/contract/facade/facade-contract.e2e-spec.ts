import fc from 'fast-check';
import type { Organization } from 'fhir/r4';
import type { SearchParameterDeclaration, StoreCapabilities } from '../../../src/fhir';
import { counterVersion, dateVersion, hashVersion } from '../../../src/persistence';
import { describeMapping, describeStore, sampleOf, type StoreCase } from '../../../src/testing';
import { databases } from '../../support/databases';
import { FINESS, organizations } from './hospital';
import { openHospital, type Hospital } from './open-hospital';

const CAPABILITIES: StoreCapabilities = {
  versions: 'current',
  history: false,
  ids: 'store',
  creates: true,
  updates: true,
  deletes: false,
  locks: true,
  referrers: true,
  search: ['_id', '_lastUpdated', 'identifier', 'name', 'active', 'partof', 'phone'],
  sort: ['_id', '_lastUpdated', 'name', 'active', 'partof'],
  sortAmong: ['_lastUpdated'],
};

const parameter = (
  code: string,
  type: SearchParameterDeclaration['type'],
  expression: string,
): SearchParameterDeclaration => ({ code, type, expression, documentation: { en: code, fr: code } });

/** Organizations as these tables can store them. */
const about: StoreCase<Organization> = {
  type: 'Organization',
  capabilities: CAPABILITIES,
  searchParameters: [
    parameter('name', 'string', 'Organization.name'),
    parameter('active', 'token', 'Organization.active'),
    parameter('partof', 'reference', 'Organization.partOf'),
    parameter('phone', 'token', 'Organization.telecom.value'),
  ],
  sample: (n) => ({
    resourceType: 'Organization',
    identifier: [{ system: FINESS, value: `75${String(n).padStart(7, '0')}` }],
    active: n % 2 === 0,
    name: ['Hôpital Nord', 'clinique 100% verte', 'Résidence du Lac'][n % 3]!,
    ...(n % 2 && { telecom: [{ system: 'phone', value: `02${n}` }, { system: 'phone', value: '0240' }] }),
    ...(n % 3 && { partOf: { reference: `Organization/${n % 3}` } }),
  }),
  change: (organization, n) => ({ ...organization, name: `Renamed ${n}`, active: !organization.active }),
  refer: (organization, { type, id }) => ({ ...organization, partOf: { reference: `${type}/${id}` } }),
}; // prettier-ignore

const FORMS: [name: string, options: Parameters<Hospital['open']>[0], declared: Partial<StoreCapabilities>][] = [
  ['a counter', { version: counterVersion('rowversion') }, {}],
  ['a date of whole seconds', { version: dateVersion() }, {}],
  ['a hash', { version: hashVersion() }, {}],
  ['a counter, with deletions', { deletion: true }, { deletes: true }],
  ['a counter, with criteria', { criteria: 'fhir_criteria', deletion: true }, { criteria: true, deletes: true }],
  [
    'a counter, with a history beside',
    { history: 'fhir_history', deletion: true },
    { versions: 'kept', history: true, deletes: true },
  ],
];

for (const kind of databases.filter(({ name }) => name !== 'SQLite')) {
  for (const [name, options, declared] of FORMS) {
    describeStore(
      async () => {
        const hospital = await openHospital(kind);
        return { store: await hospital.open(options), close: () => hospital.close() };
      },
      {
        ...about,
        title: `tables that were there before, with ${name}, on ${kind.name}`,
        capabilities: { ...CAPABILITIES, ...declared },
      },
    );
  }
}

describeMapping<Organization>(organizations(), {
  samples: {
    'all of it': {
      resourceType: 'Organization',
      identifier: [{ system: FINESS, value: '440000001' }],
      active: false,
      name: 'CHU',
      telecom: [{ system: 'phone', value: '1' }],
      partOf: { reference: 'Organization/1' },
    },
  },
  property: (law) =>
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.boolean(), (name, active) =>
        law({ ...sampleOf('Organization', { name, active }), identifier: [{ system: FINESS, value: '1' }] }),
      ),
    ),
});
