import { searchBy, telecomParameters } from '../shared/search-parameters';

/** @see https://hl7.org/fhir/R4/practitionerrole.html#search */
export const practitionerRoleSearch = [
  searchBy('active', 'token', 'PractitionerRole.active', 'Whether the record is in use.', 'Si la fiche est active.', { example: 'true' }),
  searchBy('date', 'date', 'PractitionerRole.period', 'When it is held.', 'Quand il est exercé.'),
  searchBy('endpoint', 'reference', 'PractitionerRole.endpoint', 'Its technical endpoint.', 'Son point d’accès technique.'),
  searchBy('location', 'reference', 'PractitionerRole.location', 'Where it is held.', 'Où il est exercé.'),
  searchBy('organization', 'reference', 'PractitionerRole.organization', 'For whom it is held.', 'Pour qui il est exercé.'),
  searchBy('practitioner', 'reference', 'PractitionerRole.practitioner', 'Who holds it.', 'Qui l’exerce.'),
  searchBy('role', 'token', 'PractitionerRole.code', 'Role.', 'Fonction.'),
  searchBy('service', 'reference', 'PractitionerRole.healthcareService', 'Service it belongs to.', 'Offre à laquelle il est rattaché.'),
  searchBy('specialty', 'token', 'PractitionerRole.specialty', 'Specialty.', 'Spécialité.'),
  ...telecomParameters('PractitionerRole.telecom'),
]; // prettier-ignore
