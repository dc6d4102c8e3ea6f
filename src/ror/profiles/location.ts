import { addressLine, codedStreetNameType, meta, telecomContent } from './common-rules';
import { bound, ext, extensions, references, slicedBy } from './facets';
import { el, slice, type Rule } from './notation';
import { profile } from './structure-definition';

/** An identifier; its type tells whether the bed-management software or the directory assigned it. */
const identifier = (name: string, type: string): Rule =>
  slice(name, '0..1 MS', el('type', '1..1 MS', el('coding.code', '1..1', { patternCode: type })));

/** A place where an offer is carried out. */
export const location = profile('ror-location', 'RORLocation', 'Location', [
  ...meta,
  extensions(
    '2..*',
    ext('ror-commune-cog', '1..1 MS'),
    ext('ror-location-equipment', '0..* MS'),
    ext('ror-location-residential-capacity', '0..* MS'),
    ext('ror-location-supported-capacity', '0..* MS'),
    ext('ror-meta-creation-date', '1..1 MS'),
    ext('ror-location-comment', '0..1 MS'),
  ),
  el(
    'identifier',
    'MS',
    slicedBy('value:type.coding.code'),
    identifier('idExterneSynchro', '26'),
    identifier('idLocation', '25'),
  ),
  el('operationalStatus', 'MS', bound('J224-StatutLieu')),
  el('name', 'MS'),
  el('description', 'MS'),
  el('type', '0..1 MS', bound('J198-FonctionLieu')),
  el('telecom', 'MS', telecomContent),
  el('address', addressLine(codedStreetNameType, 'postalBox')),
  el('position', extensions(ext('ror-coordinate-reliability', '0..1 MS'))),
  el('managingOrganization', 'MS', references('Organization')),
  el('partOf', 'MS', references('Location')),
]);
