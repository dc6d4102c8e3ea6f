import type { ResourceKey, StoredVersion } from '../../ports/versions';
import type { StoreRegistry } from '../../service/store-registry';
import type { Entry } from './entry';
import { ReadAhead } from './read-ahead';

const entry = (url: string, method: Entry['method'] = 'GET'): Entry => ({
  index: 0,
  fullUrl: undefined,
  method,
  segments: url.split('/'),
  query: '',
  conditions: {},
  resource: undefined,
});
const version = (type: string, id: string) => ({ type, id }) as StoredVersion;

/** A store that records what it is asked. */
function storeOf(missing: readonly string[] = []) {
  const asked: string[] = [];
  const store = {
    read: async (type: string, id: string) => {
      asked.push(id);
      return version(type, id);
    },
    readEach: async (keys: readonly ResourceKey[]) => {
      asked.push(keys.map(({ id }) => id).join());
      return keys.filter(({ id }) => !missing.includes(id)).map(({ type, id }) => version(type, id));
    },
  };
  const stores = { served: new Map([['A', {}], ['B', {}]]), of: () => store } as unknown as StoreRegistry; // prettier-ignore
  return { asked, stores };
}

describe('what a batch reads', () => {
  it('is looked up many by one statement, type by type, when the first of them is asked for', async () => {
    const { asked, stores } = storeOf();
    const ids = Array.from({ length: 30 }, (_, n) => `a${n}`);
    const ahead = new ReadAhead(stores, [...ids.map((id) => entry(`A/${id}`)), entry('B/b1'), entry('B/b2', 'HEAD')]);
    expect(asked).toEqual([]);
    for (const id of ids) expect((await ahead.read('A', id))!.id).toBe(id);
    expect((await ahead.read('B', 'b2'))!.id).toBe('b2');
    expect(asked).toEqual([ids.slice(0, 25).join(), ids.slice(25).join(), 'b1,b2']);
  });

  it('is kept for who was to read it, once: others ask the store', async () => {
    const { asked, stores } = storeOf(['2']);
    const ahead = new ReadAhead(stores, [entry('A/1'), entry('A/2')]);
    expect(ahead.covers(entry('A/1'))).toBe(true);
    expect(await ahead.read('A', '2')).toBeUndefined();
    await ahead.read('A', '1');
    expect(ahead.covers(entry('A/1'))).toBe(false);
    await ahead.read('A', '1');
    expect(asked).toEqual(['1,2', '1']);
  });

  it.each(['A/1/_history', 'A', 'A/_history', 'C/1'])('leaves %s to its own statement', (url) => {
    const ahead = new ReadAhead(storeOf().stores, [entry(url), entry(url), entry('A/2')]);
    expect(ahead.covers(entry(url))).toBe(false);
    expect(ahead.covers(entry('A/2'))).toBe(false);
  });
});
