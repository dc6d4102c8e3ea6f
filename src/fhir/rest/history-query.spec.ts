import { readHistoryQuery, timesAsked, usedOf } from './history-query';

describe('the query of a history', () => {
  it.each<Record<string, string>>([{ _cursor: 'zz' }, { _list: '2026' }, { name: 'x', _count: '1' }])(
    'is refused where it has %j',
    (parameters) => {
      expect(() => readHistoryQuery(parameters)).toThrow(expect.objectContaining({ kind: 'invalid-request' }) as Error);
      expect(readHistoryQuery(parameters, true)).not.toHaveProperty('cursor');
    },
  );

  it.each([
    ['', ''],
    ['?_count=1&_since=2026-01-01T00:00:00+02:00', '?_count=1&_since=2026-01-01T00:00:00+02:00'],
    ['?_cursor=zz', ''],
    ['?_cursor=zz&_count=1', '?_count=1'],
  ])('%j is shown as %j', (search, used) => {
    expect(usedOf(search)).toBe(used);
  });

  it.each([
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01T00:00:00+02:00', '2025-12-31T22:00:00.000Z'],
    ['2026-01-01T00:00:00 02:00', '2025-12-31T22:00:00.000Z'],
    ['2026-01-01T00:00:00-02:00', '2026-01-01T02:00:00.000Z'],
  ])('_since=%s is %s, also where a URL turned the plus into a space', (since, instant) => {
    expect(readHistoryQuery({ _since: since }).since?.toISOString()).toBe(instant);
  });

  it.each(['_since', '_count'])('%s sent twice is told so', (name) => {
    expect(() => readHistoryQuery({ [name]: ['2026', '2025'] })).toThrow(`${name} occurs 2 times`);
  });

  it.each<[string | string[], string[]]>([
    ['2026-01-31', ['ge2026-01-31T00:00:00.000Z', 'le2026-01-31T23:59:59.999Z']],
    ['ge2026-01-31', ['ge2026-01-31T00:00:00.000Z']],
    ['gt2026-01-31', ['ge2026-02-01T00:00:00.000Z']],
    ['le2026', ['le2026-12-31T23:59:59.999Z']],
    ['lt2026-01-31T08:00:00 01:00', ['le2026-01-31T06:59:59.999Z']],
    [
      ['ge2026-01-01', 'lt2026-02'],
      ['ge2026-01-01T00:00:00.000Z', 'le2026-01-31T23:59:59.999Z'],
    ],
    [
      ['2026', 'ge2026-12', 'le2027'],
      ['ge2026-12-01T00:00:00.000Z', 'le2026-12-31T23:59:59.999Z'],
    ],
    ['ge1970', []],
  ])('_at=%j is the period %j, and the same when a link is followed', (at, links) => {
    const query = readHistoryQuery({ _at: at });
    const asked = timesAsked(query).map(([, value]) => value);
    expect(asked).toEqual(links);
    if (links.length > 0) expect(readHistoryQuery({ _at: asked }).at).toEqual(query.at);
  });

  it.each([['ne2026'], ['sa2026'], ['ap2026'], ['ge'], ['2026,2027'], [['ge2026', '']], [['2026', '2027']], [['ge2027', 'lt2027']]])(
    '_at=%j is refused',
    (at) => {
      expect(() => readHistoryQuery({ _at: at })).toThrow(/^_at must be /);
    },
  ); // prettier-ignore

  it.each(['', 'yesterday', '2026-01-01 T00:00:00Z', '2026-13-01', ['2026', '2025']])(
    '_since=%j is refused',
    (since) => {
      expect(() => readHistoryQuery({ _since: since })).toThrow(
        expect.objectContaining({ kind: 'invalid-request' }) as Error,
      );
    },
  );
});
