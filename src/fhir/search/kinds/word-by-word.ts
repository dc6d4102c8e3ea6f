import { say } from '../../messages';
import type { SearchClause } from '../../ports/search';
import { unescape } from '../escaping';
import { foldText } from '../fold-text';
import { wrongValue } from '../search-value-error';
import type { IndexEntry } from '../../ports/index-change';
import { remembered } from '../remembered';
import { LONGEST_SEARCHED } from '../resource-text';
import type { Kind, ToEntries } from './kind';
import { string } from './string';
import { cut } from './words';

/** Maximum number of words in a search value. */
const MOST_WORDS = 10;

export type ToWords = (text: string) => readonly string[];

/** Splits a text into folded words, at anything that is not a letter or a digit. */
export function plainWords(text: string): readonly string[] {
  return foldText(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''); // prettier-ignore
}

/**
 * The kind for texts searched word by word: every word of the value must occur, or be the beginning of a word that
 * occurs.
 * @param wordsOf splits a text into folded words
 */
export function wordByWord(wordsOf: ToWords): Kind {
  return {
    index: 'words',
    extras: [],
    elements: Object.fromEntries(Object.entries(string.elements).map(([type, toTexts]) => [type, ofTexts(toTexts, wordsOf)])), // prettier-ignore
    modifiers: () => [],
    clause: ({ code, indexedAs = code }, { alternatives }) => {
      const values = alternatives.map((text) => asked(code, wordsOf(unescape(text))));
      const clause = (words: readonly string[]): SearchClause => ({ kind: 'words', code: indexedAs, values: words });
      if (values.every(({ length }) => length === 1)) return clause(values.flat());
      const each = values.map((words): SearchClause => ({ kind: 'all', clauses: words.map((word) => clause([word])) }));
      return each.length === 1 ? each[0]! : { kind: 'any', clauses: each };
    },
    documentation: {
      en: 'Words, or beginnings of words, all of which must occur, ignoring letter case and accents; commas mean OR.',
      fr: 'Des mots ou des débuts de mots, qui doivent tous y être, sans tenir compte de la casse ni des accents ; la virgule veut dire « ou ».',
    },
  };
}

function ofTexts(toTexts: ToEntries, wordsOf: ToWords): ToEntries {
  // Entries are immutable, so those of a recurring text are shared. Keyed by code.
  const known = new Map<string, (text: string) => readonly IndexEntry[]>();
  const entriesOf = (code: string) => {
    const ofCode = known.get(code);
    if (ofCode) return ofCode;
    const made = remembered((text) => [...new Set(wordsOf(text.slice(0, LONGEST_SEARCHED)).map(cut))].map((words): IndexEntry => ({ kind: 'words', code, words }))); // prettier-ignore
    known.set(code, made);
    return made;
  };
  return (value, code, baseUrl) => {
    if (typeof value === 'string') return entriesOf(code)(value);
    const texts = toTexts(value, code, baseUrl).flatMap((entry) => (entry.kind === 'string' ? [entry.text] : []));
    return texts.flatMap(entriesOf(code));
  };
}

/** @throws FhirError `invalid-request` */
function asked(code: string, words: readonly string[]): readonly string[] {
  const different = [...new Set(words.map(cut))];
  const hint = say`Write words separated by spaces, at most ${MOST_WORDS}.`;
  if (different.length === 0) throw wrongValue(code, say`${code} has a value without a word`, hint);
  if (different.length > MOST_WORDS) throw wrongValue(code, say`${code} has too many words`, hint, 'too-long'); // prettier-ignore
  return different;
}
