import type { StructureDefinition } from 'fhir/r4';
import { rorUrl } from '../../shared/canonical';
import { bound, ext, extAs } from '../facets';
import { part, type Context } from '../structure-definition';
import { complex, simple } from './builders';

const TELECOMS: readonly Context[] = [
  'element:ContactPoint',
  `extension:${rorUrl('ror-healthcareservice-contact-telecom')}`,
];
const SERVICE_CONTACT: Context = `extension:${rorUrl('ror-healthcareservice-contact')}`;
const confidentiality = bound('J222-NiveauConfidentialite');

/** Extensions of contacts and telecoms: channels, functions and confidentiality. */
export const contactExtensions: readonly StructureDefinition[] = [
  simple(
    'ror-telecom-communication-channel',
    'RORTelecomCommunicationChannel',
    TELECOMS,
    'CodeableConcept',
    bound('J225-CanalCommunication'),
  ),
  simple('ror-telecom-usage', 'RORTelecomUsage', TELECOMS, 'string'),
  simple(
    'ror-telecom-confidentiality-level',
    'RORTelecomConfidentialityLevel',
    TELECOMS,
    'CodeableConcept',
    confidentiality,
  ),
  simple(
    'ror-confidentiality-level',
    'RORConfidentialityLevel',
    ['element:ContactPoint', 'element:BackboneElement', 'element:Location.telecom'],
    'CodeableConcept',
    confidentiality,
  ),
  simple(
    'ror-contact-confidentiality-level',
    'RORContactConfidentialityLevel',
    ['element:Organization.contact'],
    'CodeableConcept',
    confidentiality,
  ),
  simple('ror-contact-description', 'RORContactDescription', ['element:Organization.contact'], 'string'),
  simple(
    'ror-contact-function-contact',
    'RORContactFunctionContact',
    ['element:Organization.contact', SERVICE_CONTACT],
    'CodeableConcept',
    bound('J220-FonctionContact'),
  ),
  complex(
    'ror-healthcareservice-contact',
    'RORHealthcareServiceContact',
    ['element:HealthcareService'],
    part('name', '0..1', 'HumanName'),
    extAs('ror-function-contact', rorUrl('ror-contact-function-contact'), '0..1'),
    part('purposeContact', '0..1', 'CodeableConcept', bound('J221-NatureContact')),
    part('description', '0..1', 'string'),
    ext('ror-confidentiality-level', '1..1'),
    ext('ror-healthcareservice-contact-telecom', '0..*'),
  ),
  complex(
    'ror-healthcareservice-contact-telecom',
    'RORHealthcareServiceContactTelecom',
    [SERVICE_CONTACT],
    ext('ror-telecom-communication-channel', '1..1'),
    ext('ror-telecom-usage', '0..1'),
    ext('ror-telecom-confidentiality-level', '1..1'),
    part('telecomAddress', '1..1', 'string'),
  ),
];
