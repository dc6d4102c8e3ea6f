import type { Practitioner } from 'fhir/r4';
import { defineResource } from '../../fhir';
import { allInteractions, rorProfile } from '../shared/profiles';
import { practitionerExamples } from './practitioner.examples';

export const practitionerDefinition = defineResource<Practitioner>({
  type: 'Practitioner',
  interactions: allInteractions,
  profiles: [rorProfile('practitioner')],
  documentation: 'Professional (*professionnel*) who takes part in an offer.',
  examples: practitionerExamples,
});
