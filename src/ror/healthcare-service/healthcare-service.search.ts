import { EXTENSION } from '../shared/extensions';
import { searchBy } from '../shared/search-parameters';

const PATIENT = `HealthcareService.extension('${EXTENSION.patientType}')`;

/** @see https://hl7.org/fhir/R4/healthcareservice.html#search */
export const healthcareServiceSearch = [
  searchBy('active', 'token', 'HealthcareService.active', 'Whether it is in use.', 'Si elle est en activité.', { example: 'true' }),
  searchBy('characteristic', 'token', 'HealthcareService.characteristic', 'What it is known for.', 'Ses caractéristiques.'),
  searchBy('coverage-area', 'reference', 'HealthcareService.coverageArea', 'Place it serves.', 'Lieu qu’elle dessert.'),
  searchBy('endpoint', 'reference', 'HealthcareService.endpoint', 'Its technical endpoint.', 'Son point d’accès technique.'),
  searchBy('location', 'reference', 'HealthcareService.location', 'Where it is given.', 'Où elle est assurée.'),
  searchBy('name', 'string', 'HealthcareService.name', 'Its name.', 'Son nom.'),
  searchBy('organization', 'reference', 'HealthcareService.providedBy', 'Who gives it.', 'Qui l’assure.'),
  searchBy('program', 'token', 'HealthcareService.program', 'Program it is part of.', 'Programme dont elle fait partie.'),
  searchBy('service-category', 'token', 'HealthcareService.category', 'Broad kind of service.', 'Champ d’activité.'),
  searchBy('service-type', 'token', 'HealthcareService.type', 'Kind of service.', 'Type de prestation.'),
  searchBy('specialty', 'token', 'HealthcareService.specialty', 'Specialty.', 'Spécialité.'),
  searchBy('age-range-high', 'quantity', `${PATIENT}.extension('ageRange').value.ofType(Range).high`, 'Highest age.', 'Âge maximal.'),
  searchBy('age-range-low', 'quantity', `${PATIENT}.extension('ageRange').value.ofType(Range).low`, 'Lowest age.', 'Âge minimal.'),
  searchBy('patient-type', 'token', `${PATIENT}.extension('supportedPatientInfo').value.ofType(CodeableConcept)`, 'Kind of patients.', 'Type de patients.'),
  searchBy(
    'intervention-zone',
    'token',
    `HealthcareService.extension('${EXTENSION.territorialDivision}').extension('codeTerritorialDivision').value.ofType(CodeableConcept)`,
    'Territory it serves.',
    'Zone d’intervention.',
  ),
  searchBy(
    'psychiatric-sector',
    'string',
    `HealthcareService.extension('https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-healthcareservice-psychiatric-sector').value.ofType(string)`,
    'Psychiatric sector.',
    'Secteur de psychiatrie.',
  ),
  searchBy(
    'notavailable-closing-reopeningdate',
    'date',
    "HealthcareService.notAvailable.where(id='closingReopeningDate').during",
    'When it is closed.',
    'Période de fermeture.',
  ),
]; // prettier-ignore
