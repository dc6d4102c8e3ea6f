import type { Organization } from 'fhir/r4';
import * as facade from 'ror-fhir-facade/persistence';

const FINESS = 'urn:oid:1.2.250.1.71.4.2.2';
const CATEGORY = 'urn:oid:1.2.250.1.213.1.6.1.239';
const SYSTEMS = { tel: 'phone', fax: 'fax', mel: 'email' } as const;
const GENRES: Record<string, keyof typeof SYSTEMS> = { phone: 'tel', fax: 'fax', email: 'mel' };

interface Etablissement {
  finess: string;
  raison_sociale: string;
  enseigne: string | null;
  categorie: number | null;
  ouvert: number;
  parent_id: number | null;
  adresses: { voie: string | null; code_postal: string | null; ville: string }[];
  telephones: { genre: keyof typeof SYSTEMS; numero: string }[];
}

export const organizations = facade.mapTable<Organization, Etablissement>({
  type: 'Organization',
  table: 'etablissement',
  version: facade.counterVersion('rowversion'),
  lastUpdated: 'date_maj',
  criteria: 'fhir_criteria',
  children: {
    adresses: { table: 'adresse', parent: 'etablissement_id', rank: 'rang' },
    telephones: { table: 'telephone', parent: 'etablissement_id', rank: 'rang' },
  },
  references: [{ path: 'Organization.partOf', column: 'parent_id', target: 'Organization' }],
  search: {
    identifier: facade.tokenColumn('finess', FINESS),
    name: facade.anyColumn(facade.stringColumn('raison_sociale'), facade.stringColumn('enseigne')),
    active: facade.booleanColumn('ouvert'),
    partof: facade.referenceColumn('parent_id', 'Organization'),
    'address-city': facade.inChild('adresses', facade.stringColumn('ville')),
    'address-postalcode': facade.inChild('adresses', facade.stringColumn('code_postal')),
  },
  toResource: (row) => ({
    resourceType: 'Organization',
    identifier: [{ system: FINESS, value: row.finess }],
    active: row.ouvert === 1,
    type: row.categorie === null ? null : [{ coding: [{ system: CATEGORY, code: String(row.categorie) }] }],
    name: row.raison_sociale,
    alias: [row.enseigne],
    telecom: row.telephones.map(({ genre, numero }) => ({ system: SYSTEMS[genre], value: numero })),
    address: row.adresses.map(({ voie, code_postal, ville }) => ({
      line: [voie],
      city: ville,
      postalCode: code_postal,
    })),
    partOf: facade.referenceTo('Organization', row.parent_id),
  }),
  toRow: ({ identifier, active, type, name, alias, telecom = [], address = [], partOf }) => ({
    finess: identifier?.[0]?.value,
    raison_sociale: name,
    enseigne: alias?.[0],
    categorie: type && Number(type[0]?.coding?.[0]?.code),
    ouvert: active === false ? 0 : 1,
    parent_id: facade.keyIn('Organization', partOf),
    adresses: address.map(({ line, city, postalCode }) => ({ voie: line?.[0], code_postal: postalCode, ville: city })),
    telephones: telecom.map(({ system, value }) => ({ genre: GENRES[system ?? ''] ?? 'tel', numero: value })),
  }),
});
