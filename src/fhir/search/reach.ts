import type { SearchClause } from '../ports/search';
import type { Searchable } from './searchable';

/** Which other types a search leads to, over references. */
export interface Reach<C = SearchClause> {
  /** All that can be searched by what is asked of other resources. */
  readonly types: readonly string[];
  /**
   * @returns undefined: it is not served, or cannot be searched; `elsewhere`: it is kept in another store than `from`
   */
  to(from: string, type: string): Searchable<C> | 'elsewhere' | undefined;
}
