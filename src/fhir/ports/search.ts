import type { PageLimits } from './page-limits';
import type { StoredVersion } from './versions';

/** A token of the search parameter `identifier`. @see https://hl7.org/fhir/R4/search.html#token */
export interface IdentifierToken {
  /** Absent: of any system (`value`). Empty: of none (`|value`). */
  readonly system?: string;
  readonly value: string;
}

/** One thing a resource must be to be found; a search parameter that is new to the store is a case here. */
export type SearchClause =
  /** One of these logical ids. */
  | { readonly by: 'id'; readonly ids: readonly string[] }
  /** One of these identifiers. */
  | { readonly by: 'identifier'; readonly tokens: readonly IdentifierToken[] };

/** A `count` of 0 asks for the total alone. */
export interface SearchRequest extends PageLimits {
  readonly type: string;
  /** All must hold; none: every resource of the type. Lists of more than 100 values need not be taken. */
  readonly clauses: readonly SearchClause[];
  /** Only resources with a later id: that of the last one on the page before. */
  readonly after?: string;
}

export interface SearchPage {
  /** Current versions, no deletions, ascending by id: character by character, capitals before small letters. */
  readonly versions: readonly StoredVersion[];
  /** How many resources fit in all, whatever the page; counted at the moment the page was read. */
  readonly total: number;
  readonly hasMore: boolean;
}
