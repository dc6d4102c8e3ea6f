import type { JsonObject, JsonValue } from './json-value';
import { surveyText } from './number-tokens';
import { restoreDecimals } from './restore-decimals';
import { parseStrictly } from './strict-parser';

/**
 * Parses a resource that was checked and then written by `stringifyJson`. Preserves every digit, and skips the checks
 * of `parseJson`.
 *
 * @throws SyntaxError when the text is not what was stored
 */
export function parseStored(text: string): JsonObject {
  const value = JSON.parse(text) as JsonObject;
  if (!holdsNumber(value)) return value;
  const { decimals } = surveyText(text, true);
  if (decimals.length === 0) return value;
  return (restoreDecimals(value, decimals) ?? parseStrictly(text, Infinity)) as JsonObject;
}

/** Recursive, which is safe because the depth was checked before storing. */
function holdsNumber(value: JsonValue): boolean {
  if (typeof value === 'number') return true;
  if (Array.isArray(value)) return value.some(holdsNumber);
  if (typeof value !== 'object' || value === null) return false;
  for (const name in value) if (holdsNumber((value as JsonObject)[name]!)) return true;
  return false;
}
