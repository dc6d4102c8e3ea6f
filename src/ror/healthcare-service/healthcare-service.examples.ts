import type { ResourceExamples } from '../../fhir';
import { patchOnSample } from '../sample/patch-on-sample';
import locationReference from '../scenarios/location-s01-patch-HealthcareService.json';
import s06Printed from '../scenarios/update-s06-as-printed.json';
import s06Strict from '../scenarios/update-s06-strict-r4.json';
import s07Printed from '../scenarios/update-s07-as-printed.json';
import s08Strict from '../scenarios/update-s08-strict-r4.json';
import s10Printed from '../scenarios/update-s10-as-printed.json';
import s10Strict from '../scenarios/update-s10-strict-r4.json';

/** The guide writes YYY for the place that its previous step has created. */
function atPlace(id: string): object {
  return JSON.parse(JSON.stringify(locationReference).replace('Location/YYY', `Location/${id}`)) as object;
}

export const healthcareServiceExamples: ResourceExamples = {
  id: '964',
  update: {
    'Scenario 10, strict: the whole offer (HealthcareService/964)': s10Strict,
    'Scenario 10, as the guide prints it': s10Printed,
  },
  patch: {
    'Scenario 6, strict: one more act (HealthcareService/741)': patchOnSample('HealthcareService/741', s06Strict),
    'Scenario 6, as the guide prints it (HealthcareService/741)': patchOnSample('HealthcareService/741', s06Printed),
    'Scenario 7, as the guide prints it: an activity ends (HealthcareService/852)': patchOnSample(
      'HealthcareService/852',
      s07Printed,
    ),
    'Scenario 8, strict: six additions (HealthcareService/963)': patchOnSample('HealthcareService/963', s08Strict),
    'Scenario 11, as the guide prints it: one more place, here Location/7010 (HealthcareService/963)': patchOnSample(
      'HealthcareService/963',
      atPlace('7010'),
    ),
  },
};
