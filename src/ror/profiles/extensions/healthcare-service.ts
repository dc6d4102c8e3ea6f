import type { StructureDefinition } from 'fhir/r4';
import { guideUrl } from '../../shared/canonical';
import { bound } from '../facets';
import { el } from '../notation';
import { part, type Context } from '../structure-definition';
import { complex, simple } from './builders';

const SERVICE: readonly Context[] = ['element:HealthcareService'];

export const healthcareServiceExtensions: readonly StructureDefinition[] = [
  simple('ror-act-type', 'RORActType', ['element:HealthcareService.characteristic'], 'code', {
    binding: { strength: 'required', valueSet: guideUrl('ValueSet/act-type-ror-valueset') },
  }),
  simple(
    'ror-healthcareservice-no-consent-habilitation',
    'RORHealthcareServiceNoConsentHabilitation',
    SERVICE,
    'boolean',
  ),
  simple('ror-healthcareservice-psychiatric-sector', 'RORHealthcareServicePsychiatricSector', SERVICE, 'string'),
  simple('ror-healthcareservice-sensitive-unit', 'RORHealthcareServiceSensitiveUnit', SERVICE, 'boolean'),
  complex(
    'ror-healthcareservice-patient-type',
    'RORHealthcareServicePatientType',
    SERVICE,
    part('supportedPatientInfo', '0..*', 'CodeableConcept', bound('J29-PublicPrisEnCharge')),
    part('ageRange', '1..1', 'Range', {}, el('low', '1..1'), el('high', '1..1')),
  ),
];
