import { setTimeout as sleep } from 'node:timers/promises';
import {
  databaseFull,
  databaseGone,
  databaseHeld,
  databaseLocked,
  databaseSilent,
  statementTooSlow,
  type FhirError,
} from '../../fhir';
import { SqlFaultError, type SqlFault } from './sql-database';

/** How long somebody waits for those who are in the way. */
export interface Patience {
  readonly tries: number;
  /** No try begins later than this after the first, milliseconds: each may wait for locks of its own. */
  readonly lastStartMs: number;
}

/** A client waits for it. */
export const OF_A_REQUEST: Patience = { tries: 5, lastStartMs: 5_000 };
/** Nobody waits for it, and what is done by then is much: a slow disk makes every try a long one. */
export const OF_UPKEEP: Patience = { tries: Infinity, lastStartMs: 5 * 60_000 };

/** The pause before try n is a random part of this times 2^n, milliseconds: those who met once do not meet again. */
const PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 2_000;

/** What is not tried again: it may have been done, or would fail as before. */
const FINAL: Partial<Record<SqlFault, (cause: unknown) => FhirError>> = {
  unavailable: databaseSilent,
  locked: databaseHeld,
  full: databaseFull,
  gone: databaseGone,
  'too-slow': statementTooSlow,
};

/**
 * Runs `work`, and again when another transaction was in its way.
 * @param again told before each new try
 * @throws FhirError `unavailable` after the last try, or at once when the database does not answer; any other error
 * passes as it is
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
