import { instantOf, timedId } from './timed-id';

describe('timedId', () => {
  it.each([
    [0, '00000000-0000'],
    [1_764_372_000_123, '019accc4-2d7b'],
    [2 ** 48 - 1, 'ffffffff-ffff'],
  ])('is a UUID of version 7 that begins with its instant: %d', (instant, beginning) => {
    const id = timedId(instant);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([id.slice(0, 13), instantOf(id)]).toEqual([beginning, instant]);
  });

  it('is another one each time', () => {
    const ids = Array.from({ length: 1_000 }, () => timedId(5));
    expect(new Set(ids).size).toBe(1_000);
    // The four variants of a UUID.
    expect(new Set(ids.map((id) => id[19]))).toEqual(new Set('89ab'));
  });

  it('is in the order of instants', () => {
    const instants = [0, 1, 255, 256, 1_764_372_000_123, 1_764_372_000_124];
    const ids = instants.map(timedId);
    expect(ids.toSorted()).toEqual(ids);
  });
});
