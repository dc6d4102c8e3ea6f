import { PAGE_BYTES, type TokenValue, type ResourceStore } from '../../src/fhir';
import { byIdentifier } from './entries';

/** Ids of the first `count` resources of a type that have an identifier. */
export async function identified(
  store: ResourceStore,
  type: string,
  token: TokenValue,
  count = 1_000,
): Promise<string[]> {
  const { versions } = await store.search({
    type,
    clauses: [byIdentifier(token)],
    count,
    bytes: PAGE_BYTES,
  });
  return versions.map(({ id }) => id);
}
