import asyncHooks from 'node:async_hooks';
import runner from 'jest-circus/runner';
import { sourceMapFile } from './load-typescript.mjs';

/**
 * Replaces the `AsyncLocalStorage` in which Jest keeps the current test. Tests run one at a time, so a field is enough.
 */
class OneAtATime {
  #now;

  getStore() {
    return this.#now;
  }

  run(store, work) {
    const before = this.#now;
    this.#now = store;
    const done = () => void (this.#now = before);
    const result = work();
    if (typeof result?.finally === 'function') return result.finally(done);
    done();
    return result;
  }
}

/**
 * Jest's own runner, without the async hooks of Node that assign promises to tests. Every suite would add one for all
 * later suites in the same process, and a single one already makes each `await` of a server slower.
 */
export default function runSuite(...suite) {
  const [, , , runtime] = suite;
  showLinesOfSource(runtime.getSourceMaps());
  const own = Object.getOwnPropertyDescriptor(asyncHooks, 'AsyncLocalStorage');
  // Defined, not assigned: from Node 22 on it is a getter.
  Object.defineProperty(asyncHooks, 'AsyncLocalStorage', { configurable: true, value: OneAtATime });
  try {
    // The runner loads its modules before its first `await`.
    return runner.default(...suite);
  } finally {
    Object.defineProperty(asyncHooks, 'AsyncLocalStorage', own);
  }
}

/** Lets Jest find the lines in modules that Node has loaded. */
function showLinesOfSource(sourceMaps) {
  const loadedByJest = sourceMaps.get.bind(sourceMaps);
  sourceMaps.get = (filename) => sourceMapFile(filename) ?? loadedByJest(filename);
}
