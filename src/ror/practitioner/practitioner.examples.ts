import type { ResourceExamples } from '../../fhir';
import { patchOnSample } from '../sample/patch-on-sample';
import { sampleResource } from '../sample/sample-directory';
import s04Printed from '../scenarios/update-s04-as-printed.json';
import s04Strict from '../scenarios/update-s04-strict-r4.json';

export const practitionerExamples: ResourceExamples = {
  id: '159',
  update: { 'The whole professional, no longer active': { ...sampleResource('Practitioner/159'), active: false } },
  patch: {
    'Scenario 4, strict: other telecoms (Practitioner/159)': patchOnSample('Practitioner/159', s04Strict),
    'Scenario 4, as the guide prints it (Practitioner/159)': patchOnSample('Practitioner/159', s04Printed),
  },
  delete: '3304',
};
