import { readFile } from 'node:fs/promises';
import { inTurns, Pace } from './pace';

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

  it('lets timers and sockets have their turn, also when it was started by a socket', async () => {
    const turns: string[] = [];
    await readFile(__filename);
    setTimeout(() => turns.push('another'), 0);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2); // until it is due
    await new Pace().rest();
    turns.push('this one');
    expect(turns).toEqual(['another', 'this one']);
  });
});

describe('inTurns', () => {
  /** Five steps, each of which takes some time on the given clock. */
  function* work(clock: { now: number }, ms: number, turns: string[]) {
    for (let step = 1; step <= 5; step += 1) {
      clock.now += ms;
      turns.push(`step ${step}`);
      yield;
    }
    return 'done';
  }

  it('does short work at once, without a promise', () => {
    const clock = { now: 0 };
    expect(inTurns(work(clock, 5, []), new Pace(() => clock.now))).toBe('done');
  });

  it('lets others have their turn between the steps of long work', async () => {
    const clock = { now: 0 };
    const turns: string[] = [];
    const another = (): void => {
      turns.push('another');
      if (turns.length < 20) setImmediate(another);
    };
    setImmediate(another);
    const result = inTurns(work(clock, 15, turns), new Pace(() => clock.now));
    expect(turns).toEqual(['step 1', 'step 2']);
    await expect(result).resolves.toBe('done');
    const steps = turns.filter((turn) => turn !== 'another').length;
    const rest = ['another', 'another'];
    expect(turns.slice(0, steps + 4)).toEqual(['step 1', 'step 2', ...rest, 'step 3', 'step 4', ...rest, 'step 5']);
  });

  it('passes on what a later step throws', async () => {
    const clock = { now: 0 };
    function* failing() {
      clock.now += 30;
      yield;
      throw new Error('why');
    }
    await expect(inTurns(failing(), new Pace(() => clock.now))).rejects.toThrow('why');
  });
});
