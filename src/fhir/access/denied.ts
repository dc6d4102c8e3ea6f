import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import type { Denial } from './access-policy';

/**
 * The error for a refused request: 403, with the missing scope.
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export function denied({
  scope,
  text = say`This client is not allowed to do this`,
  hint,
  expression,
}: Denial): FhirError {
  const told = hint ?? (scope === undefined ? undefined : say`Request a token with the scope ${scope}.`);
  const issue = { text, ...(told && { hint: told }), ...(expression !== undefined && { expression }) };
  if (scope === undefined) return new FhirError('forbidden', text, [issue]);
  return new FhirError('forbidden', text, [issue], { challenge: { error: 'insufficient_scope', scopes: [scope] } });
}
