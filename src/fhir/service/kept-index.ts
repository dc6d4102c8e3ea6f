import type { SearchIndex } from '../ports/search-index';
import type { SearchableType } from '../search';

/** A search index maintained by the write path, with the definition it should match. */
export interface KeptIndex {
  readonly index: SearchIndex;
  readonly searchable: SearchableType;
}

/** Noted for an index without labels. */
export const NO_LABELS = '';

/** The note that says which labels all entries of a type have. */
export function labelsOf(type: string): string {
  return `${type} labels`;
}
