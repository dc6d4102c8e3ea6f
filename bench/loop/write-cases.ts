import type { JsonObject } from '../../src/fhir';
import { text } from './bodies';
import { get, JSON_TYPE, jsonPatch, organization, put, times, validate, type LoopCase, type LoopRequest } from './requests'; // prettier-ignore

type Method = 'PUT' | 'DELETE' | 'PATCH';

const MANY = times(2, (part) => `store 20 organizations with many identifiers, part ${part}`);
const TREE = 'store a tree of 1,000 organizations, part 1';
const LARGE = times(8, (i) => `store a large organization, ${i}`);
const STORED = [...MANY, TREE, ...LARGE];

const transaction = (entry: readonly JsonObject[]): LoopRequest => ({
  method: 'POST',
  path: '/',
  type: JSON_TYPE,
  body: JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: [...entry] }),
});
const call = (method: Method, url: string, resource?: JsonObject): JsonObject => ({
  ...(resource && { resource }),
  request: { method, url },
});
const patched = (url: string, operations: readonly JsonObject[]): JsonObject =>
  call('PATCH', url, {
    resourceType: 'Binary',
    contentType: 'application/json-patch+json',
    data: Buffer.from(JSON.stringify(operations)).toString('base64'),
  });
const identifiers = (prefix: string) => times(900, (j) => ({ system: 'urn:other', value: `${prefix}-${j}` }));
const RENAMED = [{ op: 'replace', path: '/name', value: 'Renamed' }];

/** Writes whose work is in the database: many index rows change, or long bodies are stored again. They come last. */
export function writes(): LoopCase[] {
  const requests: Readonly<Record<string, () => LoopRequest>> = {
    'JSON Patch: 900 identifiers for 900 others': () =>
      jsonPatch('many-0-0', [{ op: 'replace', path: '/identifier', value: identifiers('patched') }]),
    'PUT 900 identifiers for 900 others': () => put(organization({ identifier: identifiers('put') }, 'many-0-1')),
    'PUT 900 words for 900 identifiers': () =>
      put(organization({ alias: times(900, (i) => `word${i} other${i * 7}`) }, 'many-0-2')),
    'Bundle: 18 PUTs of 900 other identifiers': () =>
      transaction(
        times(18, (i) =>
          call('PUT', `Organization/many-0-${i}`, organization({ identifier: identifiers(`${i}`) }, `many-0-${i}`)),
        ),
      ),
    'Bundle: 20 patches that change nothing of 900 identifiers': () =>
      transaction(
        times(20, (i) =>
          patched(`Organization/many-1-${i}`, [{ op: 'test', path: '/resourceType', value: 'Organization' }]),
        ),
      ),
    'Bundle: 20 patches of 900 identifiers': () =>
      transaction(
        times(20, (i) =>
          patched(`Organization/many-1-${i}`, [{ op: 'replace', path: '/identifier', value: identifiers(`p${i}`) }]),
        ),
      ),
    'Bundle: 8 small patches of 1.8 MB each': () =>
      transaction(times(8, (i) => patched(`Organization/large-${i}`, RENAMED))),
    'Bundle: 8 times 30 small patches of 1.8 MB each': () =>
      transaction(
        times(8, (i) =>
          patched(
            `Organization/large-${i}`,
            times(30, () => RENAMED[0]!),
          ),
        ),
      ),
    'Bundle: a tree of 1,000 organizations moved': () =>
      transaction(
        times(1_000, (i) =>
          patched(`Organization/tree-1-${i}`, [
            { op: 'add', path: '/partOf', value: { reference: 'Organization/small' } },
            { op: 'replace', path: '/name', value: `Moved ${i}` },
          ]),
        ),
      ),
    'Bundle: 20 deletions of 900 identifiers each': () =>
      transaction(times(20, (i) => call('DELETE', `Organization/many-1-${i}`))),
    'Bundle: 1,000 deletions, by criteria': () =>
      transaction(times(1_000, (i) => call('DELETE', `Organization?identifier=urn:tree|1-${i}`))),
    'Bundle: 1,000 PUTs over deletions': () =>
      transaction(times(1_000, (i) => call('PUT', `Organization/tree-1-${i}`, organization({}, `tree-1-${i}`)))),
    'Bundle: 1,000 PUTs by criteria of words': () =>
      transaction(
        times(1_000, (i) =>
          call('PUT', `Organization?name:contains=centre&identifier=urn:none|${i}`, {
            resourceType: 'Organization',
            name: 'Centre',
            identifier: [{ value: `none-${i}` }],
          }),
        ),
      ),
    'DELETE 900 identifiers': () => ({ method: 'DELETE', path: '/Organization/many-0-3' }),
    'GET the history of a large one, with all versions': () => get('/Organization/large-0/_history?_count=1000'),
    'GET the history after all of it': () => get('/Organization/_history?_count=1000'),
    'GET the history of all, oldest first': () => get('/_history?_sort=_lastUpdated&_count=1000'),
    '$validate 300 contained with 30 names each': () =>
      validate(
        organization({
          contained: times(300, (i) => ({
            resourceType: 'Practitioner',
            id: `c${i}`,
            name: times(30, (j) => ({ family: `f${j}`, given: ['a', 'b'] })),
          })),
          extension: times(300, (i) => ({ url: 'urn:x', valueReference: { reference: `#c${i}` } })),
        }),
      ),
  };
  return [
    ...LARGE.map((name, i): LoopCase => ({
      name,
      request: () => put(organization({ alias: times(90, (j) => `${j} ${text('mot ', 20_000)}`) }, `large-${i}`)),
    })),
    ...Object.entries(requests).map(([name, request]) => ({ name: `writes: ${name}`, request, needs: STORED })),
  ];
}
