import { say } from '../../messages';
import { needs, notBoth, one, pair, says, some, type WordsByPlace } from './words';

const notInError = says(say`What was entered in error has no clinical status`, say`Remove \`clinicalStatus\`.`);

/** Messages for invariants of clinical resources. */
export const clinical: WordsByPlace = {
  AllergyIntolerance: {
    'ait-1': says(say`An allergy that was not entered in error has a clinical status`, say`Add \`clinicalStatus\`.`),
    'ait-2': notInError,
  },
  'CarePlan.activity': { 'cpl-3': notBoth('detail', 'reference') },
  'CareTeam.participant': {
    'ctm-1': says(
      say`Only a practitioner acts on behalf of an organization`,
      say`Remove \`onBehalfOf\`, or refer to a Practitioner in \`member\`.`,
    ),
  },
  'Composition.section': {
    'cmp-1': some('text', 'entry', 'section'),
    'cmp-2': notBoth('emptyReason', 'entry'),
  },
  Condition: {
    'con-4': says(
      say`A condition that has abated is inactive, in remission or resolved`,
      say`Change \`clinicalStatus\`, or remove \`abatement[x]\`.`,
    ),
    'con-5': notInError,
  },
  'Condition.stage': { 'con-1': some('summary', 'assessment') },
  'Condition.evidence': { 'con-2': some('code', 'detail') },
  FamilyMemberHistory: {
    'fhs-1': notBoth('age[x]', 'born[x]'),
    'fhs-2': needs('estimatedAge', 'age[x]'),
  },
  'Goal.target': { 'gol-1': needs('detail[x]', 'measure') },
  'Immunization.education': { 'imm-1': some('documentType', 'reference') },
  'ImmunizationRecommendation.recommendation': { 'imr-1': some('vaccineCode', 'targetDisease') },
  'MedicationAdministration.dosage': { 'mad-1': some('dose', 'rate[x]') },
  MedicationDispense: {
    'mdd-1': says(
      say`A medication is not handed over before it is prepared`,
      say`Put the later moment into \`whenHandedOver\`.`,
    ),
  },
  MolecularSequence: {
    'msq-3': says(say`Positions are counted from 0 or from 1`, say`Write 0 or 1 in \`coordinateSystem\`.`),
  },
  'MolecularSequence.referenceSeq': {
    'msq-5': pair('chromosome', 'genomeBuild'),
    'msq-6': one('genomeBuild', 'referenceSeqId', 'referenceSeqPointer', 'referenceSeqString'),
  },
  Observation: {
    'obs-6': notBoth('dataAbsentReason', 'value[x]'),
    'obs-7': says(
      say`An observation with a value has no component of the same code`,
      say`Remove \`value[x]\`, or the component.`,
    ),
  },
  'Observation.referenceRange': { 'obs-3': some('low', 'high', 'text') },
  'RiskAssessment.prediction': {
    'ras-2': says(say`A probability is at most 100`, say`Write a percentage: 0 to 100.`),
  },
  'RiskAssessment.prediction.probability': {
    'ras-1': says(
      say`A range of probabilities is given in per cent`,
      say`Write "system": "http://unitsofmeasure.org", "code": "%" in \`low\` and \`high\`.`,
    ),
  },
};
