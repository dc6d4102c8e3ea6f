import { Session } from 'node:inspector';
import { setFlagsFromString } from 'node:v8';

/**
 * Counts work instead of measuring time: how often blocks of the project's own code (functions, branches, bodies of loops)
 * are entered. The same code on the same input always counts the same, on any machine and however busy it is.
 *
 * V8 counts only in functions it compiles after counting has begun: import this file before what is to be counted. What
 * runs inside a built-in (`indexOf`, a regular expression) counts nothing; `npm run bench:loop` looks at that.
 */
// Code that V8 optimizes half way, on a thread of its own, counts otherwise than before: on Node 26, now and then.
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

/** How many times as much work a large input is as a small one. */
export async function growth(work: (size: number) => unknown, small: number, large: number): Promise<number> {
  // Caches and lazy tables are filled first, so that they count for neither.
  await work(small);
  return (await countedWork(() => work(large))) / (await countedWork(() => work(small)));
}

/** Since it was asked last. */
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
