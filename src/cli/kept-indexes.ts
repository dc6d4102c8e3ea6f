import type { IndexUpkeep, KeptIndex, StoreRegistry } from '../fhir';
import { UsageError } from './command';
import { say, together } from './messages';

/** The indexes of some types. @param types all when empty or `all`. @throws UsageError for a type that has none */
export function keptIndexes(upkeep: IndexUpkeep, types: readonly string[]): readonly KeptIndex[] {
  const kept = upkeep.kept();
  if (types.length === 0 || types.includes('all')) return kept;
  const known = kept.map(({ searchable }) => searchable.type);
  const stranger = types.find((type) => !known.includes(type));
  if (stranger !== undefined) throw new UsageError(say`There is no search index for ${stranger}; there is one for each of ${together(known)}.`);
  return kept.filter(({ searchable }) => types.includes(searchable.type));
} // prettier-ignore

/** The current number of resources of some types. */
export async function countOf(stores: StoreRegistry, types: readonly string[]): Promise<number> {
  let sum = 0;
  for (const type of types) sum += (await stores.of(type).search({ type, clauses: [], count: 0, bytes: 0 })).total ?? 0;
  return sum;
}
