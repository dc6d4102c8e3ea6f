import { diff } from '../../src/fhir/patch/diff';
import { describeTold, toldByRefusal, type Row } from '../support/told';
import { FHIR_PATH_PATCH } from './told/fhir-path-patch';
import { JSON_PATCH } from './told/json-patch';
import { XML_PATCH } from './told/xml-patch';

const named = (word: string) => ({
  resourceType: 'Organization',
  telecom: Array.from({ length: 1_001 }, (_, n) => ({ value: `${word} ${n}` })),
});

const DIFFERENCES: readonly Row[] = [
  [
    'The two versions differ too much for a patch of 1000 operations.',
    'Compare versions that are closer to each other, or send the whole resource by PUT.',
    () => toldByRefusal(() => diff(named('a'), named('b'))),
  ],
];

describe('the messages of patches', () => {
  describeTold(['src/fhir/patch'], [...FHIR_PATH_PATCH, ...JSON_PATCH, ...XML_PATCH, ...DIFFERENCES]);
});
