import { annuaireUrl, hl7Url } from '../shared/canonical';
import { bound, codings, ext, extAs, extensions, slicedBy } from './facets';
import { el, type Rule } from './notation';

/** Rules for every resource of the directory: the date of its last update and the region its data come from. */
export const meta: readonly Rule[] = [
  el('meta.lastUpdated', '1..1 MS'),
  el('meta.tag', slicedBy('value:url'), codings('codeRegion', '0..1 MS', 'J237-RegionOM')),
];

/** Rules for any ContactPoint of the directory. */
export const telecomContent: readonly Rule[] = [
  extensions(
    '2..*',
    ext('ror-telecom-communication-channel', '1..1 MS'),
    ext('ror-telecom-usage', '0..1 MS'),
    ext('ror-telecom-confidentiality-level', '1..1 MS'),
  ),
  el('value', '1..1 MS'),
];

const addressPart = (name: string, part: string = name): Rule =>
  extAs(name, hl7Url(`iso21090-ADXP-${part}`), '0..1 MS');

/**
 * Rules for the parts of an address line.
 *
 * @param streetType the rule for the street type; @param postBox the profile's name for the post office box
 */
export function addressLine(streetType: Rule, postBox: string): Rule {
  return el(
    'line',
    extensions(
      addressPart('careOf'),
      addressPart('additionalLocator'),
      addressPart('houseNumber'),
      addressPart('buildingNumberSuffix'),
      streetType,
      addressPart('streetNameBase'),
      addressPart(postBox, 'postBox'),
      extAs('lieuDit', annuaireUrl('as-ext-lieu-dit'), '0..1 MS'),
    ),
  );
}

export const streetNameType: Rule = addressPart('streetNameType');

/** The same, bound to the national list of street types. */
export const codedStreetNameType: Rule = extAs(
  'streetNameType',
  hl7Url('iso21090-ADXP-streetNameType'),
  '0..1 MS',
  el('value[x]', '1..1', bound('J219-TypeVoie')),
);

/** The extensions of one opening period on one day; one of them holds the number of the day. */
export const availableTimeExtensions: Rule = extensions(
  ext('ror-available-time-type-of-time', '0..1 MS'),
  ext('ror-available-time-effective-opening-closing-date', '0..1 MS'),
  ext('ror-available-time-number-days-of-week', '0..1 MS'),
);

export const availableTimeHours: readonly Rule[] = [el('availableStartTime', 'MS'), el('availableEndTime', 'MS')];
