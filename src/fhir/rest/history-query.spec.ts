import { readHistoryQuery, usedOf } from './history-query';

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

  it.each(['_since', '_at', '_count'])('%s sent twice is told so', (name) => {
    expect(() => readHistoryQuery({ [name]: ['2026', '2025'] })).toThrow(`${name} occurs 2 times`);
  });

  it.each(['', 'yesterday', '2026-01-01 T00:00:00Z', '2026-13-01', ['2026', '2025']])(
    '_since=%j is refused',
    (since) => {
      expect(() => readHistoryQuery({ _since: since })).toThrow(
        expect.objectContaining({ kind: 'invalid-request' }) as Error,
      );
    },
  );
});
