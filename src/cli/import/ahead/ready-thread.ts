import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Handling } from '../../../fhir/options/fhir-options';
import type { ReadyThread } from './ready-pool';

/** What a thread is told at its start. */
export interface ReadyStart {
  /** Settings, as the import has them. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly handling: Handling;
}

/** The program of a thread; beside this file, compiled. Tests, which compile nothing, have one that loads it. */
export const PROGRAM: { path: string; argv: readonly string[] } = { path: join(__dirname, 'thread.js'), argv: [] };

export function startThread(start: ReadyStart): ReadyThread {
  return new Worker(PROGRAM.path, { argv: [...PROGRAM.argv], workerData: start });
}
