import type { PractitionerRole } from 'fhir/r4';
import { defineResource } from '../../fhir';
import { allInteractions, rorProfile } from '../shared/profiles';
import { practitionerRoleExamples } from './practitioner-role.examples';
import { practitionerRoleSearch } from './practitioner-role.search';

export const practitionerRoleDefinition = defineResource<PractitionerRole>({
  type: 'PractitionerRole',
  interactions: allInteractions,
  profiles: [rorProfile('practitionerrole')],
  documentation: 'What a professional does in an offer (*situation opérationnelle*).',
  searchParameters: practitionerRoleSearch,
  examples: practitionerRoleExamples,
});
