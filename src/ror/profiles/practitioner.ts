import { meta, telecomContent } from './common-rules';
import { bound, ext, extensions, references, slicedBy } from './facets';
import { el, slice } from './notation';
import { profile } from './structure-definition';

/** A professional, independent of any role, identified by the national number alone. */
export const practitioner = profile('ror-practitioner', 'RORPractitioner', 'Practitioner', [
  ...meta,
  extensions('1..*', ext('ror-meta-creation-date', '1..1 MS')),
  el(
    'identifier',
    '1..*',
    slicedBy('pattern:system'),
    slice('idNatPs', '1..1 MS', el('system', '1..1', { patternUri: 'urn:oid:1.2.250.1.71.4.2.1' })),
    slice('rpps', '0..0', el('system', { patternUri: 'http://rpps.esante.gouv.fr' })),
    slice('adeli', '0..0', el('system', { patternUri: 'http://adeli.esante.gouv.fr' })),
  ),
  el('name', el('prefix', '0..1 MS', bound('J207-Civilite', 'extensible'))),
  el('telecom', 'MS', telecomContent),
  el('qualification', el('issuer', references('Organization'))),
]);
