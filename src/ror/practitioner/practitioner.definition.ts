import type { Practitioner } from 'fhir/r4';
import { defineResource } from '../../fhir';
import { allInteractions, rorProfile } from '../shared/profiles';
import { practitionerExamples } from './practitioner.examples';
import { practitionerSearch } from './practitioner.search';

export const practitionerDefinition = defineResource<Practitioner>({
  type: 'Practitioner',
  interactions: allInteractions,
  profiles: [rorProfile('practitioner')],
  documentation: 'Professional (*professionnel*) who takes part in an offer.',
  searchParameters: practitionerSearch,
  examples: practitionerExamples,
});
