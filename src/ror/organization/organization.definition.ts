import type { Organization } from 'fhir/r4';
import { defineResource } from '../../fhir';
import { allInteractions, rorProfile } from '../shared/profiles';
import { organizationExamples } from './organization.examples';
import { organizationSearch } from './organization.search';

export const organizationDefinition = defineResource<Organization>({
  type: 'Organization',
  interactions: allInteractions,
  profiles: [rorProfile('organization')],
  documentation:
    'Legal entity (*entité juridique*, EJ), geographic entity (*entité géographique*, EG) or internal organization (*organisation interne*, OI) of the directory.',
  searchParameters: organizationSearch,
  fullText: true,
  examples: organizationExamples,
});
