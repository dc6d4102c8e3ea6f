import { setTimeout as sleep } from 'node:timers/promises';
import { databaseLocked, databaseSilent } from '../../fhir';
import { SqlFaultError } from './sql-database';

const TRIES = 5;
/** The pause before try n is a random part of this times 2^n, milliseconds: those who met once do not meet again. */
const PAUSE_MS = 5;

/**
 * Runs `work`, and again when another transaction was in its way.
 * @param again told before each new try
 * @throws FhirError `unavailable` after the last try, or at once when the database does not answer; any other error
 * passes as it is
 */
export async function withRetries<T>(work: () => Promise<T>, again: () => void): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SqlFaultError) || error.fault === 'duplicate-key') throw error;
      if (error.fault === 'unavailable') throw databaseSilent(error);
      if (attempt === TRIES) throw databaseLocked(TRIES, error);
      again();
      await sleep(Math.random() * PAUSE_MS * 2 ** attempt);
    }
  }
}
