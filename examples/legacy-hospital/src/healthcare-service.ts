import type { HealthcareService } from 'fhir/r4';
import * as facade from 'ror-fhir-facade/persistence';

const CODE = 'https://hopital.example/service';

interface Service {
  etablissement_id: number;
  code: string;
  libelle: string;
  actif: number;
  consignes: string | null;
}

export const services = facade.mapTable<HealthcareService, Service>({
  type: 'HealthcareService',
  table: 'service',
  version: facade.dateVersion(),
  lastUpdated: 'date_maj',
  references: [{ path: 'HealthcareService.providedBy', column: 'etablissement_id', target: 'Organization' }],
  search: {
    identifier: facade.tokenColumn('code', CODE),
    name: facade.stringColumn('libelle'),
    active: facade.booleanColumn('actif'),
    organization: facade.referenceColumn('etablissement_id', 'Organization'),
  },
  toResource: (row) => ({
    resourceType: 'HealthcareService',
    identifier: [{ system: CODE, value: row.code }],
    active: row.actif === 1,
    providedBy: facade.referenceTo('Organization', row.etablissement_id),
    name: row.libelle,
    extraDetails: row.consignes,
  }),
  toRow: ({ identifier, active, providedBy, name, extraDetails }) => ({
    code: identifier?.[0]?.value,
    libelle: name,
    actif: active === false ? 0 : 1,
    etablissement_id: facade.keyIn('Organization', providedBy),
    consignes: extraDetails,
  }),
});
