import type { SearchPrefix } from '../../ports/search';

const PREFIX = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)(?=.)/s;

/** Splits `ge2026` into `ge` and `2026`; the default prefix is `eq`. @see https://hl7.org/fhir/R4/search.html#prefix */
export function withPrefix(text: string): { readonly prefix: SearchPrefix; readonly rest: string } {
  const [, prefix] = PREFIX.exec(text) ?? [];
  return prefix === undefined
    ? { prefix: 'eq', rest: text }
    : { prefix: prefix as SearchPrefix, rest: text.slice(prefix.length).trimStart() };
}
