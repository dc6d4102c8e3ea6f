import type { JsonObject, JsonValue } from '../../json/json-value';
import { patched, refused } from '../../../../test/support/json-patching';

describe('applyJsonPatch refuses what cannot be read (400)', () => {
  it.each<[string, JsonValue, RegExp, string]>([
    ['no list', { op: 'add' }, /list of operations, not one object/, '$this'],
    ['a FHIRPath Patch', { resourceType: 'Parameters' }, /not Parameters/, '$this'],
    ['no JSON structure', 'x', /list of operations/, '$this'],
    ['an operation that is not an object', [7], /Operation 0 is not a JSON object/, '$this[0]'],
    ['no op', [{ path: '/name' }], /Operation 0 has no member `op`/, '$this[0]'],
    ['an unknown op', [{ op: 'upsert', path: '/name' }], /"upsert" is not a known `op`/, '$this[0].op'],
    ['an op in capitals', [{ op: 'ADD', path: '/name', value: 1 }], /"ADD" is not a known `op`/, '$this[0].op'],
    ['an op of the prototype', [{ op: 'toString', path: '/name' }], /"toString" is not a known `op`/, '$this[0].op'],
    ['no path', [{ op: 'remove' }], /\(remove\) has no member `path`/, '$this[0]'],
    ['a path that is not a text', [{ op: 'remove', path: 1 }], /`path` that is not a string/, '$this[0].path'],
    ['a pointer without its slash', [{ op: 'remove', path: 'name' }], /does not start with a slash/, '$this[0].path'],
    ['~2', [{ op: 'remove', path: '/a~2' }], /followed by neither 0 nor 1/, '$this[0].path'],
    [
      '__proto__',
      [{ op: 'add', path: '/__proto__/x', value: 1 }],
      /no element has the name __proto__/,
      '$this[0].path',
    ],
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
    expect(issues[0]!.hint).toMatch(/^delete is called remove here\./);
    expect(issues[1]!.path).toEqual([1, 'path']);
  });
});

describe('applyJsonPatch refuses what cannot be applied (422), and says what would work', () => {
  it.each<[string, JsonObject, RegExp, RegExp, string]>([
    [
      'a misspelt member',
      { op: 'replace', path: '/telecom/0/vlaue', value: 'x' },
      /does not point to anything/,
      /did you mean `value`/,
      'path',
    ],
    [
      'an absent member',
      { op: 'replace', path: '/language', value: 'fr' },
      /does not point to anything/,
      /add would create it/,
      'path',
    ],
    [
      'remove of an absent member',
      { op: 'remove', path: '/language' },
      /does not point to anything/,
      /no member `language`/,
      'path',
    ],
    [
      'a missing parent',
      { op: 'add', path: '/address/0', value: {} },
      /does not point to anything/,
      /add `\/address` first/,
      'path',
    ],
    [
      'an index beyond the list',
      { op: 'replace', path: '/alias/3', value: 'x' },
      /does not point to anything/,
      /`\/alias` has the entries 0 to 2/,
      'path',
    ],
    [
      'an add beyond the end',
      { op: 'add', path: '/alias/4', value: 'x' },
      /does not point to anything/,
      /added at 3, or at `-`/,
      'path',
    ],
    [
      'a leading zero',
      { op: 'replace', path: '/alias/01', value: 'x' },
      /does not point to anything/,
      /without leading zeros/,
      'path',
    ],
    [
      'a leading zero in the middle',
      { op: 'test', path: '/telecom/00/value', value: '1' },
      /does not point to anything/,
      /without leading zeros/,
      'path',
    ],
    [
      'a negative index',
      { op: 'remove', path: '/alias/-1' },
      /does not point to anything/,
      /`-1` is not an index/,
      'path',
    ],
    [
      'a name as an index',
      { op: 'add', path: '/alias/first', value: 'x' },
      /does not point to anything/,
      /`first` is not an index/,
      'path',
    ],
    [
      '- where nothing is',
      { op: 'remove', path: '/alias/-' },
      /does not point to anything/,
      /which only add, move and copy can use/,
      'path',
    ],
    [
      '- in the middle',
      { op: 'add', path: '/telecom/-/value', value: 'x' },
      /does not point to anything/,
      /`\/telecom` has the entries 0 to 1/,
      'path',
    ],
    [
      'below a text',
      { op: 'add', path: '/name/x', value: 1 },
      /does not point to anything/,
      /`\/name` is a string, which has no members/,
      'path',
    ],
    [
      'from nowhere',
      { op: 'copy', from: '/nme', path: '/name' },
      /does not point to anything/,
      /did you mean `name`/,
      'from',
    ],
    [
      'length of a list',
      { op: 'test', path: '/alias/length', value: 3 },
      /does not point to anything/,
      /not an index/,
      'path',
    ],
    [
      'a member of every object',
      { op: 'test', path: '/toString', value: 1 },
      /does not point to anything/,
      /no member/,
      'path',
    ],
    ['the whole taken away', { op: 'remove', path: '' }, /remove the whole resource/, /DELETE/, 'path'],
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
