import fc from 'fast-check';
import type { JsonObject } from '../json';
import { referenceKey, referencesOf } from '../integrity/references';
import type { Change, IndexChange, IndexEntry } from '../ports/index-change';
import { entryKey } from './entry-key';
import { inEnglish } from '../../../test/support/in-english';
import type { FhirError } from '../errors/fhir-error';
import { indexChange, indexChangeSteps, MOST_ENTRIES, MOST_REFERENCES } from './index-change';
import { plainType, searchableType } from './searchable-type';

const NOTHING: IndexChange = { entries: { added: [], removed: [] }, references: { added: [], removed: [] } };
const A = { system: 'http://a', value: '1' };
const B = { system: 'http://b', value: '1' };
const entry = ({ system = '', value }: { system?: string; value: string }): IndexEntry => ({
  kind: 'token',
  code: 'identifier',
  system,
  value,
});
/** The entry for searches by `system|`. */
const ofSystem = (value: string): IndexEntry => ({ kind: 'token', code: 'identifier:system', system: '', value });
const BOTH = [entry(A), ofSystem(A.system), entry(B), ofSystem(B.system)];
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
    ['a creation adds all', undefined, organization(A, B), { entries: { added: BOTH, removed: [] } }],
    ['a deletion removes all', organization(A, B), undefined, { entries: { added: [], removed: BOTH } }],
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
    [
      'a system that goes',
      organization(A),
      organization({ value: '1' }),
      { entries: { added: [entry({ value: '1' })], removed: [entry(A), ofSystem(A.system)] } },
    ],
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

  const named = searchableType({
    type: 'Organization',
    searchParameters: ['name', 'alias', 'city'].map((code) => ({
      code,
      type: 'string' as const,
      expression: { name: 'Organization.name | Organization.alias', city: 'Organization.address.city' }[code] ?? 'Organization.alias',
      documentation: { en: code, fr: code },
    })),
  }); // prettier-ignore
  const text = (code: string, said: string): IndexEntry => ({ kind: 'string', code, text: said, folded: said });
  const called = (name: string, alias: string[] = []): JsonObject => ({ resourceType: 'Organization', name, alias });

  it.each<[string, JsonObject, JsonObject, Change<IndexEntry>]>([
    [
      'a text that changes in one of two elements',
      called('a', ['b']),
      called('c', ['b']),
      { added: [text('name', 'c')], removed: [text('name', 'a')] },
    ],
    ['a text that the other says as well', called('a', ['a']), called('b', ['a']), { added: [text('name', 'b')], removed: [] }],
    [
      'an element of two parameters',
      called('a', ['b']),
      called('a', []),
      { added: [], removed: [text('name', 'b'), text('alias', 'b')] },
    ],
  ])('of two elements of one parameter: %s', (_, before, after, expected) => {
    expect(indexChange(before, after, undefined, named).entries).toEqual(expected);
  }); // prettier-ignore

  it('asks no parameter whose elements are the same, be they shared or equal', () => {
    const asked = jest.fn(() => []);
    const indexed = named.indexed.map((each) => ({ ...each, entries: asked }));
    const before = { ...called('a', ['b']), address: [{ city: 'x' }], meta: { versionId: '1' } };
    const after = { ...(JSON.parse(JSON.stringify(before)) as JsonObject), meta: { versionId: '2' }, active: true };
    indexChange(before, { ...before, active: true }, undefined, { ...named, indexed });
    indexChange(before, after, undefined, { ...named, indexed });
    expect(asked).not.toHaveBeenCalled();
    indexChange(before, { ...after, address: [{ city: 'y' }] }, undefined, { ...named, indexed });
    expect(asked).toHaveBeenCalledTimes(2);
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

  const words = fc.array(fc.constantFrom('nord', 'Sud', 'été', 'x'), { maxLength: 3 }).map((some) => some.join(' '));
  const texts = fc
    .record({
      name: words,
      alias: fc.array(words, { maxLength: 3 }),
      address: fc.array(fc.record({ city: words }), { maxLength: 2 }),
    })
    .map((members): JsonObject => ({ resourceType: 'Organization', ...members }));

  it('of words: looks only at texts that came or went, with the same result', () => {
    const type = searchableType({ type: 'Organization', fullText: true });
    const content = { ...type, indexed: type.indexed.filter(({ code }) => code === '_content') };
    const all = (resource: JsonObject): IndexEntry[] =>
      content.indexed.flatMap((parameter) => parameter.entries(resource, undefined));
    fc.assert(
      fc.property(texts, texts, (before, after) =>
        expectLeads(before, after, indexChange(before, after, undefined, content).entries, all, entryKey),
      ),
      { numRuns: 1_000 },
    );
  }); // prettier-ignore

  it('of words: compares all of them near their limit', () => {
    const type = searchableType({ type: 'Organization', fullText: true });
    const content = { ...type, indexed: type.indexed.filter(({ code }) => code === '_content') };
    const all = (resource: JsonObject): IndexEntry[] =>
      content.indexed.flatMap((parameter) => parameter.entries(resource, undefined));
    const many = Array.from({ length: 1_200 }, (_, i) => `word${i}`);
    const saying = (...alias: string[]): JsonObject => ({ resourceType: 'Organization', alias });
    const [before, after] = [saying(...many), saying(...many.toReversed())];
    expectLeads(before, after, indexChange(before, after, undefined, content).entries, all, entryKey);
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

  it('are not made beyond the bound', () => {
    let read = 0;
    const identifier = {
      get value(): string {
        return String((read += 1));
      },
    };
    const all = organization(...Array<object>(20_000).fill(identifier));
    expect(() => indexChange(undefined, all)).toThrow();
    expect(read).toBeLessThan(2 * MOST_ENTRIES);
  });

  const referring = (count: number) => child(...Array.from({ length: count }, (_, n) => `Organization/${n}`));

  it('have a bound for references', () => {
    expect(indexChange(undefined, referring(MOST_REFERENCES)).references.added).toHaveLength(MOST_REFERENCES);
    let refusal: FhirError | undefined;
    try {
      indexChange(referring(MOST_REFERENCES), referring(MOST_REFERENCES + 1));
    } catch (error) {
      refusal = error as FhirError;
    }
    expect(refusal).toMatchObject({ kind: 'unprocessable' });
    const text = expect.stringContaining(String(MOST_REFERENCES)) as string;
    expect(inEnglish(refusal!.issues)).toMatchObject([{ code: 'too-costly', text, expression: 'Organization' }]);
  });

  it('may be many already, as long as nobody touches them', () => {
    const before = { ...many(MOST_ENTRIES + 1), ...referring(MOST_REFERENCES + 1) };
    expect(indexChange(before, { ...before, name: 'x' })).toEqual(NOTHING);
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

describe('indexChangeSteps', () => {
  it('can rest before each search parameter, and before the references', () => {
    const type = searchableType({ type: 'Organization', fullText: true });
    const steps = indexChangeSteps(undefined, organization(A), undefined, type);
    let rests = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) rests += 1;
    expect(rests).toBeGreaterThanOrEqual(type.indexed.length + 1);
    expect(step.value).toEqual(indexChange(undefined, organization(A), undefined, type));
  });

  const long = (name: string) => name.repeat(2_000);

  it('can rest after each long text of a parameter, and after some short ones', () => {
    const type = searchableType({ type: 'Organization', fullText: true });
    const restsFor = (alias: string[]) =>
      [...indexChangeSteps(undefined, { resourceType: 'Organization', alias }, undefined, type)].length;
    const one = restsFor(['a']);
    expect(restsFor(['a', 'b', 'c'].map(long))).toBeGreaterThanOrEqual(one + 3);
    const short = Array.from({ length: 100 }, (_, i) => `${i} ${long('a').slice(0, 50)}`);
    expect(restsFor(short)).toBeGreaterThanOrEqual(one + 2);
  });

  it.each([
    ['gone and come', 'a', 'b'],
    ['kept', '', 'b'],
  ])('can rest after each long text of a member that has changed: %s', (_, first, second) => {
    const type = searchableType({ type: 'Organization', fullText: true });
    const content = { ...type, indexed: type.indexed.filter(({ code }) => code === '_content') };
    const [before, after] = [first, second].map((prefix) => ({
      resourceType: 'Organization',
      name: prefix,
      alias: Array.from({ length: 10 }, (_, i) => long(`${first && prefix}${i}`)),
    }));
    expect([...indexChangeSteps(before, after, undefined, content)].length).toBeGreaterThanOrEqual(10);
  });
});
