import { codeSystemUrl, hl7Url, rorUrl } from '../shared/canonical';
import { addressLine, meta, streetNameType, telecomContent } from './common-rules';
import { bound, coded, concept, ext, extAs, extensions, references, slicedBy } from './facets';
import { el, slice, type Cardinality, type Rule } from './notation';
import { profile } from './structure-definition';

/** An identifier by its register and the type of number. */
const identifier = (name: string, range: Cardinality, system: string, type: string): Rule =>
  slice(name, range, el('type', '1..1 MS', concept(type)), el('system', '1..1', { patternUri: system }));

const STRUCTURE = codeSystemUrl('G07-TypeIdentifiantStructure');
/** The guide writes this one with an underscore in the last segment too. */
const OTHER = codeSystemUrl('R345-TypeIdentifiantAutre').replace('TRE-R345', 'TRE_R345');

/** A legal entity, one of its sites, or an organization inside a site. */
export const organization = profile('ror-organization', 'ROROrganization', 'Organization', [
  ...meta,
  extensions(
    '1..*',
    ext('ror-organization-price', '0..* MS'),
    ext('ror-territorial-division', '0..* MS'),
    ext('ror-organization-financial-help-type', '0..* MS'),
    ext('ror-organization-accomodation-family', '0..1 MS'),
    ext('ror-organization-nb-permanent-social-help-place', '0..1 MS'),
    ext('ror-organization-nb-temporary-social-help-place', '0..1 MS'),
    ext('ror-organization-accessibility-location', '0..1 MS'),
    // The name of the slice is spelled differently from the id of its extension.
    extAs('ror-organization-level-recourse-orsan', rorUrl('ror-organization-level-recours-orsan'), '0..1 MS'),
    ext('ror-organization-drop-zone', '0..1 MS'),
    ext('ror-organization-reopening-date', '0..1 MS'),
    ext('ror-organization-creation-date', '0..1 MS'),
    ext('ror-organization-closing-type', '0..1 MS'),
    extAs('organization-period', hl7Url('organization-period'), '0..1 MS'),
    ext('ror-meta-comment', '0..1 MS'),
    ext('ror-meta-creation-date', '1..1 MS'),
    ext('ror-organization-comment', '0..1 MS'),
  ),
  el(
    'identifier',
    'MS',
    slicedBy('pattern:system', 'pattern:type'),
    identifier('idNatSt', '0..* MS', 'urn:oid:1.2.250.1.71.4.2.2', `${STRUCTURE}|40`),
    identifier('finess', '0..1 MS', 'http://finess.esante.gouv.fr', `${STRUCTURE}|1`),
    identifier('sirene', '0..1 MS', 'http://sirene.fr', `${STRUCTURE}|2`),
    identifier('rppsRang', '0..1 MS', 'http://rppsrang.esante.gouv.fr', `${STRUCTURE}|4`),
    identifier('adeliRang', '0..1 MS', 'http://adelirang.esante.gouv.fr', `${STRUCTURE}|0`),
    identifier('numSIRET', '0..1 MS', 'http://sirene.fr', `${STRUCTURE}|3`),
    identifier('identifierOI', '0..1 MS', 'https://oi.esante.gouv.fr', `${OTHER}|42`),
  ),
  el(
    'type',
    'MS',
    slicedBy('value:$this'),
    coded('statutJuridiqueINSEE', '0..1 MS', 'J199-StatutJuridique'),
    coded('sousEnsembleAgregatStatutJuridique', '0..1 MS', 'J200-SousEnsembleAgregatStatutJuridique'),
    coded('categorieEtablissement', '0..1 MS', 'J55-CategorieEG'),
    coded('sphParticipation', '0..1 MS', 'J202-ESPIC'),
    coded('OIType', '0..1 MS', 'J203-TypeOrganisationInterne'),
  ),
  el('name', 'MS', extensions(ext('ror-organization-additional-name', '0..1'))),
  el('alias', '0..1 MS'),
  el('telecom', 'MS', telecomContent),
  el(
    'address',
    '0..1 MS',
    extensions(extAs('ror-organization-geolocation', hl7Url('geolocation'), '0..1 MS')),
    addressLine(streetNameType, 'postBox'),
    el('city', 'MS'),
    el('postalCode', 'MS'),
  ),
  el('partOf', 'MS', references('Organization')),
  el(
    'contact',
    extensions(
      '1..*',
      ext('ror-contact-function-contact', '0..1 MS'),
      ext('ror-contact-description', '0..1 MS'),
      ext('ror-contact-confidentiality-level', '1..1 MS'),
    ),
    el('purpose', 'MS', bound('J221-NatureContact')),
    el('name', 'MS'),
    el('telecom', telecomContent),
  ),
]);
