import { FhirError } from '../errors/fhir-error';
import type { Text } from '../messages';

/** Error (400) for a value that a search parameter does not support. */
export function wrongValue(
  code: string,
  text: Text,
  hint: Text,
  issue: 'value' | 'not-supported' | 'too-long' | 'too-costly' = 'value',
): FhirError {
  return new FhirError('invalid-request', text, [{ code: issue, text, hint, expression: `http.${code}` }]);
}
