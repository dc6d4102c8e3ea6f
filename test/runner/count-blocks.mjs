import { Session } from 'node:inspector';
import { setFlagsFromString } from 'node:v8';

/** The project's own code. Libraries have folders called `src` too, and count only if they are loaded meanwhile. */
const SOURCE = new URL('../../src/', import.meta.url).href;

const BLOCKS = Symbol.for('blocks entered');

/**
 * Begins to count how often blocks of `src/` are entered; `globalThis[Symbol.for('blocks entered')]` gives their number
 * since the last call. V8 counts only in functions that it compiles from now on.
 *
 * @returns ends the counting
 */
export function countBlocks() {
  // Once V8 has optimized code in the background, its counts can differ; seen occasionally on Node 26.
  for (const flag of ['--no-opt', '--no-maglev']) setFlagsFromString(flag);
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  globalThis[BLOCKS] = () => enteredSince(session);
  return () => {
    delete globalThis[BLOCKS];
    session.post('Profiler.stopPreciseCoverage');
    session.disconnect();
    // Without it, every later suite of the process takes several times as long.
    setFlagsFromString('--opt');
  };
}

function enteredSince(session) {
  let sum = 0;
  session.post('Profiler.takePreciseCoverage', (error, taken) => {
    if (error) throw error;
    for (const { url, functions } of taken.result) {
      if (!url.startsWith(SOURCE)) continue;
      for (const { ranges } of functions) for (const { count } of ranges) sum += count;
    }
  });
  return sum;
}
