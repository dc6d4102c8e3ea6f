import type { ResourceExamples } from '../../fhir';
import { patchOnSample } from '../sample/patch-on-sample';
import { sampleResource } from '../sample/sample-directory';
import s01Printed from '../scenarios/update-s01-as-printed.json';
import s01Strict from '../scenarios/update-s01-strict-r4.json';
import s02Repaired from '../scenarios/update-s02-comma-repaired.json';
import s03Printed from '../scenarios/update-s03-as-printed.json';
import s03Strict from '../scenarios/update-s03-strict-r4.json';

export const organizationExamples: ResourceExamples = {
  id: '1234',
  update: {
    'The whole entity, with an alias': { ...sampleResource('Organization/1234'), alias: ['Quiétude à domicile'] },
  },
  patch: {
    'Scenario 1, strict: a new address (Organization/1234)': patchOnSample('Organization/1234', s01Strict),
    'Scenario 1, as the guide prints it (Organization/1234)': patchOnSample('Organization/1234', s01Printed),
    'Scenario 2, comma added: telecom and contact (Organization/4569)': patchOnSample('Organization/4569', s02Repaired),
    'Scenario 3, strict: a new name (Organization/789)': patchOnSample('Organization/789', s03Strict),
    'Scenario 3, as the guide prints it (Organization/789)': patchOnSample('Organization/789', s03Printed),
  },
  delete: '4007',
};
