import { addressParameters, phoneticParameter, searchBy, telecomParameters } from '../shared/search-parameters';

/** @see https://hl7.org/fhir/R4/practitioner.html#search */
export const practitionerSearch = [
  searchBy('active', 'token', 'Practitioner.active', 'Whether the record is in use.', 'Si la fiche est active.', { example: 'true' }),
  ...addressParameters('Practitioner.address'),
  searchBy('communication', 'token', 'Practitioner.communication', 'Language.', 'Langue.', { example: 'fr' }),
  searchBy('family', 'string', 'Practitioner.name.family', 'Family name.', 'Nom de famille.', { example: 'tregarvan' }),
  searchBy('gender', 'token', 'Practitioner.gender', 'Administrative gender.', 'Genre administratif.', { example: 'female' }),
  searchBy('given', 'string', 'Practitioner.name.given', 'Given name.', 'Prénom.', { example: 'helene' }),
  searchBy('name', 'string', 'Practitioner.name', 'Any part of the name.', 'N’importe quelle partie du nom.', { example: 'chanmet' }),
  phoneticParameter('Practitioner.name', 'pinsonot'),
  ...telecomParameters('Practitioner.telecom', '02.61.91.32.01', 'cyndi.chanmet@lifen.mssante.fr'),
]; // prettier-ignore
