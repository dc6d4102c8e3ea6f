import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import { isJsonObject, type JsonValue } from './json-value';
import { closingQuote } from './number-tokens';

/**
 * Maximum number of values (objects, lists, strings, numbers, true, false, null) in one body or resource. Large
 * resources have a few thousand. The limit keeps one request from blocking the others.
 */
export const MOST_VALUES = 50_000;

/** Length of the shortest value, including its comma. */
const SHORTEST = 2;

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPENING_BRACKET = 0x5b;
const OPENING_BRACE = 0x7b;

/**
 * Counts the values of a JSON text before it is parsed. Every value but the outermost is the first within its brackets
 * or follows a comma. An empty list or object counts twice.
 */
export function countValues(text: string): number {
  let count = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = closingQuote(text, at);
    else if (code === COMMA || code === OPENING_BRACKET || code === OPENING_BRACE) count += 1;
  }
  return count;
}

/** @throws FhirError `too-large` (413) for too many values; short texts are not scanned */
export function refuseTooManyValues(text: string, most = MOST_VALUES): void {
  if (text.length > most * SHORTEST && countValues(text) > most) throw tooManyValues(most);
}

/** Whether a parsed value, itself included, holds more values than that; counting stops there. */
export function holdsMoreValues(value: JsonValue, most = MOST_VALUES): boolean {
  let left = most;
  const passes = (each: JsonValue): boolean => {
    left -= 1;
    if (left < 0) return true;
    if (Array.isArray(each)) return each.some(passes);
    if (!isJsonObject(each)) return false;
    for (const name in each) if (passes(each[name]!)) return true;
    return false;
  };
  return passes(value);
}

export function tooManyValues(most = MOST_VALUES): FhirError {
  const text = say`The body holds more than ${most} values (objects, lists, texts and numbers).`;
  const hint = say`Send less at once; a resource has a few thousand at most.`;
  return new FhirError('too-large', text, [{ code: 'too-costly', text, hint }]);
}
