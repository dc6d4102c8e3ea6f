import { describeTold } from '../support/told';
import { FHIR_PATH_PATCH } from './told/fhir-path-patch';
import { JSON_PATCH } from './told/json-patch';
import { XML_PATCH } from './told/xml-patch';

describe('the messages of patches', () => {
  describeTold(['src/fhir/patch'], [...FHIR_PATH_PATCH, ...JSON_PATCH, ...XML_PATCH]);
});
