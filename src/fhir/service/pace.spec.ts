import { Pace } from './pace';

describe('Pace', () => {
  it('is due for a rest after a slice of time, and again after the next', async () => {
    let now = 0;
    const pace = new Pace(() => now);
    now = 25;
    expect(pace.isDue()).toBe(false);
    now = 26;
    expect(pace.isDue()).toBe(true);
    await pace.rest();
    expect(pace.isDue()).toBe(false);
    now = 52;
    expect(pace.isDue()).toBe(true);
  });

  it('lets what waits for the event loop have its turn', async () => {
    const turns: string[] = [];
    setImmediate(() => turns.push('another'));
    await new Pace().rest();
    turns.push('this one');
    expect(turns).toEqual(['another', 'this one']);
  });
});
