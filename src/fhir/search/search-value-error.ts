import { FhirError } from '../errors/fhir-error';
import type { Text } from '../messages';

/** The error of a value that a search parameter cannot have: 400. */
export function wrongValue(
  code: string,
  text: Text,
  hint: Text,
  issue: 'value' | 'not-supported' | 'too-long' | 'too-costly' = 'value',
): FhirError {
  return new FhirError('invalid-request', text, [{ code: issue, text, hint, expression: `http.${code}` }]);
}
