import { randomUUID } from 'node:crypto';
import type { Change, IndexChange, ResourceStore, TokenValue } from '../../src/fhir';
import { entriesChange, identifierEntry } from './entries';
import { identified } from './identified';
import { versionOf, write } from './resource-store.contract';
import { draftOf } from '../support/draft-of';

const TYPE = 'Organization';
const SYSTEM = 'urn:oid:1.2.250.1.71.4.2.2';
const OTHER = 'http://finess.esante.gouv.fr';

const change = ({ added, removed }: Change<TokenValue>): IndexChange =>
  entriesChange(added.map(identifierEntry), removed.map(identifierEntry));
const adding = (...added: TokenValue[]): IndexChange => change({ added, removed: [] });
const removing = (...removed: TokenValue[]): IndexChange => change({ added: [], removed });

/**
 * What any ResourceStore does for `identifier=system|value`. Each test uses new values, because stores may be shared.
 */
export function identifierIndexContract(storeUnderTest: () => ResourceStore): void {
  let store: ResourceStore;
  let value: string;
  let id: string;
  beforeEach(() => {
    store = storeUnderTest();
    [value, id] = [randomUUID(), randomUUID()];
  });

  const find = (identifier: TokenValue, limit?: number) => identified(store, TYPE, identifier, limit);

  async function created(change: IndexChange): Promise<string> {
    await write(store, versionOf(id, 1), change);
    return id;
  }

  it('finds a resource from its creation on', async () => {
    expect(await find({ system: SYSTEM, value })).toEqual([]);
    await created(adding({ system: SYSTEM, value }));
    expect(await find({ system: SYSTEM, value })).toEqual([id]);
  });

  it.each<[string, string | undefined, readonly string[]]>([
    ['in any system', undefined, ['in a system', 'in another', 'in none']],
    ['in one system', SYSTEM, ['in a system']],
    ['in no system', '', ['in none']],
    ['in a system nobody uses', 'http://nobody', []],
    ['in a system that is the beginning of another', SYSTEM.slice(0, -1), []],
    ['in a system of other letter case', SYSTEM.toUpperCase(), []],
    ['in a system with a space more', `${SYSTEM} `, []],
  ])('finds a value %s', async (_, system, expected) => {
    const kinds = { 'in a system': SYSTEM, 'in another': OTHER, 'in none': '' };
    const names = new Map<string, string>();
    for (const [name, itsSystem] of Object.entries(kinds)) {
      const itsId = randomUUID();
      names.set(itsId, name);
      await write(store, versionOf(itsId, 1), adding({ system: itsSystem, value }));
    }
    const found = await find({ ...(system !== undefined && { system }), value });
    expect(found.map((each) => names.get(each)).sort()).toEqual([...expected].sort());
  });

  it.each<[string, (value: string) => string, (value: string) => string]>([
    ['letter case', (v) => `${v}-a`, (v) => `${v}-A`],
    ['an accent', (v) => `${v}-e`, (v) => `${v}-é`],
    ['the form of an accent', (v) => `${v}-\u00e9`, (v) => `${v}-e\u0301`],
    ['a trailing space', (v) => v, (v) => `${v} `],
    ['trailing spaces', (v) => `${v} `, (v) => `${v}  `],
    ['a leading space', (v) => v, (v) => ` ${v}`],
    ['a leading zero', (v) => `1${v}`, (v) => `01${v}`],
    ['a wildcard', (v) => `${v}x`, (v) => `${v}_`],
    ['a character of four bytes', (v) => `${v}🏥`, (v) => `${v}🏦`],
    ['the 300th character', (v) => `${v.padEnd(299, 'x')}a`, (v) => `${v.padEnd(299, 'x')}b`],
    ['the 10,000th character', (v) => `${v.padEnd(9_999, 'é')}a`, (v) => `${v.padEnd(9_999, 'é')}b`],
  ])('tells values apart that differ in %s', async (_, one, other) => {
    await created(adding({ system: SYSTEM, value: one(value) }));
    for (const token of [{ system: SYSTEM }, {}]) {
      expect(await find({ ...token, value: one(value) })).toEqual([id]);
      expect(await find({ ...token, value: other(value) })).toEqual([]);
    }
  });

  it('tells apart where the system ends and the value begins', async () => {
    await created(adding({ system: `${value}|a`, value: 'b' }));
    expect(await find({ system: value, value: 'a|b' })).toEqual([]);
    expect(await find({ system: `${value}|a`, value: 'b' })).toEqual([id]);
  });

  it('finds resources of the type alone', async () => {
    await created(adding({ system: SYSTEM, value }));
    await write(store, versionOf(id, 1, { type: 'Location' }), adding({ system: OTHER, value }));
    expect(await identified(store, 'Location', { value })).toEqual([id]);
    expect(await find({ system: OTHER, value })).toEqual([]);
    expect(await identified(store, 'Organ', { value })).toEqual([]);
  });

  it('follows an update that changes an identifier, and keeps the others', async () => {
    const [kept, old, now] = ['kept', 'old', 'new'].map((name) => ({ system: SYSTEM, value: `${name} ${value}` })) as [
      TokenValue,
      TokenValue,
      TokenValue,
    ];
    await created(adding(kept, old));
    await write(store, versionOf(id, 2), change({ added: [now], removed: [old] }));
    expect([await find(kept), await find(old), await find(now)]).toEqual([[id], [], [id]]);
  });

  it.each<[string, IndexChange | undefined]>([
    ['no change', undefined],
    ['an empty change', change({ added: [], removed: [] })],
  ])('changes nothing when an update passes %s', async (_, change) => {
    await created(adding({ system: SYSTEM, value }, { system: '', value }));
    await write(store, versionOf(id, 2), change);
    expect([await find({ value }), await find({ system: '', value })]).toEqual([[id], [id]]);
  });

  it('does not find a deleted resource, and finds it again once it is restored', async () => {
    const identifiers = [
      { system: SYSTEM, value },
      { system: OTHER, value },
    ];
    await created(adding(...identifiers));
    await write(store, versionOf(id, 2, { interaction: 'delete', json: null }), removing(...identifiers));
    expect([await find({ value }), await find({ system: SYSTEM, value })]).toEqual([[], []]);
    await write(store, versionOf(id, 3), adding(...identifiers));
    expect([await find({ value }), await find({ system: SYSTEM, value })]).toEqual([[id], [id]]);
  });

  it('tolerates entries that are passed twice, exist already, or never existed', async () => {
    const [identifier, stranger] = [
      { system: SYSTEM, value },
      { system: OTHER, value },
    ];
    await created(adding(identifier, identifier));
    await write(store, versionOf(id, 2), change({ added: [identifier], removed: [stranger, stranger] }));
    expect(await find({ value })).toEqual([id]);
    await write(store, versionOf(id, 3), removing(identifier, identifier));
    expect(await find({ value })).toEqual([]);
  });

  it('returns a resource once when it has the value in two systems', async () => {
    await created(adding({ system: SYSTEM, value }, { system: OTHER, value }));
    expect(await find({ value })).toEqual([id]);
    expect(await find({ value }, 1)).toEqual([id]);
    await write(store, versionOf(id, 2), removing({ system: OTHER, value }));
    expect([await find({ value }), await find({ system: OTHER, value })]).toEqual([[id], []]);
  });

  it('returns all resources that share an identifier, in order, up to the limit', async () => {
    const ids = Array.from({ length: 5 }, () => randomUUID());
    for (const each of ids) await write(store, versionOf(each, 1), adding({ system: SYSTEM, value }));
    ids.sort();
    for (const token of [{ system: SYSTEM, value }, { value }]) {
      expect(await find(token)).toEqual(ids);
      expect(await find(token, 2)).toEqual(ids.slice(0, 2));
    }
    await write(store, versionOf(ids[0]!, 2), removing({ system: SYSTEM, value }));
    expect(await find({ value })).toEqual(ids.slice(1));
  });

  it('keeps nothing of a unit that fails, and nothing of a stale write', async () => {
    await created(adding({ system: SYSTEM, value }));
    const moved = change({ added: [{ system: OTHER, value }], removed: [{ system: SYSTEM, value }] });
    const failing = store.transaction(async (unit) => {
      await unit.write(draftOf(versionOf(id, 2)), '1', moved);
      throw new Error('never mind');
    });
    await expect(failing).rejects.toThrow('never mind');
    await store.transaction((unit) => unit.write(draftOf(versionOf(id, 3)), '2', moved).catch(() => undefined));
    expect([await find({ system: SYSTEM, value }), await find({ system: OTHER, value })]).toEqual([[id], []]);
  });

  it('keeps what twenty concurrent writers index for twenty resources', async () => {
    const ids = Array.from({ length: 20 }, () => randomUUID()).sort();
    const shared = [SYSTEM, OTHER, ''].map((system) => ({ system, value }));
    await Promise.all(ids.map((each) => write(store, versionOf(each, 1), adding(...shared))));
    expect(await find({ value })).toEqual(ids);
    await Promise.all(
      ids.map((each) => write(store, versionOf(each, 2), removing(...shared.slice(0, 2).toReversed()))),
    );
    expect([await find({ value }), await find({ system: '', value })]).toEqual([ids, ids]);
    expect(await find({ system: SYSTEM, value })).toEqual([]);
  });
}
