import type { HealthcareService } from 'fhir/r4';
import { defineResource } from '../../fhir';
import { allInteractions, rorProfile } from '../shared/profiles';
import { healthcareServiceExamples } from './healthcare-service.examples';
import { healthcareServiceSearch } from './healthcare-service.search';

export const healthcareServiceDefinition = defineResource<HealthcareService>({
  type: 'HealthcareService',
  interactions: allInteractions,
  profiles: [rorProfile('healthcareservice')],
  documentation: 'Healthcare offer (*offre opérationnelle*): what a unit offers, to whom, where and when.',
  searchParameters: healthcareServiceSearch,
  fullText: true,
  examples: healthcareServiceExamples,
});
