import { Session } from 'node:inspector';
import { setFlagsFromString } from 'node:v8';

/**
 * Counts work instead of measuring time: how often blocks of the project's own code (functions, branches, loop bodies)
 * are entered. The same code on the same input always gives the same count, on any machine under any load.
 *
 * V8 counts only in functions that it compiles after counting has started, so import this file before the code to be
 * counted. Work inside a built-in (`indexOf`, a regular expression) is not counted; `npm run bench:loop` covers that.
 */
// Once V8 has optimized code in the background, its counts can differ; seen occasionally on Node 26.
for (const flag of ['--no-opt', '--no-maglev']) setFlagsFromString(flag);

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** @returns how many blocks of `src/` were entered while `work` ran */
export async function countedWork(work: () => unknown): Promise<number> {
  entered();
  await work();
  return entered();
}

/** The ratio of the work for a large input to the work for a small one. */
export async function growth(work: (size: number) => unknown, small: number, large: number): Promise<number> {
  // Fills caches and lazy tables first, so that they count for neither.
  await work(small);
  return (await countedWork(() => work(large))) / (await countedWork(() => work(small)));
}

/** The number of blocks entered since the last call. */
function entered(): number {
  let sum = 0;
  session.post('Profiler.takePreciseCoverage', (error, taken) => {
    if (error) throw error;
    for (const { url, functions } of taken.result) {
      if (!url.includes('/src/')) continue;
      for (const { ranges } of functions) for (const { count } of ranges) sum += count;
    }
  });
  return sum;
}

afterAll(() => {
  session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
});
