import asyncHooks from 'node:async_hooks';
import runner from 'jest-circus/runner';

/** What `AsyncLocalStorage` is to Jest, which asks it which test runs: one runs at a time here. */
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
 * Jest's own runner, without the hooks of Node that follow each promise to the test it is of: every suite would add one, for all
 * suites after it in the same process, and even one makes each `await` of a server dearer.
 */
export default function runSuite(...suite) {
  const { AsyncLocalStorage } = asyncHooks;
  asyncHooks.AsyncLocalStorage = OneAtATime;
  try {
    // It loads its modules before it first waits.
    return runner.default(...suite);
  } finally {
    asyncHooks.AsyncLocalStorage = AsyncLocalStorage;
  }
}
