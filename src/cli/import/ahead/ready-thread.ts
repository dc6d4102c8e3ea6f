import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Handling } from '../../../fhir/options/fhir-options';
import type { ReadyThread } from './ready-pool';

/** Data for a thread at its start. */
export interface ReadyStart {
  /** The import's settings. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly handling: Handling;
}

/** The compiled program of a thread, beside this file. Tests, which do not compile, use one that loads the source. */
export const PROGRAM: { path: string; argv: readonly string[] } = { path: join(__dirname, 'thread.js'), argv: [] };

export function startThread(start: ReadyStart): ReadyThread {
  return new Worker(PROGRAM.path, { argv: [...PROGRAM.argv], workerData: start });
}
