import { codeSystemUrl, rorUrl } from '../shared/canonical';
import { availableTimeExtensions, availableTimeHours, meta, telecomContent } from './common-rules';
import { bound, coded, concept, ext, extensions, references, slicedBy } from './facets';
import { el, slice, type Cardinality, type Rule } from './notation';
import { profile } from './structure-definition';
import type { NationalValueSet } from './value-sets';

/** An act; its extension says whether it is done on the premises or outside. Both use the same list. */
const act = (kind: 'specificAct' | 'outsideOfficeAct'): Rule =>
  coded(
    kind,
    '0..* MS',
    'J16-ActeSpecifique',
    extensions('1..*', ext('ror-act-type', '1..1 MS', el('value[x]', { patternCode: kind }))),
  );

/** Any other characteristic, which has no act type. */
const trait = (name: string, range: Cardinality, set: NationalValueSet): Rule =>
  coded(name, range, set, extensions(ext('ror-act-type', '0..0', el('value[x]', '0..0'))));

const isCommune = el(
  'extension',
  slicedBy('value:url'),
  slice(
    'typeTerritorialDivision',
    '1..1',
    el('value[x]', concept(`${codeSystemUrl('R201-TypeDivisionTerritoriale')}|3`)),
  ),
);

/** An offer: what an organization does, for whom, where and when. */
export const healthcareService = profile('ror-healthcareservice', 'RORHealthcareService', 'HealthcareService', [
  ...meta,
  extensions(
    '3..*',
    ext('ror-territorial-division', '0..* MS', isCommune),
    ext('ror-healthcareservice-sensitive-unit', '1..1 MS'),
    ext('ror-healthcareservice-no-consent-habilitation', '0..1 MS'),
    ext('ror-healthcareservice-psychiatric-sector', '0..* MS'),
    ext('ror-healthcareservice-patient-type', '1..1 MS'),
    ext('ror-healthcareservice-contact', '0..* MS'),
    ext('ror-meta-creation-date', '1..1 MS'),
    ext('meta-questionnaire-used-as-a-template', '0..1 MS'),
  ),
  el('identifier', '1..1 MS'),
  el('providedBy', '1..1 MS', references('Organization')),
  el('category', '0..1 MS', bound('J238-TypeOffre')),
  el('type', '1..1 MS', bound('J20-ChampActivite')),
  el(
    'specialty',
    '1..* MS',
    slicedBy('value:coding.system'),
    coded('operationalActivity', '1..1 MS', 'J17-ActiviteOperationnelle'),
    coded('operationalActivityFamily', '0..1 MS', 'J51-FamilleActiviteOperationnelle'),
  ),
  el('location', 'MS', references('Location')),
  el('name', 'MS'),
  el('telecom', telecomContent),
  el('coverageArea', references('Location')),
  el(
    'characteristic',
    '1..* MS',
    slicedBy('value:coding.system', `value:extension('${rorUrl('ror-act-type')}')`),
    extensions(ext('ror-act-type', '0..1 MS')),
    trait('receptionType', '0..1 MS', 'J30-TemporaliteAccueil'),
    trait('careMode', '1..1 MS', 'J19-ModePriseEnCharge'),
    trait('receptionModality', '0..* MS', 'J226-ModaliteAccueil'),
    trait('managementType', '0..* MS', 'J26-ModeGestion'),
    act('specificAct'),
    act('outsideOfficeAct'),
    trait('takingCareSpeciality', '0..* MS', 'J35-SpecialisationDePriseEnCharge'),
    trait('annualOpening', '0..1 MS', 'J28-OuvertureAnnuelle'),
    trait('ressourceProfession', '0..* MS', 'J186-ProfessionRessource'),
    trait('specificCompetence', '0..* MS', 'J33-CompetenceSpecifique'),
    trait('expertiseLevel', '0..* MS', 'J227-NiveauExpertise'),
    trait('temporalityStopService', '0..1 MS', 'J185-TypeFermeture'),
  ),
  el('availableTime', 'MS', availableTimeExtensions, el('daysOfWeek', '0..1'), availableTimeHours),
  el(
    'notAvailable',
    '0..1 MS',
    slicedBy('value:id'),
    slice('closingReopeningDate', '0..1 MS', el('id', '1..1', { patternString: 'closingReopeningDate' })),
  ),
]);
