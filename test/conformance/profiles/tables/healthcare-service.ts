import { changed, missing, otherCode, otherSystem, otherValue, repeated, type Mutation } from '../mutation';
import { availableTime, codedExtension, common, listedExtension, onePart, telecom, telecomExtensions } from './common';

const own = (id: string): string => `extension:ror-healthcareservice-${id}`;
const DIVISION = 'extension:ror-territorial-division';
const PATIENT = own('patient-type');
const CONTACT = own('contact');
const CONTACT_TELECOM = `${CONTACT}.${own('contact-telecom')}`;
const TYPE_OF_DIVISION = `${DIVISION}.extension:typeTerritorialDivision`;

/** Each constraint of the profile of HealthcareService, broken once. */
export const healthcareServiceTable: readonly Mutation[] = [
  ...common,

  // whom it serves
  ...onePart(own('sensitive-unit')),
  ...otherValue(own('sensitive-unit')),
  ...onePart(PATIENT),
  ...onePart(`${PATIENT}.extension:ageRange`),
  ...otherValue(`${PATIENT}.extension:ageRange`),
  missing(`${PATIENT}.extension:ageRange.valueRange.low`, `${PATIENT}.extension:ageRange.value.low`),
  missing(`${PATIENT}.extension:ageRange.valueRange.high`, `${PATIENT}.extension:ageRange.value.high`),
  ...codedExtension(`${PATIENT}.extension:supportedPatientInfo`),
  repeated(own('no-consent-habilitation')),
  ...otherValue(own('no-consent-habilitation')),
  ...otherValue(own('psychiatric-sector')),
  repeated('extension:meta-questionnaire-used-as-a-template'),
  ...otherValue('extension:meta-questionnaire-used-as-a-template'),
  changed(
    'extension:meta-questionnaire-used-as-a-template.valueCanonical',
    'https://example.org/Questionnaire/offer',
    'invariant',
    'extension:meta-questionnaire-used-as-a-template.value',
  ),

  // its zones are communes
  ...onePart(TYPE_OF_DIVISION),
  ...onePart(`${DIVISION}.extension:codeTerritorialDivision`),
  ...otherValue(`${DIVISION}.extension:codeTerritorialDivision`),
  changed(`${TYPE_OF_DIVISION}.valueCodeableConcept.coding.0.code`, '2', 'value', `${TYPE_OF_DIVISION}.value`),

  // who answers
  repeated(`${CONTACT}.extension:name`),
  ...otherValue(`${CONTACT}.extension:name`),
  repeated(`${CONTACT}.extension:ror-contact-function-contact`),
  ...codedExtension(`${CONTACT}.extension:ror-contact-function-contact`),
  repeated(`${CONTACT}.extension:purposeContact`),
  ...codedExtension(`${CONTACT}.extension:purposeContact`),
  repeated(`${CONTACT}.extension:description`),
  ...otherValue(`${CONTACT}.extension:description`),
  ...onePart(`${CONTACT}.extension:ror-confidentiality-level`),
  ...listedExtension(`${CONTACT}.extension:ror-confidentiality-level`),
  ...telecomExtensions(CONTACT_TELECOM),
  ...onePart(`${CONTACT_TELECOM}.extension:telecomAddress`),
  ...otherValue(`${CONTACT_TELECOM}.extension:telecomAddress`),
  ...telecom('telecom.0'),

  // what it is
  missing('identifier'),
  repeated('identifier.0'),
  missing('providedBy'),
  repeated('category.0'),
  otherSystem('category.0'),
  missing('type'),
  repeated('type.0'),
  otherSystem('type.0'),
  otherCode('type.0'),
  missing('specialty.0', 'specialty'),

  // how it works
  repeated('characteristic.0'),
  missing('characteristic.1', 'characteristic'),
  repeated('characteristic.1'),
  repeated('characteristic.7'),
  otherCode('characteristic.7'),
  repeated('characteristic.11'),
  otherCode('characteristic.11'),
  repeated('characteristic.4.extension:ror-act-type'),
  changed(
    'characteristic.4.extension:ror-act-type.valueCode',
    'acte',
    'code-invalid',
    'characteristic.4.extension:ror-act-type.value',
  ),
  ...otherValue('characteristic.5.extension:ror-act-type'),

  // when
  ...availableTime('availableTime.0'),
  repeated('availableTime.0.daysOfWeek.0'),
  changed('notAvailable', [{ description: 'Travaux' }, { description: 'Congés' }], 'structure', 'notAvailable.1'),
];
