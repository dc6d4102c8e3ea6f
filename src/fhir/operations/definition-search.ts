import { cursorAfter, idOfCursor } from '../ports/cursor';
import { onePage, PAGE_BYTES } from '../ports/page-limits';
import type { DefinitionLibrary, DefinitionType, ServedDefinition } from '../profile/definition-library';
import type { SearchQuery } from '../rest/search/search-query';
import { unescape, type Searchable } from '../search';

/** Canonical URLs; a definition matches if it has one of them. */
type Urls = readonly string[];

/** The search parameters of definitions. */
export function searchableDefinitions(type: DefinitionType): Searchable<Urls> {
  const url = {
    code: 'url',
    type: 'uri',
    documentation: {
      en: 'Canonical URL; commas mean OR.',
      fr: 'URL canonique ; la virgule veut dire « ou ».',
    },
    modifiers: [],
    clause: ({ alternatives }: { readonly alternatives: readonly string[] }) => alternatives.map(unescape),
  } as const;
  return { type, parameters: [url] };
}

export interface DefinitionPage {
  /** Ascending by id. */
  readonly definitions: readonly ServedDefinition[];
  /** Number of matches over all pages. */
  readonly total: number;
  /** Cursor as in `SearchPage`. */
  readonly next?: string;
}

/** One page of the matching definitions. */
export function findDefinitions(
  library: DefinitionLibrary,
  type: DefinitionType,
  { clauses, count, after }: Pick<SearchQuery<Urls>, 'clauses' | 'count'> & { readonly after?: string | undefined },
): DefinitionPage {
  const [first, ...others] = clauses;
  const urls = first && new Set(first.filter((url) => others.every((each) => each.includes(url))));
  const found = urls ? [...urls].flatMap((url) => library.list(type, url)) : library.list(type);
  const last = after === undefined ? '' : idOfCursor(after);
  const rest = found.filter(({ id }) => id > last).sort((a, b) => (a.id < b.id ? -1 : 1));
  const definitions = onePage(rest, { count, bytes: PAGE_BYTES }, (each) => each.bytes);
  const more = count > 0 && definitions.length < rest.length ? definitions.at(-1) : undefined;
  return { definitions, total: found.length, ...(more && { next: cursorAfter(more.id) }) };
}
