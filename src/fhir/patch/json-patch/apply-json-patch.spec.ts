import { countedWork, growth } from '../../../../test/support/counted-work';
import { inEnglish, type PlainIssue } from '../../../../test/support/in-english';
import { FhirDecimal } from '../../json/fhir-decimal';
import type { JsonObject, JsonValue } from '../../json/json-value';
import { stringifyJson } from '../../json/stringify-json';
import type { PatchResult } from '../patch-options';
import { applyJsonPatch } from './apply-json-patch';

const ORGANIZATION: JsonObject = {
  resourceType: 'Organization',
  id: 'o1',
  meta: { versionId: '3', lastUpdated: '2024-01-01T00:00:00Z', profile: ['http://example.org/p'] },
  active: true,
  name: 'A',
  alias: ['a', 'b', 'c'],
  telecom: [
    { system: 'phone', value: '1', rank: 1 },
    { system: 'email', value: 'x@example.org' },
  ],
  contact: [{ name: { family: 'F', given: ['g', 'h'], _given: [null, { id: 'gh' }] } }],
  partOf: { reference: 'Organization/2' },
};

type Patched = Extract<PatchResult, { ok: true }>;
type Refused = Extract<PatchResult, { ok: false }>;
type Plain<T, K extends keyof T> = Omit<T, K> & Readonly<Record<K, readonly PlainIssue[]>>;

function patched(patch: JsonValue, resource: JsonObject = ORGANIZATION): Plain<Patched, 'notes'> {
  const before = stringifyJson(resource);
  const sent = JSON.stringify(patch);
  const result = applyJsonPatch(resource, patch);
  expect(stringifyJson(resource)).toBe(before);
  expect(JSON.stringify(patch)).toBe(sent);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return { ...result, notes: inEnglish(result.notes) };
}

function refused(patch: JsonValue, resource: JsonObject = ORGANIZATION): Plain<Refused, 'issues'> {
  const before = stringifyJson(resource);
  const result = applyJsonPatch(resource, patch);
  expect(stringifyJson(resource)).toBe(before);
  if (result.ok) throw new Error('was not refused');
  const issues = inEnglish(result.issues);
  for (const { text, hint, expression } of issues) {
    expect(text).toMatch(/^[A-Z`].*[^.]\.$/);
    expect(hint).toBeTruthy();
    expect(expression).toMatch(/^\$this(\[\d+\](\.(op|path|from|value))?)?$/);
  }
  return { ...result, issues };
}

describe('applyJsonPatch does what RFC 6902 says', () => {
  it.each<[string, JsonValue[], JsonObject]>([
    ['add creates a member', [{ op: 'add', path: '/language', value: 'fr' }], { language: 'fr' }],
    ['add replaces a member that is there', [{ op: 'add', path: '/name', value: 'B' }], { name: 'B' }],
    ['add inserts before an index', [{ op: 'add', path: '/alias/1', value: 'x' }], { alias: ['a', 'x', 'b', 'c'] }],
    ['add at the length appends', [{ op: 'add', path: '/alias/3', value: 'x' }], { alias: ['a', 'b', 'c', 'x'] }],
    ['add at - appends', [{ op: 'add', path: '/alias/-', value: 'x' }], { alias: ['a', 'b', 'c', 'x'] }],
    ['add takes a whole list', [{ op: 'add', path: '/alias', value: ['z'] }], { alias: ['z'] }],
    ['remove of an entry closes up', [{ op: 'remove', path: '/alias/0' }], { alias: ['b', 'c'] }],
    ['replace of an entry', [{ op: 'replace', path: '/alias/2', value: 'z' }], { alias: ['a', 'b', 'z'] }],
    ['replace of a member', [{ op: 'replace', path: '/active', value: false }], { active: false }],
    [
      'move within a list counts after the removal',
      [{ op: 'move', from: '/alias/0', path: '/alias/2' }],
      { alias: ['b', 'c', 'a'] },
    ],
    ['move to the end', [{ op: 'move', from: '/alias/0', path: '/alias/-' }], { alias: ['b', 'c', 'a'] }],
    [
      'move of a member',
      [
        { op: 'move', from: '/name', path: '/alias/0' },
        { op: 'add', path: '/name', value: 'N' },
      ],
      { name: 'N', alias: ['A', 'a', 'b', 'c'] },
    ],
    ['copy', [{ op: 'copy', from: '/alias/0', path: '/name' }], { name: 'a' }],
    [
      'copy of an object',
      [
        { op: 'copy', from: '/telecom/0', path: '/telecom/1' },
        { op: 'replace', path: '/telecom/1/value', value: '9' },
      ],
      {
        telecom: [ORGANIZATION.telecom, []]
          .flatMap((list) => list as JsonValue[])
          .toSpliced(1, 0, { system: 'phone', value: '9', rank: 1 }),
      },
    ],
    [
      'test and go on',
      [
        { op: 'test', path: '/name', value: 'A' },
        { op: 'replace', path: '/name', value: 'B' },
      ],
      { name: 'B' },
    ],
    [
      'operations see what those before them did',
      [
        { op: 'add', path: '/alias/0', value: '0' },
        { op: 'replace', path: '/alias/1', value: '1' },
      ],
      { alias: ['0', '1', 'b', 'c'] },
    ],
    [
      'members the operation does not have are ignored',
      [{ op: 'replace', path: '/name', value: 'B', from: 'nonsense', comment: 1 }],
      { name: 'B' },
    ],
    [
      'an absent list begins with a list',
      [
        { op: 'add', path: '/address', value: [] },
        { op: 'add', path: '/address/-', value: { city: 'C' } },
      ],
      { address: [{ city: 'C' }] },
    ],
    [
      'replace of the whole by the same type',
      [{ op: 'replace', path: '', value: { ...ORGANIZATION, name: 'W' } }],
      { name: 'W' },
    ],
  ])('%s', (_, patch, changes) => {
    const { resource, notes } = patched(patch);
    expect(resource).toEqual({ ...ORGANIZATION, ...changes });
    expect(notes).toEqual([]);
  });

  it.each<[string, string, JsonValue]>([
    ['members in any order', '/telecom/0', { value: '1', rank: 1.0, system: 'phone' }],
    ['numbers by value', '/telecom/0/rank', 1],
    ['lists in order', '/alias', ['a', 'b', 'c']],
    ['the whole resource', '', structuredClone(ORGANIZATION)],
    ['null beside an extension', '/contact/0/name/_given/0', null],
  ])('test compares %s', (_, path, value) => {
    expect(patched([{ op: 'test', path, value }]).resource).toBe(ORGANIZATION);
  });

  it.each<[string, string, JsonValue, RegExp]>([
    ['another text', '/name', 'B', /`\/name` is "A", and not "B"/],
    ['text for a number', '/telecom/0/rank', '1', /is 1, and not "1"/],
    ['another order', '/alias', ['b', 'a', 'c'], /is \["a","b","c"\], and not \["b"/],
    ['fewer members', '/partOf', {}, /not \{\}/],
    ['null', '/active', null, /is true, and not null/],
    ['nothing there', '/language', 'fr', /points at nothing/],
  ])('test fails on %s', (_, path, value, text) => {
    const { kind, issues } = refused([{ op: 'test', path, value }]);
    expect(kind).toBe('unprocessable');
    expect(issues).toEqual([expect.objectContaining({ text: expect.stringMatching(text) })]);
  });

  it('a failed test tells no more than a bounded length of what it found', () => {
    const resource = { ...ORGANIZATION, name: 'n'.repeat(100_000) };
    const [issue] = refused([{ op: 'test', path: '/name', value: 'm'.repeat(100_000) }], resource).issues;
    expect(issue!.text.length).toBeLessThan(500);
  });

  it.each<[string, JsonValue]>([
    ['an empty patch', []],
    ['the same value again', [{ op: 'replace', path: '/name', value: 'A' }]],
    [
      'equal members in another order',
      [
        { op: 'add', path: '/telecom/0', value: { value: '1', system: 'phone', rank: 1 } },
        { op: 'remove', path: '/telecom/1' },
      ],
    ],
    [
      'there and back',
      [
        { op: 'move', from: '/alias/0', path: '/alias/2' },
        { op: 'move', from: '/alias/2', path: '/alias/0' },
      ],
    ],
    ['a move to where it is', [{ op: 'move', from: '/alias/0', path: '/alias/0' }]],
    ['an empty list for nothing', [{ op: 'add', path: '/address', value: [] }]],
  ])('%s gives the very same object back', (_, patch) => {
    expect(patched(patch).resource).toBe(ORGANIZATION);
  });
});

describe('applyJsonPatch keeps the digits of numbers', () => {
  const at = (text: string): JsonValue => ({ longitude: new FhirDecimal(text), latitude: 1 });
  const location: JsonObject = { resourceType: 'Location', position: at('2.50') };

  it('in what it changes, and in what it leaves', () => {
    const patch = [{ op: 'replace', path: '/position/latitude', value: new FhirDecimal('1.00') }];
    const { position } = patched(patch, location).resource as { position: Record<string, FhirDecimal> };
    expect(String(position.longitude)).toBe('2.50');
    expect(String(position.latitude)).toBe('1.00');
  });

  it('other digits are a change, the same ones are none, and test asks for the value', () => {
    const replace = (text: string): JsonValue => [{ op: 'replace', path: '/position', value: at(text) }];
    expect(patched(replace('2.500'), location).resource).not.toBe(location);
    expect(patched(replace('2.50'), location).resource).toBe(location);
    expect(patched([{ op: 'test', path: '/position/longitude', value: 2.5 }], location).resource).toBe(location);
    const below = refused([{ op: 'add', path: '/position/longitude/text', value: 'x' }], location);
    expect(below.issues[0]!.hint).toMatch(/is a number, which has no members/);
  });
});

describe('applyJsonPatch refuses what cannot be read (400)', () => {
  it.each<[string, JsonValue, RegExp, string]>([
    ['no list', { op: 'add' }, /list of operations, not one object/, '$this'],
    ['a FHIRPath Patch', { resourceType: 'Parameters' }, /not Parameters/, '$this'],
    ['no JSON structure', 'x', /list of operations/, '$this'],
    ['an operation that is not an object', [7], /Operation 0 is no JSON object/, '$this[0]'],
    ['no op', [{ path: '/name' }], /Operation 0 has no member `op`/, '$this[0]'],
    ['an unknown op', [{ op: 'upsert', path: '/name' }], /no `op` "upsert"/, '$this[0].op'],
    ['an op in capitals', [{ op: 'ADD', path: '/name', value: 1 }], /no `op` "ADD"/, '$this[0].op'],
    ['an op of the prototype', [{ op: 'toString', path: '/name' }], /no `op` "toString"/, '$this[0].op'],
    ['no path', [{ op: 'remove' }], /\(remove\) has no member `path`/, '$this[0]'],
    ['a path that is not a text', [{ op: 'remove', path: 1 }], /`path` that is not a text/, '$this[0].path'],
    ['a pointer without its slash', [{ op: 'remove', path: 'name' }], /does not begin with a slash/, '$this[0].path'],
    ['~2', [{ op: 'remove', path: '/a~2' }], /followed by neither 0 nor 1/, '$this[0].path'],
    ['__proto__', [{ op: 'add', path: '/__proto__/x', value: 1 }], /no element is named __proto__/, '$this[0].path'],
    [
      'a pointer that is too long',
      [{ op: 'remove', path: `/${'a'.repeat(1000)}` }],
      /1001 characters/,
      '$this[0].path',
    ],
    ['a pointer that is too deep', [{ op: 'remove', path: '/a'.repeat(65) }], /65 levels/, '$this[0].path'],
    ['no value', [{ op: 'add', path: '/name' }], /\(add\) has no member `value`/, '$this[0]'],
    ['test without value', [{ op: 'test', path: '/name' }], /\(test\) has no member `value`/, '$this[0]'],
    ['move without from', [{ op: 'move', path: '/name' }], /\(move\) has no member `from`/, '$this[0]'],
    [
      'move into its own child',
      [{ op: 'move', from: '/contact', path: '/contact/0/x' }],
      /cannot be moved into itself/,
      '$this[0].path',
    ],
    [
      'move of the whole',
      [{ op: 'move', from: '', path: '/contained/0' }],
      /cannot be moved into itself/,
      '$this[0].path',
    ],
    [
      'a value that reaches a prototype',
      [{ op: 'add', path: '/x', value: JSON.parse('{"a":{"__proto__":1}}') as JsonValue }],
      /__proto__/,
      '$this[0].value',
    ],
  ])('%s', (_, patch, text, expression) => {
    const { kind, issues } = refused(patch);
    expect(kind).toBe('invalid-request');
    expect(issues).toEqual([expect.objectContaining({ text: expect.stringMatching(text), expression })]);
  });

  it('takes no member of every object for the name of an operation', () => {
    expect(refused([{ op: 'toString', path: '/name' }]).issues[0]!.hint).toMatch(/^It is one of/);
  });

  it('reports every fault of every operation, and applies nothing', () => {
    const { kind, issues } = refused([
      { op: 'replace', path: '/name', value: 'B' },
      { op: 'delete', path: 'x' },
      { op: 'add', path: '/~' },
      { op: 'remove', path: '/nowhere' },
    ]);
    expect(kind).toBe('invalid-request');
    expect(issues.map(({ expression }) => expression)).toEqual([
      '$this[1].op',
      '$this[1].path',
      '$this[2].path',
      '$this[2]',
    ]);
    expect(issues[0]!.hint).toMatch(/^delete is written remove here\./);
    expect(issues[1]!.path).toEqual([1, 'path']);
  });
});

describe('applyJsonPatch refuses what cannot be applied (422), and says what would work', () => {
  it.each<[string, JsonObject, RegExp, RegExp, string]>([
    [
      'a misspelt member',
      { op: 'replace', path: '/telecom/0/vlaue', value: 'x' },
      /points at nothing/,
      /did you mean `value`/,
      'path',
    ],
    [
      'an absent member',
      { op: 'replace', path: '/language', value: 'fr' },
      /points at nothing/,
      /add would create it/,
      'path',
    ],
    [
      'remove of an absent member',
      { op: 'remove', path: '/language' },
      /points at nothing/,
      /no member `language`/,
      'path',
    ],
    [
      'a missing parent',
      { op: 'add', path: '/address/0', value: {} },
      /points at nothing/,
      /add `\/address` first/,
      'path',
    ],
    [
      'an index beyond the list',
      { op: 'replace', path: '/alias/3', value: 'x' },
      /points at nothing/,
      /`\/alias` has the entries 0 to 2/,
      'path',
    ],
    [
      'an add beyond the end',
      { op: 'add', path: '/alias/4', value: 'x' },
      /points at nothing/,
      /added at 3, or at `-`/,
      'path',
    ],
    [
      'a leading zero',
      { op: 'replace', path: '/alias/01', value: 'x' },
      /points at nothing/,
      /without leading zeros/,
      'path',
    ],
    [
      'a leading zero in the middle',
      { op: 'test', path: '/telecom/00/value', value: '1' },
      /points at nothing/,
      /without leading zeros/,
      'path',
    ],
    ['a negative index', { op: 'remove', path: '/alias/-1' }, /points at nothing/, /`-1` is not an index/, 'path'],
    [
      'a name as an index',
      { op: 'add', path: '/alias/first', value: 'x' },
      /points at nothing/,
      /`first` is not an index/,
      'path',
    ],
    [
      '- where nothing is',
      { op: 'remove', path: '/alias/-' },
      /points at nothing/,
      /which only add, move and copy can fill/,
      'path',
    ],
    [
      '- in the middle',
      { op: 'add', path: '/telecom/-/value', value: 'x' },
      /points at nothing/,
      /`\/telecom` has the entries 0 to 1/,
      'path',
    ],
    [
      'below a text',
      { op: 'add', path: '/name/x', value: 1 },
      /points at nothing/,
      /`\/name` is a string, which has no members/,
      'path',
    ],
    ['from nowhere', { op: 'copy', from: '/nme', path: '/name' }, /points at nothing/, /did you mean `name`/, 'from'],
    ['length of a list', { op: 'test', path: '/alias/length', value: 3 }, /points at nothing/, /not an index/, 'path'],
    ['a member of every object', { op: 'test', path: '/toString', value: 1 }, /points at nothing/, /no member/, 'path'],
    ['the whole taken away', { op: 'remove', path: '' }, /take away the resource/, /DELETE/, 'path'],
    ['the whole by a text', { op: 'replace', path: '', value: 'x' }, /is a JSON object/, /whole resource/, 'path'],
    ['id', { op: 'replace', path: '/id', value: 'x' }, /`id` cannot be changed/, /Leave/, 'path'],
    ['id taken away', { op: 'remove', path: '/id' }, /`id` cannot be changed/, /Leave/, 'path'],
    ['id moved away', { op: 'move', from: '/id', path: '/language' }, /`id` cannot be changed/, /Leave/, 'path'],
    [
      'resourceType',
      { op: 'add', path: '/resourceType', value: 'Patient' },
      /`resourceType` cannot be changed/,
      /Leave/,
      'path',
    ],
    [
      'meta.versionId',
      { op: 'remove', path: '/meta/versionId' },
      /`meta.versionId` cannot be changed/,
      /Leave/,
      'path',
    ],
    [
      'meta.lastUpdated',
      { op: 'add', path: '/meta', value: { lastUpdated: '2020-01-01T00:00:00Z' } },
      /`meta.lastUpdated` cannot be changed/,
      /Leave/,
      'path',
    ],
    [
      'another id with the whole',
      { op: 'replace', path: '', value: { resourceType: 'Organization', id: 'x' } },
      /`id` cannot be changed/,
      /Leave/,
      'path',
    ],
  ])('%s', (_, operation, text, hint, member) => {
    const { kind, issues } = refused([operation]);
    expect(kind).toBe('unprocessable');
    expect(issues).toHaveLength(1);
    expect(issues[0]!.text).toMatch(new RegExp(`^Operation 0 \\(${operation.op as string}\\): `));
    expect(issues[0]!.text).toMatch(text);
    expect(issues[0]!.hint).toMatch(hint);
    expect(issues[0]!.expression).toBe(`$this[0].${member}`);
  });

  it('reports each failure that cannot be the consequence of another', () => {
    const { issues } = refused([
      { op: 'remove', path: '/alias/7' },
      { op: 'remove', path: '/alias/8' },
      { op: 'replace', path: '/name', value: 'B' },
      { op: 'test', path: '/active', value: false },
      { op: 'move', from: '/alias/0', path: '/name' },
      { op: 'remove', path: '/name/x' },
      { op: 'test', path: '', value: {} },
    ]);
    expect(issues.map(({ expression }) => expression)).toEqual(['$this[0].path', '$this[3].value']);
  });

  it('all or nothing: what worked before a failure is not there', () => {
    const result = refused([
      { op: 'replace', path: '/name', value: 'B' },
      { op: 'remove', path: '/language' },
    ]);
    expect(result).not.toHaveProperty('resource');
  });

  it('meta as a whole may go; what the server owns in it stays', () => {
    const { resource } = patched([{ op: 'remove', path: '/meta' }]);
    expect(resource.meta).toEqual({ versionId: '3', lastUpdated: '2024-01-01T00:00:00Z' });
    const replaced = patched([{ op: 'replace', path: '/meta', value: { profile: ['http://example.org/q'] } }]).resource;
    expect(replaced.meta).toEqual({ ...(resource.meta as JsonObject), profile: ['http://example.org/q'] });
  });
});

describe('applyJsonPatch leaves FHIR JSON', () => {
  it.each<[string, JsonValue[], string, string[]]>([
    ['the last entry of a list', [{ op: 'remove', path: '/contact/0' }], 'contact', ['Organization.contact']],
    ['the last member of an object', [{ op: 'remove', path: '/partOf/reference' }], 'partOf', ['Organization.partOf']],
    [
      'an object and the list it stood in',
      [{ op: 'remove', path: '/contact/0/name' }],
      'contact',
      ['Organization.contact[0]', 'Organization.contact'],
    ],
    ['a list emptied by replace', [{ op: 'replace', path: '/alias', value: [] }], 'alias', ['Organization.alias']],
    [
      'a list emptied by move',
      [
        { op: 'replace', path: '/alias', value: ['z'] },
        { op: 'move', from: '/alias/0', path: '/name' },
      ],
      'alias',
      ['Organization.alias'],
    ],
    [
      'empties inside a new value',
      [{ op: 'replace', path: '/partOf', value: { identifier: { type: { coding: [] } } } }],
      'partOf',
      [
        'Organization.partOf.identifier.type.coding',
        'Organization.partOf.identifier.type',
        'Organization.partOf.identifier',
        'Organization.partOf',
      ],
    ],
  ])('%s goes, and a note says so', (_, patch, member, places) => {
    const { resource, notes } = patched(patch);
    expect(resource).not.toHaveProperty(member);
    expect(notes.map(({ expression }) => expression)).toEqual(places);
    expect(notes[0]).toMatchObject({ severity: 'information', text: expect.stringMatching(/left empty and is gone/) });
  });

  it('an entry left empty goes without leaving a gap', () => {
    const { resource } = patched([
      { op: 'remove', path: '/telecom/1/system' },
      { op: 'remove', path: '/telecom/1/value' },
    ]);
    expect(resource.telecom).toEqual([(ORGANIZATION.telecom as JsonValue[])[0]]);
  });

  it.each<[string, JsonValue[], RegExp]>([
    ['null for a member', [{ op: 'replace', path: '/name', value: null }], /Organization\.name is null/],
    ['null in a list of objects', [{ op: 'add', path: '/telecom/-', value: null }], /telecom\[2\] holds nothing/],
    [
      'null in a list of texts with nothing beside it',
      [{ op: 'replace', path: '/alias/0', value: null }],
      /alias\[0\] holds nothing/,
    ],
    [
      'null where the other list has null too',
      [{ op: 'replace', path: '/contact/0/name/given/0', value: null }],
      /given\[0\] holds nothing, with nothing beside it/,
    ],
    ['an empty text', [{ op: 'replace', path: '/name', value: '' }], /Organization\.name is an empty text/],
    [
      'a text taken out beside its extensions',
      [{ op: 'remove', path: '/contact/0/name/given/0' }],
      /_given has 2 entries, and given beside it 1/,
    ],
    [
      'a text put in beside extensions',
      [{ op: 'add', path: '/contact/0/name/given/0', value: 'x' }],
      /_given has 2 entries, and given beside it 3/,
    ],
    [
      'one value where its extensions are a list',
      [{ op: 'replace', path: '/contact/0/name/given', value: 'g' }],
      /name\._given is a list, and given beside it no list/,
    ],
    [
      'one extension beside a list of values',
      [{ op: 'add', path: '/_alias', value: { id: 'x' } }],
      /Organization\._alias is not a list, and alias beside it a list/,
    ],
    [
      'a list that is right beside another one only',
      [{ op: 'copy', from: '/contact/0/name/_given', path: '/_alias' }],
      /_alias has 2 entries, and alias beside it 3/,
    ],
    [
      'a list that is right under another name only',
      [{ op: 'copy', from: '/contact/0/name/_given', path: '/alias' }],
      /alias\[0\] holds nothing, with nothing beside it/,
    ],
    [
      'ids taken out from beside what has no value',
      [
        { op: 'replace', path: '/contact/0/name/given/1', value: null },
        { op: 'remove', path: '/contact/0/name/_given' },
      ],
      /given\[1\] holds nothing, with nothing beside it/,
    ],
    [
      'an extension put in',
      [{ op: 'add', path: '/contact/0/name/_given/-', value: { id: 'x' } }],
      /_given has 3 entries, and given beside it 2/,
    ],
  ])('%s is refused', (_, patch, text) => {
    const { kind, issues } = refused(patch);
    expect(kind).toBe('unprocessable');
    expect(issues).toEqual([expect.objectContaining({ text: expect.stringMatching(text), expression: '$this[0]' })]);
  });

  it.each<[string, JsonValue[], JsonObject]>([
    [
      'both lists patched',
      [
        { op: 'remove', path: '/contact/0/name/given/0' },
        { op: 'remove', path: '/contact/0/name/_given/0' },
      ],
      { given: ['h'], _given: [{ id: 'gh' }] },
    ],
    [
      'a padding added',
      [
        { op: 'add', path: '/contact/0/name/given/-', value: 'i' },
        { op: 'add', path: '/contact/0/name/_given/-', value: null },
      ],
      { given: ['g', 'h', 'i'], _given: [null, { id: 'gh' }, null] },
    ],
    [
      'a value taken from beside its id',
      [{ op: 'replace', path: '/contact/0/name/given/1', value: null }],
      { given: ['g', null], _given: [null, { id: 'gh' }] },
    ],
    [
      'an id taken from beside its value',
      [{ op: 'remove', path: '/contact/0/name/_given/1/id' }],
      { given: ['g', 'h'] },
    ],
    [
      'only ids and extensions left',
      [{ op: 'remove', path: '/contact/0/name/given' }],
      { _given: [null, { id: 'gh' }] },
    ],
  ])('values keep their ids: %s', (_, patch, expected) => {
    const [contact] = patched(patch).resource.contact as [{ name: JsonObject }];
    expect(contact.name).toEqual({ family: 'F', ...expected });
  });

  it('what was there before and is not touched is not judged', () => {
    const odd: JsonObject = { resourceType: 'Organization', alias: [], name: 'A', contact: [{ name: {} }] };
    expect(patched([{ op: 'replace', path: '/name', value: 'B' }], odd).resource).toEqual({ ...odd, name: 'B' });
  });
});

describe('applyJsonPatch tells only what is known to be wrong', () => {
  const failing = { op: 'remove', path: '/name/x' };
  it.each<[string, JsonValue[], string[]]>([
    [
      'the whole resource is not known after a member failed',
      [failing, { op: 'test', path: '', value: 1 }],
      ['remove'],
    ],
    [
      'nor is a member after the whole failed',
      [
        { op: 'test', path: '', value: 1 },
        { op: 'test', path: '/alias/0', value: 'x' },
      ],
      ['test'],
    ],
    ['another member is', [failing, { op: 'test', path: '/alias/0', value: 'x' }], ['remove', 'test']],
  ])('%s', (_, patch, told) => {
    expect(refused(patch).issues.map(({ text }) => /\b(remove|test)\b/.exec(text)![0])).toEqual(told);
  });
});

describe('applyJsonPatch bounds what a patch may cost', () => {
  const MOST_WORK = 8_000_000;
  it('the number of operations', () => {
    const operation = { op: 'test', path: '/name', value: 'A' };
    expect(applyJsonPatch(ORGANIZATION, new Array(1001).fill(operation))).toMatchObject({
      ok: false,
      kind: 'too-large',
    });
    expect(applyJsonPatch(ORGANIZATION, new Array(1000).fill(operation))).toMatchObject({ ok: true });
  });

  it('copies of copies', async () => {
    const bomb = Array.from({ length: 100 }, () => ({ op: 'copy', from: '/contact', path: '/contact/-' }));
    const work = () => expect(applyJsonPatch(ORGANIZATION, bomb)).toMatchObject({ ok: false, kind: 'too-large' });
    expect(await countedWork(work)).toBeLessThan(MOST_WORK);
  });

  it('members of one object, and entries of one list', async () => {
    const members = (count: number): JsonObject =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`member${index}`, 1]));
    const removals = Array.from({ length: 999 }, (_, index) => ({ op: 'remove', path: `/nember${index}` }));
    const list = new Array<JsonValue>(10_001).fill('a');
    const work = () => {
      expect(refused([{ op: 'replace', path: '', value: members(20_000) }, ...removals]).kind).toBe('invalid-request');
      expect(refused([{ op: 'replace', path: '/alias', value: list }]).kind).toBe('invalid-request');
      expect(refused([{ op: 'add', path: '/x', value: members(200) }, ...removals]).kind).toBe('unprocessable');
    };
    expect(await countedWork(work)).toBeLessThan(MOST_WORK);
  });

  it('depth of the outcome', () => {
    const nested = (levels: number): JsonValue => (levels === 0 ? 'v' : { x: nested(levels - 1) });
    expect(refused([{ op: 'add', path: '/x', value: nested(65) }]).kind).toBe('invalid-request');
    expect(
      refused([
        { op: 'add', path: '/x', value: nested(64) },
        { op: 'move', from: '/x', path: '/partOf/x' },
      ]).issues[0]!.text,
    ).toMatch(/levels deep/);
  });

  it('a long list is no more work to move in than a short one', async () => {
    const patch = Array.from({ length: 1000 }, () => ({ op: 'move', from: '/alias/0', path: '/alias/-' }));
    const move = (length: number) => {
      const alias = Array.from({ length }, (_, index) => `a${index}`);
      expect(patched(patch, { resourceType: 'Organization', alias }).resource.alias).toHaveLength(length);
    };
    expect(await growth(move, 500, 5000)).toBeLessThan(3);
  });
});
