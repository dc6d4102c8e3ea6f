import { PAGE_BYTES, type IdentifierToken, type ResourceStore } from '../../src/fhir';

/** Ids of the resources of a type that have an identifier, the first `count` of them. */
export async function identified(
  store: ResourceStore,
  type: string,
  token: IdentifierToken,
  count = 1_000,
): Promise<string[]> {
  const { versions } = await store.search({
    type,
    clauses: [{ by: 'identifier', tokens: [token] }],
    count,
    bytes: PAGE_BYTES,
  });
  return versions.map(({ id }) => id);
}
