import { annuaireUrl } from '../shared/canonical';
import { availableTimeExtensions, availableTimeHours, meta, telecomContent } from './common-rules';
import { bound, coded, ext, extAs, extensions, references, slicedBy } from './facets';
import { el } from './notation';
import { profile } from './structure-definition';

/** One role of a professional: a profession practised for one offer. */
export const practitionerRole = profile('ror-practitionerrole', 'RORPractitionerRole', 'PractitionerRole', [
  ...meta,
  extensions(
    '2..*',
    extAs('contracted', annuaireUrl('as-ext-practitionerrole-contracted'), '0..1 MS'),
    extAs('optionCAS', annuaireUrl('as-ext-practitionerrole-hascas'), '0..1 MS'),
    extAs('vitalAccepted', annuaireUrl('as-ext-practitionerrole-vitale-accepted'), '0..1 MS'),
    ext('ror-practitionerrole-unit-exercise-mode', '1..1 MS'),
    ext('ror-practitionerrole-name', '0..1 MS'),
    ext('ror-meta-creation-date', '1..1 MS'),
    ext('ror-meta-comment', '0..1 MS'),
  ),
  el('identifier', '0..1 MS'),
  el('practitioner', '1..1 MS', references('Practitioner')),
  el('organization', references('Organization')),
  el('code', '1..1 MS', bound('J229-ProfessionSante')),
  el(
    'specialty',
    '1..* MS',
    slicedBy('value:url'),
    coded('expertiseType', '1..1 MS', 'J209-TypeSavoirFaire'),
    coded('specialty', '0..1 MS', 'J210-SpecialiteOrdinale'),
    coded('competence', '0..1 MS', 'J232-Competence'),
    coded('exclusiveCompetence', '0..1 MS', 'J211-CompetenceExclusive'),
    coded('specificOrientation', '0..1 MS', 'J212-OrientationParticuliere'),
    coded('expertiseCapacity', '0..1 MS', 'J213-CapaciteSavoirFaire'),
    coded('qualificationPAC', '0..1 MS', 'J214-QualificationPAC'),
    coded('nonQualifyingDESC', '0..1 MS', 'J215-DESCnonQualifiant'),
    coded('supplementaryExerciseRight', '0..1 MS', 'J216-DroitExerciceCompl'),
    coded('specificCompetence', '0..* MS', 'J33-CompetenceSpecifique'),
  ),
  el('location', references('Location')),
  el('healthcareService', '1..1 MS', references('HealthcareService')),
  el('telecom', '0..1 MS', telecomContent),
  el('availableTime', '0..1 MS', availableTimeExtensions, availableTimeHours),
]);
