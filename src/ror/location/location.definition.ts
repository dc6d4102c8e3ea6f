import type { Location } from 'fhir/r4';
import { defineResource } from '../../fhir';
import { allInteractions, rorProfile } from '../shared/profiles';
import { locationExamples } from './location.examples';
import { locationSearch } from './location.search';

export const locationDefinition = defineResource<Location>({
  type: 'Location',
  interactions: allInteractions,
  profiles: [rorProfile('location')],
  documentation: 'Place (*lieu de réalisation*) where an offer takes place, with its capacities.',
  searchParameters: locationSearch,
  fullText: true,
  examples: locationExamples,
});
