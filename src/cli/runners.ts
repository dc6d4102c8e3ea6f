import type { Runner } from './command';

interface RunnerModule {
  readonly run: Runner;
}

/* eslint-disable @typescript-eslint/no-require-imports -- synchronous, and only when the command runs */

/** What each command runs, by its path; loaded late, so that the help does not wait for Nest. */
export const RUNNERS: Readonly<Record<string, () => RunnerModule>> = {
  serve: () => require('./serve/run') as RunnerModule,
  import: () => require('./import/run') as RunnerModule,
  export: () => require('./export/run') as RunnerModule,
  generate: () => require('./generate/run') as RunnerModule,
  validate: () => require('./validate/run') as RunnerModule,
  reindex: () => require('./reindex/run') as RunnerModule,
  verify: () => require('./verify/run') as RunnerModule,
  'audit verify': () => require('./audit/verify/run') as RunnerModule,
  'audit export': () => require('./audit/export/run') as RunnerModule,
  migrate: () => require('./migrate/run') as RunnerModule,
  backup: () => require('./backup/run') as RunnerModule,
};
