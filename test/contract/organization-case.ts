import type { Organization } from 'fhir/r4';
import { EVERY_CAPABILITY, type SearchParameterDeclaration, type StoreCapabilities } from '../../src/fhir';
import type { StoreCase } from '../../src/testing';

const NAMES = ['Hôpital Saint-Jean', 'Clinique du Parc', 'clinique 100% verte', 'Œuvre', 'Résidence', 'hopital'];

const parameter = (
  code: string,
  type: SearchParameterDeclaration['type'],
  expression: string,
): SearchParameterDeclaration => ({ code, type, expression, documentation: { en: code, fr: code } });

/** One parameter of each kind; `_profile`, which every type has, is the uri. */
export const PARAMETERS: readonly SearchParameterDeclaration[] = [
  parameter('name', 'string', 'Organization.name | Organization.alias'),
  parameter('active', 'token', 'Organization.active'),
  parameter('address-city', 'string', 'Organization.address.city'),
  parameter('partof', 'reference', 'Organization.partOf'),
  parameter('period', 'date', 'Organization.identifier.period'),
  parameter('beds', 'quantity', 'Organization.extension.value.ofType(Quantity)'),
  parameter('floor', 'number', 'Organization.extension.value.ofType(integer)'),
];

/** Organizations in a store without restrictions of its own. */
export function organizationCase(
  over: Partial<StoreCapabilities> = {},
  documents: 'exact' | 'equal' = 'exact',
): StoreCase<Organization> {
  return {
    type: 'Organization',
    capabilities: { ...EVERY_CAPABILITY, ...over },
    documents,
    searchParameters: PARAMETERS,
    sample: (n) => ({
      resourceType: 'Organization',
      meta: { tag: [{ system: 'urn:tag', code: `t${n % 2}` }], profile: [`http://a.example/p${n % 3}`] },
      identifier: [
        {
          system: 'urn:oid:2.999.1',
          value: `${n}`,
          period: { start: `20${20 + (n % 3)}-01-0${(n % 7) + 1}`, ...(n % 2 && { end: '2026-06' }) },
        },
        { system: n % 2 ? 'urn:oid:2.999.2' : 'urn:oid:2.999.3', value: `same ${n % 3}` },
      ],
      extension: [
        {
          url: 'http://a.example/beds',
          valueQuantity: { value: n % 4, ...(n % 2 && { system: 'urn:u', code: 'bed' }) },
        },
        { url: 'http://a.example/floor', valueInteger: (n % 5) - 2 },
      ],
      active: n % 2 === 0,
      name: `${NAMES[n % NAMES.length]}${n % 4 ? '' : ` ${n}`}`,
      alias: ['🏥 one', `alias ${n}`],
      address: [{ city: n % 2 ? 'Nantes' : 'Rezé', postalCode: `4400${n % 5}` }],
      partOf: { reference: `Organization/parent-${n % 2}` },
    }),
    change: (organization, n) => ({ ...organization, name: `Renamed ${n}`, active: !organization.active }),
    refer: (organization, { type, id }) => ({ ...organization, partOf: { reference: `${type}/${id}` } }),
  };
}
