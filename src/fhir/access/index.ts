export { AccessControl, GIVEN_POLICIES, WHOLE, type Sight } from './access-control';
export {
  FhirPolicy,
  isPolicy,
  NOTHING,
  type AccessChange,
  type AccessPolicy,
  type Denial,
  type Disclosure,
  type LabelledPlace,
  type Labelling,
} from './access-policy';
export { isDeciding } from './deciding-references';
export { denied } from './denied';
export type { Disclosed } from './disclosures';
export { withLabels } from './labelled-entries';
export { LABEL_CODE, Labels } from './labels';
export { isMarkedOnce, marked, unmarked } from './marks';
export { masked } from './mask';
export { throughView } from './through-view';
export { VersionViews } from './version-views';
