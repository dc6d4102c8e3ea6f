import { FhirError } from '../errors/fhir-error';
import { say, type Text } from '../messages';

/** The database does not answer: 503, the client may retry. */
export function databaseSilent(cause: unknown): FhirError {
  return unavailable(say`The database does not answer`, cause);
}

/** The database took too long and cancelled the statement: 400, the client should ask for less. */
export function statementTooSlow(cause: unknown): FhirError {
  const text = say`The database took too long for what was asked, and gave it up`;
  const hint = say`Ask for less: add a criterion that few resources fit, such as an identifier, a code or a place.`;
  return new FhirError('invalid-request', text, [{ code: 'too-costly', text, hint }], { cause });
}

/** The store stopped waiting for locks of other requests: 503, the client may retry. */
export function databaseLocked(tries: number, cause: unknown): FhirError {
  return unavailable(say`The data stayed locked by other requests after ${tries} tries`, cause);
}

/** Another program holds a lock on the database: 503, the client may retry. */
export function databaseHeld(cause: unknown): FhirError {
  return unavailable(say`Another program has kept the database locked for too long`, cause);
}

/** The disk is full: 503 until space is freed. */
export function databaseFull(cause: unknown): FhirError {
  return unavailable(say`The disk of the database is full`, cause, LOOK_AFTER);
}

/** The database file was deleted or replaced: 503 until the server is restarted. */
export function databaseGone(cause: unknown): FhirError {
  return unavailable(say`The file of the database was deleted or replaced while the server ran`, cause, LOOK_AFTER);
}

/** Other processes have changed what this one relies on when it writes: 503 until it is restarted as they were. */
export function databaseOfOthers(cause?: unknown): FhirError {
  const text = say`Another server on this database was started with other access policies, so this one must not write`;
  return unavailable(text, cause, LOOK_AFTER);
}

/** The store did not commit because the transaction's writes took too long: 503, the client may retry. */
export function databaseSlow(): FhirError {
  return unavailable(say`The write took too long, and was rolled back`, undefined);
}

/** A write waited too long for the writes queued before it: 503, the client may retry. */
export function keptBusy(resource: string): FhirError {
  return unavailable(say`Other writes to ${resource} did not finish in time`, undefined);
}

const AGAIN = say`Nothing is wrong with the request: send it again in a few seconds`;
const LOOK_AFTER = say`Nothing is wrong with the request: the operator of the server must look into its database`;

function unavailable(text: Text, cause: unknown, hint = AGAIN): FhirError {
  return new FhirError('unavailable', text, [{ text, hint }], { cause });
}
