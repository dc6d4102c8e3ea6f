import type { PractitionerRole } from 'fhir/r4';
import { defineResource } from '../../fhir';
import { allInteractions, rorProfile } from '../shared/profiles';
import { practitionerRoleExamples } from './practitioner-role.examples';

export const practitionerRoleDefinition = defineResource<PractitionerRole>({
  type: 'PractitionerRole',
  interactions: allInteractions,
  profiles: [rorProfile('practitionerrole')],
  documentation: 'Situation opérationnelle: what a professional does in an offer.',
  examples: practitionerRoleExamples,
});
