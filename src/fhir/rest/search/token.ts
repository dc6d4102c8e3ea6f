import { FhirError } from '../../errors/fhir-error';
import { excerptOf, say, type Text } from '../../messages';
import type { IdentifierToken } from '../../ports/search';

/** What parts the values of a search parameter: `,` between alternatives, `|` inside a token. */
type Separator = ',' | '|';

/**
 * Splits at a separator that no backslash escapes. The parts keep their backslashes, so that they can be split again.
 * @see https://hl7.org/fhir/R4/search.html#escaping
 */
export function splitAt(separator: Separator, text: string): string[] {
  const parts = [''];
  for (const [piece] of text.matchAll(/\\[^]|[^]/g)) {
    if (piece === separator) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

export function unescape(text: string): string {
  return text.replace(/\\([\\,|$])/g, '$1');
}

/**
 * `system|value`, `|value` (no system) or `value` (any system).
 * @param text one alternative, as it was sent
 * @throws FhirError `invalid-request`. @see https://hl7.org/fhir/R4/search.html#token
 */
export function identifierToken(text: string): IdentifierToken {
  const parts = splitAt('|', text).map(unescape);
  const [first = '', second] = parts;
  const shown = excerptOf(text);
  if (parts.length > 2) throw wrong(say`${shown} has a bar too many`, say`A bar inside a value is written as \\|.`);
  if (second === '' && first !== '') {
    const hint = say`Search by the whole identifier: identifier=system|value.`;
    throw wrong(say`The identifiers of a whole system, ${shown}, cannot be searched here`, hint, 'not-supported');
  }
  const value = second ?? first;
  const hint = say`Write identifier=system|value; a comma in a value is written as \\,.`;
  if (value === '') throw wrong(say`An identifier without a value cannot be searched`, hint);
  return second === undefined ? { value } : { system: first, value };
}

function wrong(text: Text, hint: Text, code: 'value' | 'not-supported' = 'value'): FhirError {
  return new FhirError('invalid-request', text, [{ code, text, hint, expression: 'http.identifier' }]);
}
