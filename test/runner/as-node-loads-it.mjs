/**
 * In place of a module of another package: what Node makes of it, once in a process. Jest would read some 2,000 of them again
 * for each spec file, which took longer than most specs do.
 */
export default {
  process: () => ({ code: "module.exports = globalThis[Symbol.for('as Node loads it')](__filename);" }),
  getCacheKey: () => 'as-node-loads-it',
};
