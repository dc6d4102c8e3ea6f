import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Cohort, isShort } from './cohort';

/** Requests with two steps each, as they come to their steps. */
function requests(cohort: Cohort, count: number) {
  const steps: string[] = [];
  const over = Array.from({ length: count }, async (_, n) => {
    await cohort.together();
    steps.push(`${n} begins`);
    await Promise.resolve();
    steps.push(`${n} ends`);
  });
  return { steps, over: Promise.all(over) };
}

const named = (step: string, from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, n) => `${from + n} ${step}`);

describe('Requests of one turn of the event loop', () => {
  it('take turns at every await, in the order of their arrival', async () => {
    const { steps, over } = requests(new Cohort(), 3);
    await over;
    expect(steps).toEqual([...named('begins', 0, 3), ...named('ends', 0, 3)]);
  });

  it('wait until what the event loop already has is done', async () => {
    const { steps, over } = requests(new Cohort(), 1);
    await Promise.resolve();
    expect(steps).toEqual([]);
    await over;
  });

  it('are at most eight; the others follow in the next turn', async () => {
    const { steps, over } = requests(new Cohort(), 10);
    await nextTurn();
    expect(steps).toEqual([...named('begins', 0, 8), ...named('ends', 0, 8)]);
    await over;
    expect(steps.slice(16)).toEqual([...named('begins', 8, 10), ...named('ends', 8, 10)]);
  });

  it('form a new cohort after that', async () => {
    const cohort = new Cohort();
    await requests(cohort, 2).over;
    const { steps, over } = requests(cohort, 2);
    await over;
    expect(steps).toHaveLength(4);
  });

  it('each keep the asynchronous context of their own', async () => {
    const [cohort, context] = [new Cohort(), new AsyncLocalStorage<number>()];
    const found = [1, 2].map((n) =>
      context.run(n, async () => {
        await cohort.together();
        return context.getStore();
      }),
    );
    await expect(Promise.all(found)).resolves.toEqual([1, 2]);
  });
});

describe('A request goes on together with others', () => {
  it.each([
    ['without a body', undefined, true],
    ['with a body of 64 KB', Buffer.alloc(65_536), true],
    ['not with a longer body', Buffer.alloc(65_537), false],
  ])('%s', (_, body, expected) => {
    expect(isShort(body)).toBe(expected);
  });
});
