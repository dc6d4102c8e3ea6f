import { isJsonObject, type JsonValue } from '../../json';
import { say } from '../../messages';
import type { IndexEntry } from '../../ports/index-change';
import { unescape } from '../escaping';
import { foldedStart, foldText, LONGEST_FOLDED } from '../fold-text';
import { wrongValue } from '../search-value-error';
import { NO_ENTRIES, type Kind } from './kind';

/** Parts that are indexed separately. @see https://hl7.org/fhir/R4/search.html#string */
const PARTS = {
  HumanName: ['text', 'family', 'given', 'prefix', 'suffix'],
  Address: ['text', 'line', 'city', 'district', 'state', 'postalCode', 'country'],
};

export const string: Kind = {
  index: 'string',
  extras: [],
  elements: {
    ...Object.fromEntries(['string', 'markdown', 'code', 'uri'].map((type) => [type, textEntries] as const)),
    HumanName: (value, code) => partEntries(value, PARTS.HumanName, code),
    Address: (value, code) => partEntries(value, PARTS.Address, code),
  },
  modifiers: () => ['exact', 'contains'],
  clause: ({ code, indexedAs = code }, { alternatives, modifier }) => {
    const match = modifier === 'exact' || modifier === 'contains' ? modifier : 'starts';
    const texts = alternatives.map(unescape);
    const values = match === 'exact' ? texts : texts.map(foldText);
    for (const value of values) assertSearchable(code, value, match === 'exact');
    return { kind: 'string', code: indexedAs, match, values };
  },
  documentation: {
    en: 'Begins with this text, ignoring letter case and accents. `:contains` matches anywhere, `:exact` the exact text; commas mean OR.',
    fr: 'Commence par ce texte, sans tenir compte de la casse ni des accents. `:contains` le trouve n’importe où, `:exact` tel quel ; la virgule veut dire « ou ».',
  },
};

function textEntries(value: JsonValue, code: string): readonly IndexEntry[] {
  if (typeof value !== 'string') return NO_ENTRIES;
  return [{ kind: 'string', code, text: value, folded: foldedStart(value) }];
}

function partEntries(value: JsonValue, parts: readonly string[], code: string): readonly IndexEntry[] {
  if (!isJsonObject(value)) return NO_ENTRIES;
  const entries: IndexEntry[] = [];
  for (const part of parts) {
    const said = value[part];
    if (Array.isArray(said)) for (const each of said) entries.push(...textEntries(each, code));
    else if (said !== undefined) entries.push(...textEntries(said, code));
  }
  return entries;
}

function assertSearchable(code: string, value: string, isExact: boolean): void {
  if (value === '') {
    const hint = say`A comma in a value is written as \\,.`;
    throw wrongValue(code, say`${code} without a value cannot be searched`, hint);
  }
  if (isExact || value.length <= LONGEST_FOLDED) return;
  const text = say`A value of ${code} is too long`;
  throw wrongValue(code, text, say`Send at most ${LONGEST_FOLDED} characters.`, 'too-long');
}
