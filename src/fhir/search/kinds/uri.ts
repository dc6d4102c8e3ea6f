import type { JsonValue } from '../../json';
import { excerptOf, say } from '../../messages';
import type { IndexEntry } from '../../ports/index-change';
import { unescape } from '../escaping';
import { wrongValue } from '../search-value-error';
import { NO_ENTRIES, type Kind } from './kind';

/** Indexed URIs: without white space, 500 characters at most. */
const INDEXED = /^\S{1,500}$/;
/** A URI with a hierarchical path. */
const HIERARCHICAL = /^[a-z][a-z0-9+.-]*:\/\/[^/]+/i;
/** Maximum number of ancestor URIs compared. */
const MOST_ABOVE = 100;

/** URIs are compared exactly. @see https://hl7.org/fhir/R4/search.html#uri */
export const uri: Kind = {
  index: 'uri',
  extras: [],
  elements: Object.fromEntries(['uri', 'url', 'canonical', 'oid', 'uuid'].map((type) => [type, uriEntries] as const)),
  modifiers: () => ['above', 'below'],
  clause: ({ code, indexedAs = code }, { alternatives, modifier }) => {
    // A value that cannot be indexed matches nothing.
    const values = alternatives.map((text) => valueOf(code, text, modifier)).filter((value) => INDEXED.test(value));
    if (modifier === 'below') return { kind: 'uri', code: indexedAs, values, below: true };
    if (modifier !== 'above') return { kind: 'uri', code: indexedAs, values };
    const above = [...new Set(values.flatMap(upwards))];
    if (above.length > MOST_ABOVE) {
      const text = say`${code}:above would be compared with ${above.length} addresses`;
      throw wrongValue(code, text, say`Send fewer alternatives.`, 'too-costly');
    }
    return { kind: 'uri', code: indexedAs, values: above };
  },
  documentation: {
    en: 'The exact URI; `:below` matches URIs under this one, `:above` URIs that this one is under; commas mean OR.',
    fr: 'L’URI entière, caractère par caractère ; `:below` trouve ce qui est sous une adresse, `:above` ce dont elle relève ; la virgule veut dire « ou ».',
  },
};

/** @throws FhirError `invalid-request` */
function valueOf(code: string, text: string, modifier: string | undefined): string {
  const value = unescape(text);
  if (value === '') {
    const hint = say`A comma in a value is written as \\,.`;
    throw wrongValue(code, say`${code} without a value cannot be searched`, hint);
  }
  if (modifier === undefined) return value;
  const hint = say`Write an address such as https://example.org/fhir, or the whole URI without a modifier.`;
  if (!HIERARCHICAL.test(value)) throw wrongValue(code, say`${excerptOf(value)} has nothing above or below it`, hint);
  return modifier === 'below' ? value.replace(/(?<=[^/])\/+$/, '') : value;
}

/** The URI and its ancestors, each with and without a trailing slash. */
function upwards(value: string): readonly string[] {
  const [root = ''] = HIERARCHICAL.exec(value) ?? [];
  const found = new Set([value, root, `${root}/`]);
  for (let at = value.indexOf('/', root.length + 1); at !== -1; at = value.indexOf('/', at + 1)) {
    found.add(value.slice(0, at)).add(value.slice(0, at + 1));
  }
  return [...found];
}

function uriEntries(value: JsonValue, code: string): readonly IndexEntry[] {
  return typeof value === 'string' && INDEXED.test(value) ? [{ kind: 'uri', code, uri: value }] : NO_ENTRIES;
}
