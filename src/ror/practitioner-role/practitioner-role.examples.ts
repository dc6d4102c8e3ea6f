import type { ResourceExamples } from '../../fhir';
import { patchOnSample } from '../sample/patch-on-sample';
import { sampleResource } from '../sample/sample-directory';
import s09 from '../scenarios/create-s10-PractitionerRole.json';
import s05Printed from '../scenarios/update-s05-as-printed.json';
import s05Strict from '../scenarios/update-s05-strict-r4.json';

export const practitionerRoleExamples: ResourceExamples = {
  id: '753',
  create: { 'Scenario 9: a professional joins an offer': s09 },
  update: { 'The whole role, no longer active': { ...sampleResource('PractitionerRole/753'), active: false } },
  patch: {
    'Scenario 5, strict: two specialties (PractitionerRole/753)': patchOnSample('PractitionerRole/753', s05Strict),
    'Scenario 5, as the guide prints it (PractitionerRole/753)': patchOnSample('PractitionerRole/753', s05Printed),
  },
};
