/**
 * Replaces a module by the one that Node loads, once per process. Jest would load some 3,000 of them again for each spec
 * file, which took longer than most specs, and the engine would begin to optimize them again. So a module of `src` keeps
 * what it remembers from one suite to the next, as it does from one request to the next: derived definitions, never
 * resources. `jest.mock` has no effect on it.
 */
export default {
  process: () => ({ code: "module.exports = globalThis[Symbol.for('as Node loads it')](__filename);" }),
  getCacheKey: () => 'as-node-loads-it',
};
