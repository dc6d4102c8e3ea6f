import type { StructureDefinition } from 'fhir/r4';
import { annuaireUrl, hl7Url } from '../../shared/canonical';
import { bound } from '../facets';
import { part, partsExtension, valueExtension, type Context } from '../structure-definition';

const ADDRESS_LINE: readonly Context[] = ['element:Address.line'];
const ROLE: readonly Context[] = ['element:PractitionerRole'];

/** HL7 address parts by name; each URL has the prefix `iso21090-ADXP-`. */
const ADDRESS_PARTS = {
  additionalLocator: 'AdditionalLocator',
  buildingNumberSuffix: 'BuildingNumberSuffix',
  careOf: 'CareOf',
  houseNumber: 'HouseNumber',
  postBox: 'PostBox',
  streetNameBase: 'StreetNameBase',
  streetNameType: 'StreetNameType',
};

/** Extensions of HL7 and of the national directory of professionals that the profiles of the guide use. */
export const foreignExtensions: readonly StructureDefinition[] = [
  ...Object.entries(ADDRESS_PARTS).map(([id, name]) =>
    valueExtension({ url: hl7Url(`iso21090-ADXP-${id}`), name: `ADXP${name}` }, ADDRESS_LINE, 'string'),
  ),
  valueExtension({ url: annuaireUrl('as-ext-lieu-dit'), name: 'AsLieuDit' }, ADDRESS_LINE, 'string'),
  valueExtension(
    { url: hl7Url('organization-period'), name: 'OrganizationPeriod' },
    ['element:Organization'],
    'Period',
  ),
  partsExtension(
    { url: hl7Url('geolocation'), name: 'Geolocation' },
    ['element:Address'],
    [part('latitude', '1..1', 'decimal'), part('longitude', '1..1', 'decimal')],
  ),
  valueExtension(
    { url: annuaireUrl('as-ext-practitionerrole-contracted'), name: 'AsPractitionerRoleContracted' },
    ROLE,
    'CodeableConcept',
    bound('J218-CNAMAmeliSecteurConventionnement'),
  ),
  valueExtension(
    { url: annuaireUrl('as-ext-practitionerrole-hascas'), name: 'AsPractitionerRoleHasCAS' },
    ROLE,
    'boolean',
  ),
  valueExtension(
    { url: annuaireUrl('as-ext-practitionerrole-vitale-accepted'), name: 'AsPractitionerRoleVitaleAccepted' },
    ROLE,
    'boolean',
  ),
];
