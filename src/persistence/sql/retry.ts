import { setTimeout as sleep } from 'node:timers/promises';
import {
  databaseFull,
  databaseGone,
  databaseHeld,
  databaseLocked,
  databaseOfOthers,
  databaseSilent,
  statementTooSlow,
  type FhirError,
} from '../../fhir';
import { SqlFaultError, type SqlFault } from './sql-database';

/** How long work is retried while other transactions are in its way. */
export interface Patience {
  readonly tries: number;
  /** No attempt begins later than this after the first, milliseconds; each one may itself wait for locks. */
  readonly lastStartMs: number;
}

/** For work a client waits for. */
export const OF_A_REQUEST: Patience = { tries: 5, lastStartMs: 5_000 };
/** For background work: nobody waits, much of it may already be done, and a slow disk makes every attempt long. */
export const OF_UPKEEP: Patience = { tries: Infinity, lastStartMs: 5 * 60_000 };

/**
 * The pause before attempt n is a random fraction of this times 2^n, milliseconds, so that rivals do not meet again.
 */
const PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 2_000;

/** Faults that are not retried: the work may have been done, or would fail in the same way. */
const FINAL: Partial<Record<SqlFault, (cause: unknown) => FhirError>> = {
  refuted: databaseOfOthers,
  unavailable: databaseSilent,
  locked: databaseHeld,
  full: databaseFull,
  gone: databaseGone,
  'too-slow': statementTooSlow,
};

/**
 * Runs `work`, and runs it again when another transaction was in its way.
 * @param again called before each new attempt
 * @throws FhirError `unavailable` after the last attempt, or at once when the database does not answer; any other error
 * is rethrown unchanged
 */
export async function withRetries<T>(work: () => Promise<T>, again: () => void, patience = OF_A_REQUEST): Promise<T> {
  const last = performance.now() + patience.lastStartMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SqlFaultError) || error.fault === 'duplicate-key') throw error;
      const final = FINAL[error.fault];
      if (final) throw final(error);
      if (attempt === patience.tries || performance.now() >= last) throw databaseLocked(attempt, error);
      again();
      await sleep(Math.random() * Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** attempt));
    }
  }
}
