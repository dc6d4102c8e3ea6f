import { FhirPlugin, type PluginModule } from '../../fhir';
import type { Communes } from './communes';

/** Search for places near a commune: `near-insee-code=44162|15|km`. */
export function communesPlugin(communes: Communes): PluginModule {
  @FhirPlugin({
    searchParameters: [
      {
        base: ['Location'],
        code: 'near-insee-code',
        type: 'special',
        expression: 'Location.position',
        indexedAs: 'near',
        places: communes,
        documentation: {
          en: 'Near the centre of a commune, by its INSEE code:',
          fr: 'À proximité du centre d’une commune, désignée par son code INSEE :',
        },
        example: '44162|15|km',
      },
    ],
  })
  class CommunesModule {}
  return CommunesModule;
}
