import { searchBy, telecomParameters } from '../shared/search-parameters';

/** @see https://hl7.org/fhir/R4/practitionerrole.html#search */
export const practitionerRoleSearch = [
  searchBy('active', 'token', 'PractitionerRole.active', 'Whether the record is in use.', 'Si la fiche est active.', { example: 'true' }),
  searchBy('date', 'date', 'PractitionerRole.period', 'Period of the role.', 'Quand il est exercé.', { example: 'ge2025-01-01' }),
  searchBy('endpoint', 'reference', 'PractitionerRole.endpoint', 'Its technical endpoint.', 'Son point d’accès technique.'),
  searchBy('location', 'reference', 'PractitionerRole.location', 'Location where the role is performed.', 'Où il est exercé.', { example: 'Location/7001' }),
  searchBy('organization', 'reference', 'PractitionerRole.organization', 'Organization for which the role is performed.', 'Pour qui il est exercé.', { example: 'Organization/3001' }),
  searchBy('practitioner', 'reference', 'PractitionerRole.practitioner', 'Practitioner who has the role.', 'Qui l’exerce.', { example: 'Practitioner/159' }),
  searchBy('role', 'token', 'PractitionerRole.code', 'Role.', 'Fonction.', { example: '10' }),
  searchBy('service', 'reference', 'PractitionerRole.healthcareService', 'Service it belongs to.', 'Offre à laquelle il est rattaché.', { example: 'HealthcareService/963' }),
  searchBy('specialty', 'token', 'PractitionerRole.specialty', 'Specialty.', 'Spécialité.', { example: 'SM54' }),
  ...telecomParameters('PractitionerRole.telecom', '02.61.91.07.53', 'cardiologie@armorique.example'),
]; // prettier-ignore
