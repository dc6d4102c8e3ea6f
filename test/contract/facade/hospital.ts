import type { Organization } from 'fhir/r4';
import {
  booleanColumn,
  counterVersion,
  inChild,
  keyIn,
  mapTable,
  referenceColumn,
  referenceTo,
  stringColumn,
  tokenColumn,
  type TableMapping,
} from '../../../src/persistence';

export const FINESS = 'urn:oid:1.2.250.1.71.4.2.2';

/** Legacy tables, some of whose columns are not mapped. */
export const SCHEMA: readonly string[] = [
  `CREATE TABLE etablissement (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, finess CHAR(9) NOT NULL UNIQUE, nom VARCHAR(40) NOT NULL,
    ouvert TINYINT(1) NOT NULL DEFAULT 1, parent_id INT UNSIGNED NULL, compte VARCHAR(12) NULL,
    date_maj DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, rowversion INT UNSIGNED NOT NULL DEFAULT 1,
    FOREIGN KEY (parent_id) REFERENCES etablissement (id)) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  `CREATE TABLE telephone (
    etablissement_id INT UNSIGNED NOT NULL, rang INT NOT NULL, numero VARCHAR(20) NOT NULL, note VARCHAR(40) NULL,
    PRIMARY KEY (etablissement_id, rang)) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
];

export const ROWS: readonly string[] = [
  `INSERT INTO etablissement (id, finess, nom, ouvert, parent_id, compte) VALUES
    (1, '440000001', 'Hôpital Saint-Jean', 1, NULL, 'C1'), (2, '440000002', 'Clinique du Parc', 0, 1, 'C2'),
    (3, '440000003', 'Clinique 100% verte', 1, 1, 'C3'), (12, '440000012', 'Résidence', 1, NULL, NULL)`,
  // Ranks with a gap, as happens in real tables.
  `INSERT INTO telephone VALUES (1, 1, '0240000001', 'standard'), (1, 3, '0240000003', 'nuit')`,
];

interface Etablissement {
  finess: string;
  nom: string;
  ouvert: number;
  parent_id: number | null;
  telephones: { numero: string }[];
}

type Options = Partial<
  Pick<
    TableMapping<Organization, Etablissement>,
    'version' | 'unmapped' | 'history' | 'criteria' | 'deletion' | 'lastUpdated' | 'table'
  >
>;

export function organizations(options: Options = {}) {
  return mapTable<Organization, Etablissement>({
    type: 'Organization',
    table: 'etablissement',
    version: counterVersion('rowversion'),
    lastUpdated: 'date_maj',
    children: { telephones: { table: 'telephone', parent: 'etablissement_id', rank: 'rang' } },
    references: [{ path: 'Organization.partOf', column: 'parent_id', target: 'Organization' }],
    search: {
      identifier: tokenColumn('finess', FINESS),
      name: stringColumn('nom'),
      active: booleanColumn('ouvert'),
      partof: referenceColumn('parent_id', 'Organization'),
      phone: inChild('telephones', tokenColumn('numero')),
    },
    sort: { name: 'nom', active: 'ouvert', partof: 'parent_id' },
    toResource: (row) => ({
      resourceType: 'Organization',
      identifier: [{ system: FINESS, value: row.finess }],
      active: row.ouvert === 1,
      name: row.nom,
      telecom: row.telephones.map(({ numero }) => ({ system: 'phone', value: numero })),
      partOf: referenceTo('Organization', row.parent_id),
    }),
    toRow: ({ identifier, active, name, telecom = [], partOf }) => ({
      finess: identifier?.[0]?.value,
      nom: name,
      ouvert: active === false ? 0 : 1,
      parent_id: keyIn('Organization', partOf),
      telephones: telecom.map(({ value }) => ({ numero: value })),
    }),
    ...options,
  });
}
