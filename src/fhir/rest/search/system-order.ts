import { FhirError } from '../../errors/fhir-error';
import { say, type Text } from '../../messages';
import type { ResourceStore } from '../../ports/resource-store';
import type { SearchSort } from '../../ports/search';
import { isAnswered } from '../../search';
import type { SearchQuery } from './search-query';

/** One type's part of a search of several types. */
export interface Part {
  readonly type: string;
  readonly query: SearchQuery;
  readonly index: string;
}

const SORT = '_sort';

/**
 * Requires that every sort key is compared the same way in all types of a search.
 * @param baseUrl of this server
 * @throws FhirError `invalid-request`
 */
export function requireOneOrder(
  parts: readonly Part[],
  storeOf: (type: string) => ResourceStore,
  baseUrl: string,
): void {
  const [first] = parts;
  if (!first || parts.length === 1) return;
  const refused = (text: Text): FhirError => {
    const hint = say`Omit it, or search one type: GET ${`${baseUrl}/${first.type}?_sort=…`}`;
    return new FhirError('invalid-request', text, [{ code: 'not-supported', text, hint, expression: `http.${SORT}` }]);
  };
  for (const { type, query } of parts) {
    for (const [n, key] of query.sort.entries()) {
      const { of } = first.query.sort[n] ?? key;
      const name = nameOf(key);
      if (key.of !== of) {
        throw refused(say`${name} is sorted as ${of} in ${first.type} and as ${key.of} in ${type}, so the two cannot be sorted together`);
      }
      const store = storeOf(type);
      const isShared = of !== 'token' || store === storeOf(first.type);
      if (!isShared || !isAnswered(store.capabilities(type).sortAmong ?? [], key.code, of)) {
        throw refused(say`${type} cannot be sorted by ${name} together with other types: its database compares values in its own way`);
      }
    }
  }
} // prettier-ignore

/** Those of the requested sort keys that all types have, as the value of `_sort`. */
export function sharedKeys(parts: readonly Part[]): string {
  const [first = [], ...others] = parts.map(({ query }) => {
    const written = query.used.find(([name]) => name === SORT)?.[1] ?? '';
    return written.split(',').filter((key) => key !== '');
  });
  return first.filter((key) => others.every((keys) => keys.includes(key))).join();
}

function nameOf({ code, over = [] }: SearchSort): string {
  return [...over.map((step) => step.code), code].join('.');
}
