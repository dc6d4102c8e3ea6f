import type { ElementDefinitionConstraint, StructureDefinition } from 'fhir/r4';
import { guideUrl, hl7Url } from '../../shared/canonical';
import { bound } from '../facets';
import { part, type Context } from '../structure-definition';
import { complex, simple } from './builders';

const AVAILABLE_TIMES: readonly Context[] = [
  'element:HealthcareService.availableTime',
  'element:PractitionerRole.availableTime',
];

/** Without its version, a questionnaire cannot be identified later. */
const versionRequired: ElementDefinitionConstraint = {
  key: 'ror-questionnaire-version-required',
  severity: 'error',
  human: 'The questionnaire is named with its version.',
  _human: {
    extension: [
      {
        url: hl7Url('translation'),
        extension: [
          { url: 'lang', valueCode: 'fr' },
          { url: 'content', valueString: 'Le questionnaire est désigné avec sa version.' },
        ],
      },
    ],
  },
  expression: "$this.contains('|')",
};

/** Extensions used on more than one type: origin of the data, opening hours, territories. */
export const commonExtensions: readonly StructureDefinition[] = [
  simple(
    'ror-meta-creation-date',
    'RORMetaCreationDate',
    [
      'element:Location',
      'element:Organization',
      'element:Practitioner',
      'element:PractitionerRole',
      'element:HealthcareService',
    ],
    'dateTime',
  ),
  simple('ror-meta-comment', 'RORMetaComment', ['element:Organization'], 'string'),
  simple(
    'meta-questionnaire-used-as-a-template',
    'RORMetaQuestionnaireUsedAsATemplate',
    ['element:DomainResource'],
    'canonical',
    { constraint: [versionRequired] },
  ),
  simple(
    'ror-available-time-type-of-time',
    'RORAvailableTimeTypeOfTime',
    AVAILABLE_TIMES,
    'CodeableConcept',
    bound('J41-TypeHoraire'),
  ),
  simple(
    'ror-available-time-effective-opening-closing-date',
    'RORAvailableTimeEffectiveOpeningClosingDate',
    AVAILABLE_TIMES,
    'Period',
  ),
  simple(
    'ror-available-time-number-days-of-week',
    'RORAvailableTimeNumberDaysofWeek',
    ['element:HealthcareService.availableTime', 'extension:PractitionerRole.availableTime'],
    'integer',
  ),
  complex(
    'ror-territorial-division',
    'RORTerritorialDivision',
    ['element:HealthcareService', 'element:Organization'],
    part('typeTerritorialDivision', '1..1', 'CodeableConcept', bound('J223-TypeDivisionTerritoriale')),
    part('codeTerritorialDivision', '1..1', 'CodeableConcept', {
      binding: {
        strength: 'required',
        valueSet: guideUrl('ValueSet/code-region-territorial-division-ror-valueset'),
      },
    }),
  ),
];
