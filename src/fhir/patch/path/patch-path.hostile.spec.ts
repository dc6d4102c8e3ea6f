/** @counted-work */
import { countedWork } from '../../../../test/support/counted-work';
import type { JsonObject } from '../../json/json-value';
import { Budget } from './evaluator';
import { compile, budget, faultOf } from '../../../../test/support/patch-paths';

describe('hostile paths are little work, and end with an issue', () => {
  const MOST_WORK = 60_000;
  const rows = (count: number): JsonObject => ({
    resourceType: 'Organization',
    alias: Array.from({ length: count }, (_, index) => `a${index}`),
  });
  const deep = (open: string, close: string, count: number): string =>
    `${open.repeat(count)}name${close.repeat(count)}`;

  /** Work for a text that is not cached. */
  const workFor = (text: string): Promise<number> => countedWork(() => faultOf(text));

  it.each([
    ['deep parentheses', deep('(', ')', 499)],
    ['parentheses deeper than a path needs', deep('(', ')', 40)],
    ['open parentheses', '('.repeat(1000)],
    ['parentheses hidden in what looks like a comment', `name /*'*/${'('.repeat(900)}`],
    ['nested where()', `name${'.where(name'.repeat(80)}${')'.repeat(80)}`],
    ['1000 nested where()', `name${'.where(name'.repeat(1000)}${')'.repeat(1000)}`],
    ['a thousand signs', `${'-'.repeat(990)}1`],
    ['many indexes', `name${'[0]'.repeat(300)}`],
    ['not closed', `name.where(name = '${'a'.repeat(900)}`],
    ['control characters', '\u0000'.repeat(900)],
    ['quotation marks', '"'.repeat(999)],
    ['at signs', '@'.repeat(999)],
  ])('%s', async (_, text) => {
    expect(await workFor(text)).toBeLessThan(MOST_WORK);
    expect(faultOf(text)?.issues[0]?.text).toBeTruthy();
  });

  it('signs are not even parsed', () => {
    expect(faultOf('- -1')?.message).toContain('A sign follows a sign');
  });

  it('a huge union, which is legal', async () => {
    expect(await workFor(Array.from({ length: 240 }, () => 'name').join('|'))).toBeLessThan(MOST_WORK);
  });

  it('evaluation that multiplies is stopped by the number of its steps', () => {
    const text =
      'alias.where(%resource.alias.where(%resource.alias.where(%resource.alias.where($this.empty()).exists()).exists()).exists())';
    expect(() => compile(text).locate(rows(20), budget(60_000))).toThrow(/takes too long/);
    // Stopped by its time, it would name the limit of one evaluation, and not that of the patch.
    expect(() => compile(text).locate(rows(20), new Budget(60_000, 2_000))).toThrow(/takes too long.* 60000 ms/);
  });

  it('elements that a plain path looks at are counted over all the paths of a patch', () => {
    const shared = new Budget(60_000, undefined, 10_000);
    // Each of 100 aliases is looked at, and compared twice.
    const path = compile("alias.where($this = 'x' or $this = 'y')");
    const locate = (): unknown => path.locate(rows(100), shared);
    for (let n = 0; n < 30; n += 1) locate();
    expect(() => {
      for (let n = 0; n < 30; n += 1) locate();
    }).toThrow(/look at more than 10000 elements/);
  });

  it.each([
    ['without the engine', "alias.where($this = 'x' or $this = 'y')"],
    ['by the engine', "alias.where($this != 'x')"],
  ])('elements that a single path looks at %s are counted, and those of the next one anew', (_, text) => {
    const path = compile(text);
    const locate = (count: number): unknown =>
      path.locate(rows(count), new Budget(60_000, undefined, undefined, 3_000));
    expect(() => locate(100)).not.toThrow();
    expect(() => locate(2_000)).toThrow(/The path looks at more than 3000 elements/);
    const shared = new Budget(60_000, undefined, undefined, 3_000);
    for (let n = 0; n < 10; n += 1) path.locate(rows(100), shared);
  });

  it('lists that an evaluation finds again and again count each time', () => {
    const path = compile('alias.where(%resource.alias.count() = 1)');
    expect(() => path.locate(rows(50), new Budget(60_000, undefined, undefined, 2_000))).toThrow(/looks at more than/);
  });

  it('and by the time it works, which all the paths of a patch share', () => {
    const shared = budget(-1);
    expect(() => compile('alias.where(%resource.alias.count() > 1)').locate(rows(50), shared)).toThrow(
      /takes too long/,
    );
  });

  it('which counts down from one evaluation to the next', () => {
    const clock = jest.spyOn(process, 'cpuUsage');
    let now = 0;
    clock.mockImplementation(() => ({ user: 600 * now, system: 400 * now }));
    try {
      const shared = budget(100);
      const evaluate = (ms: number): void =>
        shared.spend((step) => {
          for (let steps = 0; steps < 64; steps += 1) {
            now += ms / 64;
            step(1);
          }
        });
      evaluate(60);
      expect(() => evaluate(39)).not.toThrow();
      expect(() => evaluate(2)).toThrow(/takes too long/);
    } finally {
      clock.mockRestore();
    }
  });

  it('one evaluation may use less than all of them, because nothing can interrupt it', () => {
    const clock = jest.spyOn(process, 'cpuUsage');
    let now = 0;
    clock.mockImplementation(() => ({ user: 1_000 * now, system: 0 }));
    try {
      const shared = budget(3_000);
      /** Time that passes with each check of the clock, eight steps apart. */
      const evaluate = (...pauses: number[]): void =>
        shared.spend((step) => {
          for (const ms of pauses) {
            now += ms;
            for (let steps = 0; steps < 8; steps += 1) step(1);
          }
        });
      evaluate(150, 150, 150);
      expect(() => evaluate(151, 151, 151)).toThrow(/takes too long \(limit: 300 ms\)/);
      // A single pause, such as a collection of garbage, does not count.
      evaluate(10, 500, 10);
    } finally {
      clock.mockRestore();
    }
  });

  it('a path is compiled once', () => {
    expect(compile('name.first()')).toBe(compile('name.first()'));
  });
});
