import type { ConditionsRequest, MetConditions } from '../ports/conditions';
import { PAGE_BYTES } from '../ports/page-limits';
import type { SearchPage, SearchRequest } from '../ports/search';

/** Where resources are read: a store, or a unit of work. */
export interface ConditionsReader {
  search(request: SearchRequest): Promise<SearchPage>;
  conditionsMet?(request: ConditionsRequest): Promise<MetConditions> | undefined;
}

/** Which conditions resources meet, with one search for each condition where the reader has no quicker answer. */
export function conditionsMet(reader: ConditionsReader, request: ConditionsRequest): Promise<MetConditions> {
  return reader.conditionsMet?.(request) ?? bySearches(reader, request);
}

async function bySearches(
  reader: ConditionsReader,
  { type, ids, conditions, unseen }: ConditionsRequest,
): Promise<MetConditions> {
  const met = new Map(ids.map((id) => [id, conditions.map(() => false)]));
  const limits = { count: ids.length, bytes: PAGE_BYTES, countUpTo: 0 };
  const masks = unseen && { unseen: { ...unseen, byType: {} } };
  for (const [at, condition] of conditions.entries()) {
    const clauses = [{ kind: 'id', ids } as const, ...condition];
    let after: string | undefined;
    do {
      const page = await reader.search({ type, clauses, ...limits, ...masks, ...(after !== undefined && { after }) });
      for (const { id } of page.versions) met.get(id)![at] = true;
      after = page.next;
    } while (after !== undefined);
  }
  return met;
}
