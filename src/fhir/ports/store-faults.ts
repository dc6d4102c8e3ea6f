import { FhirError } from '../errors/fhir-error';
import { say, type Text } from '../messages';

/** The error of a store whose database does not answer: 503, and the client may try again. */
export function databaseSilent(cause: unknown): FhirError {
  return unavailable(say`The database does not answer`, cause);
}

/** The error of a store that gave up waiting for other requests: 503, and the client may try again. */
export function databaseLocked(tries: number, cause: unknown): FhirError {
  return unavailable(say`The data stayed locked by other requests after ${tries} tries`, cause);
}

function unavailable(text: Text, cause: unknown): FhirError {
  const hint = say`Nothing is wrong with the request: send it again in a few seconds`;
  return new FhirError('unavailable', text, [{ text, hint }], { cause });
}
