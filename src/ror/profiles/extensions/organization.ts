import type { StructureDefinition } from 'fhir/r4';
import { bound } from '../facets';
import type { Cardinality, Rule } from '../notation';
import { part, type Context } from '../structure-definition';
import type { NationalValueSet } from '../value-sets';
import { complex, simple } from './builders';

const ORGANIZATION: readonly Context[] = ['element:Organization'];

const code = (name: string, range: Cardinality, set: NationalValueSet): Rule =>
  part(name, range, 'CodeableConcept', bound(set));

const plain = (id: string, name: string, type: string) => simple(`ror-organization-${id}`, name, ORGANIZATION, type);

const coded = (id: string, name: string, set: NationalValueSet) =>
  simple(`ror-organization-${id}`, name, ORGANIZATION, 'CodeableConcept', bound(set));

export const organizationExtensions: readonly StructureDefinition[] = [
  coded('accessibility-location', 'ROROrganizationAccessibilityLocation', 'J50-AccessibiliteLieu'),
  plain('accomodation-family', 'ROROrganizationAccomodationFamily', 'boolean'),
  simple('ror-organization-additional-name', 'ROROrganizationAdditionalName', ['element:Organization.name'], 'string'),
  coded('closing-type', 'ROROrganizationClosingType', 'J201-TypeFermeture'),
  plain('comment', 'ROROrganizationComment', 'string'),
  plain('creation-date', 'ROROrganizationCreationDate', 'date'),
  plain('drop-zone', 'ROROrganizationDropZone', 'boolean'),
  coded('financial-help-type', 'ROROrganizationFinancialHelpType', 'J31-AideFinanciere'),
  coded('level-recours-orsan', 'ROROrganizationLevelRecourseORSAN', 'J204-NiveauRecoursORSAN'),
  plain('nb-permanent-social-help-place', 'ROROrganizationNbPermanentSocialHelpPlace', 'integer'),
  plain('nb-temporary-social-help-place', 'ROROrganizationNbTemporarySocialHelpPlace', 'integer'),
  plain('reopening-date', 'ROROrganizationReopeningDate', 'date'),
  simple(
    'ror-confidence-geolocation',
    'RORConfidenceGeolocation',
    ['element:Organization.address.extension'],
    'boolean',
  ),
  complex(
    'ror-organization-price',
    'ROROrganizationPrice',
    ORGANIZATION,
    code('priceType', '1..1', 'J36-TypeTarif'),
    code('priceUnit', '1..1', 'J205-UnitePrix'),
    part('amount', '1..1', 'Money'),
    part('startDate', '0..1', 'dateTime'),
    part('under60', '0..1', 'boolean'),
    code('deliveryIncluded', '0..*', 'J206-PrestationNonObligatoireIncluse'),
    part('othersDeliveryIncluded', '0..*', 'string'),
    code('residentialType', '0..1', 'J32-TypeHabitation'),
    code('specialPrice', '0..1', 'J39-ConditionTarifaire'),
    code('welcomeType', '0..1', 'J30-TemporaliteAccueil'),
    part('mealDeliveryName', '0..1', 'string'),
    code('dependencyLevel', '0..1', 'J27-GroupeTarifaireDependance'),
    part('humanHelpPriceName', '0..1', 'string'),
    code('managementType', '0..1', 'J26-ModeGestion'),
    part('otherAdditionalServiceName', '0..1', 'string'),
    code('additionalServiceName', '0..1', 'J206-PrestationNonObligatoireIncluse'),
  ),
];
