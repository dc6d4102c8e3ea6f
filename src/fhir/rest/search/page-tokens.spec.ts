import type { StoreRegistry } from '../../service/store-registry';
import { PageTokens, type PagePlace } from './page-tokens';
import { passedBefore, searchLinks } from './search-links';

const HOUR = 3_600_000;
const OWNER = { search: '["Organization"]', index: 'abcdefghijkl' };
const PLACE: PagePlace = { side: 'after', cursor: 'eC0x', passed: 200 };

/** @param secrets secrets of the stores; undefined for a store without one */
function tokensOf(secrets: readonly (string | undefined)[], search: object = {}, now = 1_000 * HOUR): PageTokens {
  const all = secrets.map((secret) => (secret === undefined ? {} : { secret: () => Promise.resolve(secret) }));
  return new PageTokens({ search }, { all } as unknown as StoreRegistry, () => new Date(now));
}

const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'taken',
    (error: { kind?: string }) => error.kind ?? 'fault',
  );

describe('tokens of pages', () => {
  it.each([PLACE, { ...PLACE, side: 'before' as const, passed: 0 }])(
    'are opened as they were sealed: %j',
    async (place) => {
      const tokens = tokensOf(['secret']);
      const token = await tokens.seal(OWNER, place);
      expect(token).toMatch(/^[A-Za-z0-9\-_]+$/);
      expect(await tokens.open(OWNER, token)).toEqual(place);
    },
  );

  it('tell nothing of what they stand at, and are never the same', async () => {
    const tokens = tokensOf(['secret']);
    const [one, other] = [await tokens.seal(OWNER, PLACE), await tokens.seal(OWNER, PLACE)];
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain(PLACE.cursor);
    expect(one).not.toBe(other);
  });

  it('are understood by every process with the same database, or the same setting', async () => {
    const token = await tokensOf([undefined, 'kept']).seal(OWNER, PLACE);
    expect(await tokensOf(['kept']).open(OWNER, token)).toEqual(PLACE);
    const set = await tokensOf(['one'], { linkKey: 'of the setting' }).seal(OWNER, PLACE);
    expect(await tokensOf(['other'], { linkKey: 'of the setting' }).open(OWNER, set)).toEqual(PLACE);
    expect(await refusal(tokensOf(['other']).open(OWNER, token))).toBe('invalid-request');
  });

  it('are refused when a single character is another one, or is missing', async () => {
    const tokens = tokensOf(['secret']);
    const token = await tokens.seal(OWNER, PLACE);
    for (let at = 0; at < token.length; at += 1) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(await refusal(tokens.open(OWNER, changed))).toBe('invalid-request');
      expect(await refusal(tokens.open(OWNER, token.slice(0, at)))).toBe('invalid-request');
    }
  });

  it.each<[string, unknown]>([
    ['nothing', ''],
    ['other characters', 'YQ=='],
    ['a list', ['YQ', 'YQ']],
    ['a cursor of the store', 'eC0x'],
    ['more than a link holds', 'x'.repeat(12_001)],
  ])('are refused: %s', async (_, token) => {
    expect(await refusal(tokensOf(['secret']).open(OWNER, token))).toBe('invalid-request');
  });

  it('are refused for another search', async () => {
    const tokens = tokensOf(['secret']);
    const token = await tokens.seal(OWNER, PLACE);
    expect(await refusal(tokens.open({ ...OWNER, search: '["Location"]' }, token))).toBe('invalid-request');
  });

  it('expire with the index, and with time', async () => {
    const token = await tokensOf(['secret'], { linkHours: 2 }).seal(OWNER, PLACE);
    const later = (hours: number) => tokensOf(['secret'], { linkHours: 2 }, (1_000 + hours) * HOUR);
    expect(await refusal(later(0).open({ ...OWNER, index: 'another one' }, token))).toBe('expired');
    expect(await refusal(later(2.9).open(OWNER, token))).toBe('taken');
    expect(await refusal(later(3.1).open(OWNER, token))).toBe('expired');
  });

  it('ask for the key again when it could not be had', async () => {
    const answers = [Promise.reject(new Error('away')), Promise.resolve('kept')];
    const stores = { all: [{ secret: () => answers.shift()! }] } as unknown as StoreRegistry;
    const tokens = new PageTokens({}, stores, () => new Date(0));
    await expect(tokens.seal(OWNER, PLACE)).rejects.toThrow('away');
    await expect(tokens.seal(OWNER, PLACE)).resolves.toEqual(expect.any(String));
  });
});

describe('links of a search', () => {
  const address = 'http://localhost/fhir/Organization';
  const tokens = tokensOf(['secret']);
  const linksOf = (
    place: PagePlace | undefined,
    shown: number,
    more: object,
    used: readonly (readonly [string, string])[] = [],
  ) =>
    searchLinks({ used, ...(place && { cursor: 'sent' }) }, { address, owner: OWNER, place, shown, ...more }, tokens);
  const placeIn = (link: string | undefined) => tokens.open(OWNER, new URL(link!).searchParams.get('_cursor'));

  it('are the bare address where nothing was asked', async () => {
    expect(await linksOf(undefined, 3, {})).toEqual({ self: address });
  });

  it('show what was used', async () => {
    const used = [
      ['identifier', 's|a b'],
      ['_count', '7'],
    ] as const;
    expect(await linksOf(undefined, 3, {}, used)).toEqual({ self: `${address}?identifier=s%7Ca+b&_count=7` });
  });

  it('lead on, back and to the beginning, and count what is passed', async () => {
    const first = await linksOf(undefined, 200, { next: 'bmV4dA' });
    expect(Object.keys(first)).toEqual(['self', 'next']);
    expect(await placeIn(first['next'])).toEqual({ side: 'after', cursor: 'bmV4dA', passed: 200 });
    const second = await linksOf(PLACE, 50, { next: 'bmV4dA', previous: 'cHJl' });
    expect(second).toMatchObject({ self: `${address}?_cursor=sent`, first: address });
    expect(await placeIn(second['next'])).toEqual({ side: 'after', cursor: 'bmV4dA', passed: 250 });
    expect(await placeIn(second['previous'])).toEqual({ side: 'before', cursor: 'cHJl', passed: 200 });
    const back: PagePlace = { side: 'before', cursor: 'cHJl', passed: 200 };
    expect(await placeIn((await linksOf(back, 50, { next: 'bmV4dA' }))['next'])).toMatchObject({ passed: 200 });
    expect(passedBefore(back, 50)).toBe(150);
  });
});
