/**
 * Replaces a module of another package by the one that Node loads, once per process. Jest would load some 2,000 of them
 * again for each spec file, which took longer than most specs.
 */
export default {
  process: () => ({ code: "module.exports = globalThis[Symbol.for('as Node loads it')](__filename);" }),
  getCacheKey: () => 'as-node-loads-it',
};
