import { setTimeout as sleep } from 'node:timers/promises';
import { FhirError } from '../../fhir';
import { SqlFaultError } from './sql-database';

const TRIES = 5;
/** The pause before try n is a random part of this times 2^n, milliseconds: those who met once do not meet again. */
const PAUSE_MS = 5;

/**
 * Runs `work`, and again when another transaction was in its way.
 * @throws FhirError `unavailable` after the last try, or at once when the database does not answer; any other error
 * passes as it is
 */
export async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SqlFaultError) || error.fault === 'duplicate-key') throw error;
      if (error.fault === 'unavailable') throw unavailable('The database does not answer', error);
      if (attempt === TRIES) throw unavailable(`The data stayed locked by other requests after ${TRIES} tries`, error);
      await sleep(Math.random() * PAUSE_MS * 2 ** attempt);
    }
  }
}

function unavailable(text: string, cause: unknown): FhirError {
  const hint = 'Nothing is wrong with the request: send it again in a few seconds';
  return new FhirError('unavailable', text, [{ text, hint }], { cause });
}
