import type { JsonObject } from '../../src/fhir';
import * as made from './bodies';
import { entries, HALF, narrative, text } from './bodies';
import { organization, service, times } from './requests';
/** Valid resources as large as a body may be. */
export function valid(): Record<string, () => JsonObject> {
  return {
    identifiers: () => organization({ identifier: entries(made.identifierAt) }, 'identifiers'),
    'references to many': () => service({ location: entries(made.referenceAt) }, 'references'),
    'references to one': () => service({ location: entries(() => ({ reference: 'Location/1' })) }, 'references-same'),
    'references to the server itself by URL': () =>
      service(
        { location: entries((i) => ({ reference: `http://localhost:3000/fhir/Location/${i}` })) },
        'references-url',
      ),
    'references in extensions': () =>
      organization(
        { extension: entries((i) => ({ url: 'urn:x', valueReference: { reference: `Location/${i}` } })) },
        'references-extension',
      ),
    extensions: () => organization({ extension: entries(made.extensionAt) }, 'extensions'),
    'known extensions': () => organization({ extension: entries(made.knownExtensionAt) }, 'extensions-known'),
    'different extensions': () =>
      organization({ extension: entries((i) => ({ url: `urn:x:${i}`, valueInteger: i })) }, 'extensions-different'),
    'nested extensions': () => organization({ extension: entries(made.deepExtensionAt) }, 'extensions-nested'),
    'extensions of primitives': () =>
      organization(
        {
          alias: entries(made.aliasAt, HALF),
          _alias: entries((i) => ({ extension: [{ url: 'urn:x', valueInteger: i }] }), HALF),
        },
        'extensions-primitive',
      ),
    codings: () => service({ type: [{ coding: entries(made.codingAt) }] }, 'codings'),
    concepts: () => service({ type: entries(made.conceptAt) }, 'concepts'),
    telecoms: () => organization({ telecom: entries(made.telecomAt) }, 'telecoms'),
    'the longest list that can be patched': () => organization({ telecom: times(9_900, made.telecomAt) }, 'patched'),
    aliases: () => organization({ alias: entries(made.aliasAt) }, 'aliases'),
    contacts: () => organization({ contact: entries(made.contactAt) }, 'contacts'),
    qualifications: () => ({
      resourceType: 'Practitioner',
      id: 'qualifications',
      qualification: entries(made.qualificationAt),
    }),
    'contained resources': () =>
      service(
        {
          contained: entries(made.containedAt, HALF),
          location: entries((i) => ({ reference: `#${i}` }), HALF - 200_000),
        },
        'contained',
      ),
    'opening hours': () =>
      service(
        { availableTime: entries((i) => ({ daysOfWeek: ['mon', 'tue'], availableStartTime: `0${i % 9}:00:00` })) },
        'hours',
      ),
    'a wide narrative': () => organization({ text: narrative(text('<p>a</p>')) }, 'narrative'),
    'a deep narrative': () =>
      organization({ text: narrative(text('<p>', 760_000) + 'a' + text('</p>', 1_013_333)) }, 'narrative-deep'),
    'a narrative of references': () => organization({ text: narrative(text('&amp;')) }, 'narrative-entities'),
    'a narrative of styles': () =>
      organization({ text: narrative(text('<p style="url(url(url(url(">a</p>')) }, 'narrative-styles'),
    'a long text': () => organization({ alias: [text('a', 1_000_000), text('é', 400_000)] }, 'text'),
    'profiles named': () => organization({ meta: { profile: entries((i) => `urn:profile:${i}`) } }, 'profiles'),
    'decimals with many digits': () => ({
      resourceType: 'Location',
      id: 'decimals',
      extension: entries(() => ({ url: 'urn:x', valueDecimal: 1.25 })),
    }),
  };
}
