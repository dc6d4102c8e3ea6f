import type { SearchClause } from '../ports/search';
import type { Searchable } from './searchable';

/** The types that a search can reach through references. */
export interface Reach<C = SearchClause> {
  /** Types that can be searched through references. */
  readonly types: readonly string[];
  /**
   * @returns undefined when the type is not served or not searchable; `elsewhere` when its store is not that of `from`
   */
  to(from: string, type: string): Searchable<C> | 'elsewhere' | undefined;
}
