import { answersTrees, type Reach, type SearchableType } from '../search';
import type { StoreRegistry } from './store-registry';

/**
 * Where searches lead over references: to types that are searched, in the same store, which has to answer what is asked of
 * other resources.
 * @param searchable what a type can be searched by
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
