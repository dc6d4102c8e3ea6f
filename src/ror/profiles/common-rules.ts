import { annuaireUrl, hl7Url } from './canonical';
import { bound, codings, ext, extAs, extensions, slicedBy } from './facets';
import { el, type Rule } from './notation';

/** What every resource of the directory carries: the server's date, and the region the data come from. */
export const meta: readonly Rule[] = [
  el('meta.lastUpdated', '1..1 MS'),
  el('meta.tag', slicedBy('value:url'), codings('codeRegion', '0..1 MS', 'J237-RegionOM')),
];

/** The rules inside any ContactPoint of the directory. */
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
 * The parts of one line of an address.
 *
 * @param streetType the rule on the kind of street; @param postBox the name the profile gives the post office box
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

/** The same, from the national list of kinds of street. */
export const codedStreetNameType: Rule = extAs(
  'streetNameType',
  hl7Url('iso21090-ADXP-streetNameType'),
  '0..1 MS',
  el('value[x]', '1..1', bound('J219-TypeVoie')),
);

/** The extensions of one opening of one day; the guide numbers the day in one of them. */
export const availableTimeExtensions: Rule = extensions(
  ext('ror-available-time-type-of-time', '0..1 MS'),
  ext('ror-available-time-effective-opening-closing-date', '0..1 MS'),
  ext('ror-available-time-number-days-of-week', '0..1 MS'),
);

export const availableTimeHours: readonly Rule[] = [el('availableStartTime', 'MS'), el('availableEndTime', 'MS')];
