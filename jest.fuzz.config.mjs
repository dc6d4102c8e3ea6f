import config from './jest.config.mjs';

/** @type {import('jest').Config} What `npm run fuzz` runs: FUZZ_SEED and FUZZ_SECONDS say what and how long. */
export default {
  ...config,
  roots: ['<rootDir>/test/fuzz'],
  testRegex: '\\.fuzz\\.ts$',
};
