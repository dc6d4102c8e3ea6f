import type { JsonObject } from '../json/json-value';
import type { Steps } from '../steps';
import { fhirPathPatchSteps } from './apply-patch';
import { jsonPatchSteps } from './json-patch';
import type { PatchResult } from './patch-options';
import { xmlPatchSteps } from './xml-patch';

const organization = (alias: string[]): JsonObject => ({ resourceType: 'Organization', alias });
const before = organization(['a', 'b', 'c']);
const deletion: JsonObject = {
  name: 'operation',
  part: [
    { name: 'type', valueCode: 'delete' },
    { name: 'path', valueString: 'Organization.alias[0]' },
  ],
};
const three = <T>(each: T): T[] => [each, each, each];

/** Three deletions in each format, and what else each does in steps of its own (a path is read before it is followed). */
const PATCHES: readonly [format: string, others: number, patch: (resource: JsonObject) => Steps<PatchResult>][] = [
  [
    'a FHIRPath Patch',
    3,
    (resource) => fhirPathPatchSteps(resource, { resourceType: 'Parameters', parameter: three(deletion) }),
  ],
  ['a JSON Patch', 0, (resource) => jsonPatchSteps(resource, three({ op: 'remove', path: '/alias/0' }))],
  [
    'an XML Patch',
    2,
    (resource) =>
      xmlPatchSteps(
        resource,
        `<diff xmlns:f="http://hl7.org/fhir">${three('<remove sel="f:Organization/f:alias[1]"/>').join('')}</diff>`,
      ),
  ],
];

describe('a patch can rest after each of its operations', () => {
  it.each(PATCHES)('%s', (_format, others, patch) => {
    const steps = patch({ ...before, name: 'A' });
    let rests = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) rests += 1;
    expect(rests).toBe(3 + others);
    expect(step.value).toMatchObject({ ok: true, resource: { resourceType: 'Organization', name: 'A' } });
    expect(step.value.ok && step.value.resource).not.toHaveProperty('alias');
  });
});
