export { AccessControl, GIVEN_POLICIES, WHOLE, type Sight } from './access-control';
export {
  FhirPolicy,
  NOTHING,
  type AccessChange,
  type AccessPolicy,
  type Denial,
  type LabelledPlace,
  type Labelling,
} from './access-policy';
export { LABEL_CODE, Labels } from './labels';
