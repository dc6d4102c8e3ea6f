import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const literally = (path) => path.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** @type {import('jest').Config} */
const config = {
  rootDir: '.',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testRegex: '\\.(spec|e2e-spec)\\.ts$',
  testEnvironment: '<rootDir>/test/runner/process-environment.mjs',
  testRunner: '<rootDir>/test/runner/run-suite.mjs',
  testSequencer: '<rootDir>/test/runner/servers-first.mjs',
  setupFiles: ['reflect-metadata', '<rootDir>/test/support/property-seed.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/support/message-equality.ts'],
  transform: {
    '/node_modules/.+\\.[cm]?js$': '<rootDir>/test/runner/as-node-loads-it.mjs',
    [`^${literally(join(import.meta.dirname, 'src'))}.(?!.*\\.spec\\.ts$).+\\.ts$`]:
      '<rootDir>/test/runner/as-node-loads-it.mjs',
    '\\.m?[jt]s$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2023',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // Jest itself is not what is tested.
  transformIgnorePatterns: ['/node_modules/(@jest|jest|jest-[^/]+|expect)/'],
  // Ends what hangs, and measures nothing: beside other work, a setup that takes a second may take half a minute.
  testTimeout: 300_000,
  // Jest leaves one core to people; the machines of the CI have two, and nobody sits at them.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Modules of finished suites stay in a worker; without a limit it grows to 3 GB, near the heap limit of Node.
  workerIdleMemoryLimit: '1GB',
};

export default config;
