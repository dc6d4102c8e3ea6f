import fc from 'fast-check';
import type { JsonObject } from '../json';
import { referenceKey, referencesOf } from '../integrity/references';
import type { Change, IndexChange, IndexEntry } from '../ports/index-change';
import { entryKey } from './entry-key';
import { indexChange, MOST_ENTRIES } from './index-change';
import { plainType } from './searchable-type';

const NOTHING: IndexChange = { entries: { added: [], removed: [] }, references: { added: [], removed: [] } };
const A = { system: 'http://a', value: '1' };
const B = { system: 'http://b', value: '1' };
const entry = ({ system = '', value }: { system?: string; value: string }): IndexEntry => ({
  kind: 'token',
  code: 'identifier',
  system,
  value,
});
const identifiers = (added: readonly { system?: string; value: string }[], removed: typeof added = []) => ({
  entries: { added: added.map(entry), removed: removed.map(entry) },
});
const organization = (...identifier: object[]): JsonObject => ({
  resourceType: 'Organization',
  identifier: identifier as JsonObject[],
});
const child = (...parents: string[]): JsonObject => ({
  resourceType: 'Organization',
  extension: parents.map((reference) => ({ url: 'x', valueReference: { reference } })),
});
const parent = (id: string) => ({ type: 'Organization', id, path: 'Organization.extension.value' });

describe('indexChange', () => {
  it.each<[string, JsonObject | undefined, JsonObject | undefined, Partial<IndexChange>]>([
    ['a creation adds all', undefined, organization(A, B), identifiers([A, B])],
    ['a deletion removes all', organization(A, B), undefined, identifiers([], [A, B])],
    ['what stays is not told', organization(A, B), organization(A, B), {}],
    ['nor is another order', organization(A, B), organization(B, A), {}],
    ['nor another use', organization(A), organization({ ...A, use: 'old' }), {}],
    ['nor one of two equal ones gone', organization(A, A), organization(A), {}],
    [
      'a value that changes',
      organization(A),
      organization({ ...A, value: '2' }),
      identifiers([{ ...A, value: '2' }], [A]),
    ],
    ['a system that goes', organization(A), organization({ value: '1' }), identifiers([{ value: '1' }], [A])],
    [
      'a reference that changes',
      child('Organization/1', 'Organization/2'),
      child('Organization/2', 'Organization/3'),
      { references: { added: [parent('3')], removed: [parent('1')] } },
    ],
    [
      'another order of references',
      child('Organization/1', 'Organization/2'),
      child('Organization/2', 'Organization/1'),
      {},
    ],
    ['another version of the same target', child('Organization/1'), child('Organization/1/_history/2'), {}],
    ['another spelling of it', child('Organization/1'), child('http://here/fhir/Organization/1'), {}],
    ['no resource before and after', undefined, undefined, {}],
  ])('%s', (_, before, after, expected) => {
    expect(indexChange(before, after, 'http://here/fhir')).toEqual({ ...NOTHING, ...expected });
  });

  const ids = fc.constantFrom('1', '2', '3', 'a', 'A');
  const resources = fc
    .record({
      identifier: fc.array(fc.record({ system: fc.constantFrom('', 'http://a'), value: ids }), { maxLength: 4 }),
      partOf: fc.option(fc.record({ reference: ids.map((id) => `Organization/${id}`) }), { nil: undefined }),
      endpoint: fc.array(fc.record({ reference: ids.map((id) => `Endpoint/${id}`) }), { maxLength: 4 }),
    })
    .map((members): JsonObject => ({
      resourceType: 'Organization',
      ...(JSON.parse(JSON.stringify(members)) as JsonObject),
    }));

  it('leads from what a resource said to what it says, and from nowhere else', () => {
    fc.assert(
      fc.property(
        fc.option(resources, { nil: undefined }),
        fc.option(resources, { nil: undefined }),
        (before, after) => {
          const { entries, references } = indexChange(before, after);
          expectLeads(before, after, entries, entriesOf, entryKey);
          expectLeads(before, after, references, referencesOf, referenceKey);
        },
      ),
    );
  });
});

const entriesOf = (resource: JsonObject): IndexEntry[] =>
  plainType('Organization').indexed.flatMap((parameter) => parameter.entries(resource, undefined));

describe('the rows of a resource', () => {
  const many = (count: number) => organization(...Array.from({ length: count }, (_, n) => ({ value: `${n}` })));

  it('have a bound for each search parameter', () => {
    expect(indexChange(undefined, many(MOST_ENTRIES)).entries.added).toHaveLength(MOST_ENTRIES);
    expect(() => indexChange(undefined, many(MOST_ENTRIES + 1))).toThrow(
      expect.objectContaining({
        kind: 'unprocessable',
        issues: [expect.objectContaining({ code: 'too-costly' })],
      }) as Error,
    );
  });

  it('may be many already, as long as nobody touches them', () => {
    const before = many(MOST_ENTRIES + 1);
    expect(indexChange(before, { ...before, name: 'x' }).entries).toEqual({ added: [], removed: [] });
  });
});

function expectLeads<T>(
  before: JsonObject | undefined,
  after: JsonObject | undefined,
  { added, removed }: Change<T>,
  entriesOf: (resource: JsonObject) => T[],
  keyOf: (entry: T) => string,
): void {
  const index = new Set((before ? entriesOf(before) : []).map(keyOf));
  for (const entry of removed) expect(index.delete(keyOf(entry))).toBe(true);
  for (const entry of added) expect(index.has(keyOf(entry))).toBe(false);
  for (const entry of added) index.add(keyOf(entry));
  expect([...index].sort()).toEqual((after ? entriesOf(after) : []).map(keyOf).sort());
}
