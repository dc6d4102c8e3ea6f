import type { ResourceExamples } from '../../fhir';
import { patchOnSample } from '../sample/patch-on-sample';
import { sampleResource } from '../sample/sample-directory';
import s11 from '../scenarios/location-s01-Location.json';
import { capacityPatches } from './capacity-patches';

export const locationExamples: ResourceExamples = {
  id: '654',
  create: { 'Scenario 11: a new place': s11 },
  update: { 'The whole place, under another name': { ...sampleResource('Location/654'), name: 'Pavillon B' } },
  patch: {
    ...capacityPatches,
    'Another name (Location/654)': patchOnSample('Location/654', {
      resourceType: 'Parameters',
      parameter: [
        {
          name: 'operation',
          part: [
            { name: 'type', valueCode: 'replace' },
            { name: 'path', valueString: 'Location.name' },
            { name: 'value', valueString: 'Pavillon B' },
          ],
        },
      ],
    }),
  },
  delete: '8003',
};
