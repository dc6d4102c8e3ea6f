import { answersTrees, type Reach, type SearchableType } from '../search';
import type { StoreRegistry } from './store-registry';

/**
 * Determines which types a search can reach through references: searchable types in the same store, if the store
 * supports clauses about other resources.
 * @param searchable how a type can be searched
 */
export function reachIn(stores: StoreRegistry, searchable: (type: string) => SearchableType): Reach {
  const isSearched = (type: string): boolean =>
    stores.served.get(type)?.interactions.includes('search-type') === true &&
    answersTrees(stores.capabilities(type).search);
  return {
    types: [...stores.served.keys()].filter(isSearched),
    to: (from, type) => {
      if (!isSearched(type)) return undefined;
      return stores.of(from) === stores.of(type) ? searchable(type) : 'elsewhere';
    },
  };
}
