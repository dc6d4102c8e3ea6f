import { existsSync } from 'node:fs';
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

/** Beside this file; or, seen from the bundle that contains this file, where it was compiled. */
const PLACES = ['thread.js', '../src/cli/import/ahead/thread.js'].map((path) => join(__dirname, path));

/** The compiled program of a thread. Tests, which do not compile, use one that loads the source. */
export const PROGRAM: { path: string; argv: readonly string[] } = { path: PLACES.find(existsSync) ?? PLACES[0]!, argv: [] }; // prettier-ignore

export function startThread(start: ReadyStart): ReadyThread {
  return new Worker(PROGRAM.path, { argv: [...PROGRAM.argv], workerData: start });
}
