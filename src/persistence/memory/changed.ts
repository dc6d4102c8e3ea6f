import type { Change } from '../../fhir';

/** Entries by their keys, after a change. */
export function changed<T>(
  entries: ReadonlyMap<string, T>,
  { added, removed }: Change<T>,
  keyOf: (entry: T) => string,
) {
  const result = new Map(entries);
  for (const entry of removed) result.delete(keyOf(entry));
  for (const entry of added) result.set(keyOf(entry), entry);
  return result;
}
