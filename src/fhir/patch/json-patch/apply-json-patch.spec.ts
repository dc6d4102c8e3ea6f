import { FhirDecimal } from '../../json/fhir-decimal';
import type { JsonObject, JsonValue } from '../../json/json-value';
import { ORGANIZATION, patched, refused } from '../../../../test/support/json-patching';

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
    ['another text', '/name', 'B', /`\/name` is "A", not "B"/],
    ['text for a number', '/telecom/0/rank', '1', /is 1, not "1"/],
    ['another order', '/alias', ['b', 'a', 'c'], /is \["a","b","c"\], not \["b"/],
    ['fewer members', '/partOf', {}, /not \{\}/],
    ['null', '/active', null, /is true, not null/],
    ['nothing there', '/language', 'fr', /does not point to anything/],
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
