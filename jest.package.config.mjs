import config from './jest.config.mjs';

/** @type {import('jest').Config} What `npm run test:package` runs: packs the package, and uses it as another project would. */
export default {
  ...config,
  roots: ['<rootDir>/test/package'],
  testRegex: '\\.package-spec\\.ts$',
  testTimeout: 300_000,
};
