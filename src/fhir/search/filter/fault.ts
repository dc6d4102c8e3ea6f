import { FhirError } from '../../errors/fhir-error';
import { say, type Text } from '../../messages';

/**
 * Error (400) for an invalid filter.
 * @param at position in its text, starting at 0
 */
export function filterFault(
  at: number,
  text: Text,
  hint: Text,
  code: 'invalid' | 'not-supported' | 'too-costly' = 'invalid',
): FhirError {
  const said = say`_filter, character ${at + 1}: ${text}`;
  return new FhirError('invalid-request', said, [{ code, text: said, hint, expression: 'http._filter' }]);
}
