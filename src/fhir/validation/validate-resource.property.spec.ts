/** @counted-work */
import { countedWork } from '../../../test/support/counted-work';
import fc from 'fast-check';
import { VALID } from '../../../test/fixtures/r4/valid-resources';
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import { resourceTypes, typeDefinition } from '../model/definitions';
import { atOnce } from '../steps';
import { validateResource, validationSteps } from './validate-resource';

const names = [
  'resourceType',
  'id',
  'meta',
  'text',
  'div',
  'contained',
  'extension',
  'url',
  'valueString',
  '_valueString',
  'reference',
  '__proto__',
];
const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>,
  fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 2 })) as fc.Arbitrary<JsonValue>,
  fc.constantFrom<JsonValue>(
    '#',
    '#parent',
    '2024-02-30',
    'urn:oid:',
    '<div ',
    NaN,
    -0,
    '',
    [],
    {},
    [null],
    [[]],
    null,
  ),
);

/** Every place of a JSON value at which it can be replaced. */
function places(value: JsonValue): { holder: JsonObject; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [
    { holder: value as JsonObject, key },
    ...places((value as JsonObject)[key]!),
  ]);
}

describe('validateResource, whatever comes', () => {
  it('never throws, and places every issue', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(VALID)),
        fc.array(
          fc.record({
            at: fc.nat(),
            act: fc.constantFrom('replace', 'remove', 'insert'),
            name: fc.string(),
            with: anyJson,
          }),
          { minLength: 1, maxLength: 4 },
        ),
        (base, changes) => {
          const resource = structuredClone(VALID[base]!);
          for (const change of changes) {
            const found = places(resource);
            if (found.length === 0) break;
            const { holder, key } = found[change.at % found.length]!;
            if (change.act === 'remove') delete holder[key];
            else if (change.act === 'insert' && isJsonObject(holder[key]))
              holder[key] = { ...holder[key], [change.name]: change.with };
            else holder[key] = structuredClone(change.with);
          }
          const issues = validateResource(resource);
          expect(atOnce(validationSteps(resource))).toEqual(issues);
          for (const issue of issues) {
            expect(issue.severity === 'information' || (issue.expression && issue.path && issue.hint)).toBeTruthy();
          }
        },
      ),
      { numRuns: 600 },
    );
  });

  it('never throws on any resource type with any content', () => {
    fc.assert(
      fc.property(fc.constantFrom(...resourceTypes()), fc.nat(), anyJson, (resourceType, at, value) => {
        const keys = [...typeDefinition(resourceType)!.properties.keys()];
        const resource = { resourceType, [keys[at % keys.length]!]: value };
        expect(atOnce(validationSteps(resource))).toEqual(validateResource(resource));
      }),
      { numRuns: 600 },
    );
  });
});

describe('validation in steps', () => {
  const element = (i: number): JsonObject => ({ id: `Organization.a${i}`, path: `Organization.a${i}` });
  const definition = (elements: number): JsonObject => ({
    resourceType: 'StructureDefinition',
    url: 'urn:a',
    name: 'A',
    status: 'draft',
    kind: 'resource',
    abstract: false,
    type: 'Organization',
    snapshot: { element: Array.from({ length: elements }, (_, i) => element(i)) },
  });

  it.each<[string, (entries: number) => JsonObject]>([
    ['a list', (entries) => ({ resourceType: 'Organization', telecom: Array.from({ length: entries }, () => ({ system: 'phone', value: '1' })) })],
    ['a list within an element', definition],
    ['resources', (entries) => ({ resourceType: 'Bundle', type: 'collection', entry: Array.from({ length: entries }, (_, i) => ({ fullUrl: `urn:uuid:${i}`, resource: { resourceType: 'Basic', code: { text: 'a' } } })) })],
  ])('can rest after each entry of %s', (_, resource) => {
    const restsOf = (entries: number): number => Array.from(validationSteps(resource(entries))).length;
    expect(restsOf(200) - restsOf(100)).toBeGreaterThanOrEqual(100);
  }); // prettier-ignore
});

describe('validateResource works in proportion to the size', () => {
  const MB = 1024 * 1024;
  const WORK_A_CHARACTER = 10;
  const organization = (members: JsonObject): JsonObject => ({ resourceType: 'Organization', name: 'a', ...members });
  const extension = (member: string, value: JsonValue): JsonObject =>
    organization({ extension: [{ url: 'x', [member]: value }] });
  const div = (text: string): JsonObject => organization({ text: { status: 'generated', div: text } });
  const NS = '<div xmlns="http://www.w3.org/1999/xhtml">';

  it.each<[string, JsonObject]>([
    ['a string', organization({ name: 'x'.repeat(MB) })],
    ['base64', extension('valueBase64Binary', 'A'.repeat(MB))],
    ['bad base64', extension('valueBase64Binary', `${'A'.repeat(MB)}!`)],
    ['base64 of spaces', extension('valueBase64Binary', `${' '.repeat(MB)}!`)],
    ['a code', extension('valueCode', `${'a '.repeat(MB / 2)}!`)],
    ['markdown', extension('valueMarkdown', '\n'.repeat(MB))],
    ['an oid', extension('valueOid', `urn:oid:1${'.1'.repeat(MB / 2)}!`)],
    ['a fraction of a second', extension('valueDateTime', `2024-01-01T00:00:00.${'1'.repeat(MB)}`)],
    ['a reference', organization({ partOf: { reference: `http://x${'/Aa/a'.repeat(MB / 5)}!` } })],
    ['a narrative of tags', div(`${NS}${'<b>'.repeat(MB / 8)}x${'</b>'.repeat(MB / 8)}</div>`)],
    ['a narrative of one tag', div(`<div${' '.repeat(MB)}!`)],
    ['a narrative of one comment', div(`${NS}<!--${'- '.repeat(MB / 2)}`)],
    ['a narrative of references', div(`${NS}${'&amp;'.repeat(MB / 5)}</div>`)],
    ['a narrative of one style', div(`<div style="${'url  '.repeat(MB / 5)}"`)],
    ['a list', organization({ telecom: Array.from({ length: 10_000 }, () => ({ system: 'phone', value: '1' })) })],
    ['a list of faults', organization({ telecom: Array.from({ length: 10_000 }, () => ({ value: '1' })) })],
    [
      'contained resources',
      organization({
        contained: Array.from({ length: 10_000 }, (_, index) => ({ resourceType: 'Location', id: `c${index}` })),
      }),
    ],
    [
      'unknown elements',
      organization(Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`adress${index}`, 1]))),
    ],
  ])('%s', async (_, resource) => {
    validateResource(resource);
    expect(await countedWork(() => validateResource(resource))).toBeLessThan(
      WORK_A_CHARACTER * JSON.stringify(resource).length,
    );
  });
});
