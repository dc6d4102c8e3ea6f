/**
 * Counts work instead of measuring time: how often blocks of the project's own code (functions, branches, loop bodies)
 * are entered. The same code on the same input always gives the same count, on any machine under any load.
 *
 * A spec that counts begins with the comment `@counted-work`, so that its source is loaded anew and counted. Work inside
 * a built-in (`indexOf`, a regular expression) is not counted; `npm run bench:loop` covers that.
 */
const entered = (globalThis as Record<symbol, unknown>)[Symbol.for('blocks entered')] as (() => number) | undefined;
if (!entered) throw new Error('Work is counted only in a spec that begins with /** @counted-work */.');

/** @returns how many blocks of `src/` were entered while `work` ran */
export async function countedWork(work: () => unknown): Promise<number> {
  entered!();
  await work();
  return entered!();
}

/** The ratio of the work for a large input to the work for a small one. */
export async function growth(work: (size: number) => unknown, small: number, large: number): Promise<number> {
  // Fills caches and lazy tables first, so that they count for neither.
  await work(small);
  return (await countedWork(() => work(large))) / (await countedWork(() => work(small)));
}
