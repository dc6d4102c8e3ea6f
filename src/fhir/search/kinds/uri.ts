import type { JsonValue } from '../../json';
import { say } from '../../messages';
import type { IndexEntry } from '../../ports/index-change';
import { unescape } from '../escaping';
import { wrongValue } from '../search-value-error';
import { NO_ENTRIES, type Kind } from './kind';

/** What is indexed of URIs: those without white space, of at most 500 characters. */
const INDEXED = /^\S{1,500}$/;

/** Compared character by character. @see https://hl7.org/fhir/R4/search.html#uri */
export const uri: Kind = {
  index: 'uri',
  elements: Object.fromEntries(['uri', 'url', 'canonical', 'oid', 'uuid'].map((type) => [type, uriEntries] as const)),
  modifiers: () => [],
  clause: ({ code }, { alternatives }) => {
    const values = alternatives.map(unescape);
    if (values.includes('')) {
      const hint = say`A comma in a value is written as \\,.`;
      throw wrongValue(code, say`${code} without a value cannot be searched`, hint);
    }
    // Another one is nobody's.
    return { kind: 'uri', code, values: values.filter((value) => INDEXED.test(value)) };
  },
  documentation: {
    en: 'The whole URI, character by character; commas mean or.',
    fr: 'L’URI entière, caractère par caractère ; la virgule veut dire « ou ».',
  },
};

function uriEntries(value: JsonValue, code: string): readonly IndexEntry[] {
  return typeof value === 'string' && INDEXED.test(value) ? [{ kind: 'uri', code, uri: value }] : NO_ENTRIES;
}
