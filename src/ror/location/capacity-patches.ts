import type { PatchExample } from '../../fhir';
import { patchOnSample } from '../sample/patch-on-sample';
import s02 from '../scenarios/location-s02-patch.json';
import s02bis from '../scenarios/location-s02bis-patch.json';
import { EXTENSION } from '../shared/extensions';

const has = (url: string, code: string): string =>
  `extension.where(url='${url}' and valueCodeableConcept.coding[0].code='${code}')`;

/** The record of free beds for women, by the part of its key that distinguishes it within the place. */
const FREE_FOR_WOMEN = `Location.extension.where(url='${EXTENSION.supportedCapacity}' and ${[
  has('capacityStatus', '02'),
  has('genderCapacityAvailable', '01'),
].join(' and ')})`;

function operation(...part: readonly object[]): object {
  return { resourceType: 'Parameters', parameter: [{ name: 'operation', part }] };
}

/** Patches that bed-management software sends every few minutes, to a place it knows by its identifier. */
export const capacityPatches: Readonly<Record<string, PatchExample>> = {
  'Bed management: free places are told, as the guide prints it (Location/5253)': patchOnSample('Location/5253', s02),
  'Bed management: another number of free places, as the guide prints it (Location/6001)': patchOnSample(
    'Location/6001',
    s02bis,
  ),
  'Bed management: one free bed for women (Location/5253)': patchOnSample(
    'Location/5253',
    operation(
      { name: 'type', valueCode: 'replace' },
      { name: 'path', valueString: `${FREE_FOR_WOMEN}.extension.where(url='nbCapacity').value` },
      { name: 'value', valueInteger: 1 },
    ),
  ),
  'Bed management: free beds for women are not told any more (Location/5253)': patchOnSample(
    'Location/5253',
    operation({ name: 'type', valueCode: 'delete' }, { name: 'path', valueString: FREE_FOR_WOMEN }),
  ),
};
