import type { SearchPrefix } from '../../ports/search';

const PREFIX = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)(?=.)/s;

/** `ge2026` -> `ge` and `2026`; without a prefix it is `eq`. @see https://hl7.org/fhir/R4/search.html#prefix */
export function withPrefix(text: string): { readonly prefix: SearchPrefix; readonly rest: string } {
  const [, prefix] = PREFIX.exec(text) ?? [];
  return prefix === undefined
    ? { prefix: 'eq', rest: text }
    : { prefix: prefix as SearchPrefix, rest: text.slice(prefix.length).trimStart() };
}
