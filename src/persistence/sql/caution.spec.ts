import { Caution } from './caution';

describe('a caution', () => {
  const asked = (caution: Caution, times: number) => Array.from({ length: times }, () => caution.next());

  it('is not taken before it is needed', () => {
    expect(asked(new Caution(), 3)).toEqual([false, false, false]);
  });

  it('lasts for 100 transactions after the last one that had to be undone with others', () => {
    const caution = new Caution();
    caution.arise();
    expect(asked(caution, 60)).not.toContain(false);
    caution.arise();
    expect(asked(caution, 100)).not.toContain(false);
    expect(caution.next()).toBe(false);
  });
});
