import { FhirError } from '../errors/fhir-error';
import { say, type Text } from '../messages';

/** The error of a store whose database does not answer: 503, and the client may try again. */
export function databaseSilent(cause: unknown): FhirError {
  return unavailable(say`The database does not answer`, cause);
}

/** The error of a store that gave up what it was asked, since it took too long: 400, and the client may ask for less. */
export function statementTooSlow(cause: unknown): FhirError {
  const text = say`The database took too long for what was asked, and gave it up`;
  const hint = say`Ask for less: add a criterion that few resources fit, such as an identifier, a code or a place.`;
  return new FhirError('invalid-request', text, [{ code: 'too-costly', text, hint }], { cause });
}

/** The error of a store that gave up waiting for other requests: 503, and the client may try again. */
export function databaseLocked(tries: number, cause: unknown): FhirError {
  return unavailable(say`The data stayed locked by other requests after ${tries} tries`, cause);
}

/** The error of a store whose database another program keeps for itself: 503, and the client may try again. */
export function databaseHeld(cause: unknown): FhirError {
  return unavailable(say`Another program has kept the database locked for too long`, cause);
}

/** The error of a store that cannot write: 503, until somebody makes room. */
export function databaseFull(cause: unknown): FhirError {
  return unavailable(say`The disk of the database is full`, cause, LOOK_AFTER);
}

/** The error of a store that has lost its database: 503, until the server is started on one again. */
export function databaseGone(cause: unknown): FhirError {
  return unavailable(say`The file of the database was deleted or replaced while the server ran`, cause, LOOK_AFTER);
}

/** The error of a store that did not commit because the writes before took too long: 503, and the client may try again. */
export function databaseSlow(): FhirError {
  return unavailable(say`The write took too long, and was taken back`, undefined);
}

/** The error of a write that waited too long for those ahead of it: 503, and the client may try again. */
export function keptBusy(resource: string): FhirError {
  return unavailable(say`Other writes of ${resource} have not ended in time`, undefined);
}

const AGAIN = say`Nothing is wrong with the request: send it again in a few seconds`;
const LOOK_AFTER = say`Nothing is wrong with the request: whoever runs the server has to look after its database`;

function unavailable(text: Text, cause: unknown, hint = AGAIN): FhirError {
  return new FhirError('unavailable', text, [{ text, hint }], { cause });
}
