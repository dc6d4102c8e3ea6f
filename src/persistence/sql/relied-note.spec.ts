import { reliedUpon } from './relied-note';

describe('the statement for a note that units rely on', () => {
  const asked = (note: string, digest: string, isSqlite = false) => reliedUpon({ isSqlite }, { note, digest });

  it('is the same object for all units that rely on the same, so that a group runs it once', () => {
    expect(asked('a', '1')).toBe(asked('a', '1'));
  });

  it.each([
    ['another value', 'a', '2', false],
    ['another note', 'b', '1', false],
    ['another engine', 'a', '1', true],
  ])('is another one for %s', (_, note, digest, isSqlite) => {
    const first = asked('a', '1');
    const other = asked(note, digest, isSqlite);
    expect(other).not.toBe(first);
    expect(other.values).toEqual([note, digest]);
  });
});
