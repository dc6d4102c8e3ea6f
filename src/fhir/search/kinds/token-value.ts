import { excerptOf, say } from '../../messages';
import type { TokenValue } from '../../ports/search';
import { splitAt, unescape } from '../escaping';
import { wrongValue } from '../search-value-error';

/**
 * Parses `system|value`, `|value` (without a system) or `value` (any system).
 * @param text one alternative, as sent
 * @throws FhirError `invalid-request`
 */
export function tokenOf(code: string, text: string): TokenValue {
  const parts = splitAt('|', text).map(unescape);
  const [first = '', second] = parts;
  const shown = excerptOf(text);
  if (parts.length > 2)
    throw wrongValue(code, say`${shown} has too many bars (|)`, say`A bar inside a value is written as \\|.`);
  if (second === '' && first !== '') {
    const whole = say`${shown} cannot be searched by system alone`;
    throw wrongValue(code, whole, say`Search by the whole value: ${code}=system|value.`, 'not-supported');
  }
  const value = second ?? first;
  const hint = say`Write ${code}=system|value; a comma in a value is written as \\,.`;
  if (value === '') throw wrongValue(code, say`${code} without a value cannot be searched`, hint);
  return second === undefined ? { value } : { system: first, value };
}
