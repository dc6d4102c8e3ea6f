import { isJsonObject, type JsonValue } from '../../json';
import { foldText } from '../fold-text';
import { remembered } from '../remembered';
import type { IndexEntry } from '../../ports/index-change';

/** Number of characters of a word, or of a short text, that are compared. */
export const LONGEST_WORDS = 100;

/** The part of a text that is compared. */
export function cut(folded: string): string {
  return folded.length <= LONGEST_WORDS
    ? folded
    : folded.slice(0, LONGEST_WORDS).replace(/[\uD800-\uDBFF]$/, '').trimEnd();
} // prettier-ignore

/** Human-readable texts of a code: its displays and text. @see https://hl7.org/fhir/R4/search.html#token */
export function displays(value: JsonValue, code: string): readonly IndexEntry[] {
  if (!isJsonObject(value)) return [];
  const { text, display, coding, type } = value;
  const codings = Array.isArray(coding) ? coding : [];
  return [
    ...[text, display].flatMap((each) => entryOf(each, code)),
    ...codings.flatMap((each) => (isJsonObject(each) ? entryOf(each['display'], code) : [])),
    ...(isJsonObject(type) ? entryOf(type['text'], code) : []),
  ];
}

const foldedOf = remembered((text) => cut(foldText(text.slice(0, 2 * LONGEST_WORDS))));

function entryOf(text: JsonValue | undefined, code: string): readonly IndexEntry[] {
  const words = typeof text === 'string' ? foldedOf(text) : '';
  return words === '' ? [] : [{ kind: 'words', code, words }];
}
