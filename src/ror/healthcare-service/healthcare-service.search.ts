import { EXTENSION } from '../shared/extensions';
import { codeOfPart, searchBy } from '../shared/search-parameters';

const PATIENT = `HealthcareService.extension('${EXTENSION.patientType}')`;
const AGE = `${PATIENT}.extension('ageRange').value.ofType(Range)`;
/** Ages without a unit are in years. */
const YEARS = { unit: { system: 'http://unitsofmeasure.org', code: 'a' } };

/** @see https://hl7.org/fhir/R4/healthcareservice.html#search */
export const healthcareServiceSearch = [
  searchBy('active', 'token', 'HealthcareService.active', 'Whether it is in use.', 'Si elle est en activité.', { example: 'true' }),
  searchBy('characteristic', 'token', 'HealthcareService.characteristic', 'Mode of care, act, reception arrangements and other characteristics.', 'Mode de prise en charge, acte, modalité d’accueil et autres caractéristiques.', { example: '32' }),
  searchBy('coverage-area', 'reference', 'HealthcareService.coverageArea', 'Place it serves.', 'Lieu qu’elle dessert.', { example: 'Location/7010' }),
  searchBy('endpoint', 'reference', 'HealthcareService.endpoint', 'Its technical endpoint.', 'Son point d’accès technique.'),
  searchBy('location', 'reference', 'HealthcareService.location', 'Location where it is provided.', 'Où elle est assurée.', { example: 'Location/654' }),
  searchBy('name', 'string', 'HealthcareService.name', 'Its name.', 'Son nom.', { example: 'consultations' }),
  searchBy('organization', 'reference', 'HealthcareService.providedBy', 'Organization that provides it.', 'Qui l’assure.', { example: 'Organization/3001' }),
  searchBy('program', 'token', 'HealthcareService.program', 'Program it is part of.', 'Programme dont elle fait partie.'),
  searchBy('service-category', 'token', 'HealthcareService.category', 'Category of the offer.', 'Catégorie de l’offre.', { example: '30' }),
  searchBy('service-type', 'token', 'HealthcareService.type', 'Field of activity.', 'Champ d’activité.', { example: '01' }),
  searchBy('specialty', 'token', 'HealthcareService.specialty', 'Operational activity.', 'Activité opérationnelle.', { example: '013' }),
  searchBy('age-range-high', 'quantity', `${AGE}.high`, 'Maximum age of patients, in years.', 'Âge maximal accueilli, en années.', { ...YEARS, example: 'ge35' }),
  searchBy('age-range-low', 'quantity', `${AGE}.low`, 'Minimum age of patients, in years.', 'Âge minimal accueilli, en années.', { ...YEARS, example: 'le3|http://unitsofmeasure.org|a' }),
  searchBy('patient-type', 'token', `${PATIENT}.${codeOfPart('supportedPatientInfo')}`, 'Kind of patients.', 'Public pris en charge.', { example: '01' }),
  searchBy('intervention-zone', 'token', `HealthcareService.extension('${EXTENSION.territorialDivision}').${codeOfPart('codeTerritorialDivision')}`, 'Territory it serves.', 'Zone d’intervention.', { example: '92009' }),
  searchBy('psychiatric-sector', 'string', `HealthcareService.extension('${EXTENSION.psychiatricSector}').value.ofType(string)`, 'Psychiatric sector.', 'Secteur de psychiatrie.', { example: '974G01' }),
  searchBy('sensitive-unit', 'token', `HealthcareService.extension('${EXTENSION.sensitiveUnit}').value.ofType(boolean)`, 'Whether its whole description is confidential.', 'Si toute sa description est confidentielle.', { example: 'true' }),
  searchBy('notavailable-closing-reopeningdate', 'date', "HealthcareService.notAvailable.where(id='closingReopeningDate').during", 'When it is closed.', 'Période de fermeture.', { example: 'ge2026-07' }),
]; // prettier-ignore
