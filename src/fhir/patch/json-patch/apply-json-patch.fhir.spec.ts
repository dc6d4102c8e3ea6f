/** @counted-work */
import { countedWork, growth } from '../../../../test/support/counted-work';
import type { JsonObject, JsonValue } from '../../json/json-value';
import { applyJsonPatch } from './apply-json-patch';
import { ORGANIZATION, patched, refused } from '../../../../test/support/json-patching';

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
    expect(notes[0]).toMatchObject({
      severity: 'information',
      text: expect.stringMatching(/left empty and was removed/),
    });
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
    ['null in a list of objects', [{ op: 'add', path: '/telecom/-', value: null }], /telecom\[2\] is empty/],
    [
      'null in a list of texts with nothing beside it',
      [{ op: 'replace', path: '/alias/0', value: null }],
      /alias\[0\] is empty/,
    ],
    [
      'null where the other list has null too',
      [{ op: 'replace', path: '/contact/0/name/given/0', value: null }],
      /given\[0\] is empty, with nothing beside it/,
    ],
    ['an empty text', [{ op: 'replace', path: '/name', value: '' }], /Organization\.name is an empty string/],
    [
      'a text taken out beside its extensions',
      [{ op: 'remove', path: '/contact/0/name/given/0' }],
      /_given has 2 entries, but given beside it has 1/,
    ],
    [
      'a text put in beside extensions',
      [{ op: 'add', path: '/contact/0/name/given/0', value: 'x' }],
      /_given has 2 entries, but given beside it has 3/,
    ],
    [
      'one value where its extensions are a list',
      [{ op: 'replace', path: '/contact/0/name/given', value: 'g' }],
      /name\._given is a list, but given beside it is not/,
    ],
    [
      'one extension beside a list of values',
      [{ op: 'add', path: '/_alias', value: { id: 'x' } }],
      /Organization\._alias is not a list, but alias beside it is/,
    ],
    [
      'a list that is right beside another one only',
      [{ op: 'copy', from: '/contact/0/name/_given', path: '/_alias' }],
      /_alias has 2 entries, but alias beside it has 3/,
    ],
    [
      'a list that is right under another name only',
      [{ op: 'copy', from: '/contact/0/name/_given', path: '/alias' }],
      /alias\[0\] is empty, with nothing beside it/,
    ],
    [
      'ids taken out from beside what has no value',
      [
        { op: 'replace', path: '/contact/0/name/given/1', value: null },
        { op: 'remove', path: '/contact/0/name/_given' },
      ],
      /given\[1\] is empty, with nothing beside it/,
    ],
    [
      'an extension put in',
      [{ op: 'add', path: '/contact/0/name/_given/-', value: { id: 'x' } }],
      /_given has 3 entries, but given beside it has 2/,
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
