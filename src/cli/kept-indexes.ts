import type { IndexUpkeep, KeptIndex, StoreRegistry } from '../fhir';
import { Refusal, UsageError } from './command';
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

/**
 * Servers rely on what the access policies hide in an index, so a command needs the same policies to judge or change it.
 * @throws Refusal when it has others, or none
 */
export async function requireSamePolicies(upkeep: IndexUpkeep, indexes: readonly KeptIndex[]): Promise<void> {
  for (const kept of indexes) {
    if (!(await upkeep.isOfOtherPolicies(kept))) continue;
    const { type } = kept.searchable;
    throw new Refusal(
      say`The search index of ${type} was made with other access policies. Set AUTH and ACCESS_POLICIES as for the servers on this database; if they have changed, run ${'reindex'} with the new ones first (AUTH=none: no policies).`,
    );
  }
}

/** The current number of resources of some types. */
export async function countOf(stores: StoreRegistry, types: readonly string[]): Promise<number> {
  let sum = 0;
  for (const type of types) sum += (await stores.of(type).search({ type, clauses: [], count: 0, bytes: 0 })).total ?? 0;
  return sum;
}
