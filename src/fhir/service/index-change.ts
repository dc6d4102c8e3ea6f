import type { JsonObject } from '../json';
import { referenceKey, referencesOf } from '../integrity/references';
import type { Change, IndexChange } from '../ports/index-change';
import { identifierKey, identifiersOf } from './identifiers';

/**
 * What to tell a store's index; undefined is no resource, so `(undefined, r)` is a creation and `(r, undefined)` a deletion.
 * @param baseUrl see `targetOf`
 */
export function indexChange(
  before: Readonly<JsonObject> | undefined,
  after: Readonly<JsonObject> | undefined,
  baseUrl?: string,
): IndexChange {
  const change = <T>(entriesOf: (resource: Readonly<JsonObject>) => T[], keyOf: (entry: T) => string): Change<T> =>
    changeOf(before ? entriesOf(before) : [], after ? entriesOf(after) : [], keyOf);
  return {
    identifiers: change(identifiersOf, identifierKey),
    references: change((resource) => referencesOf(resource, baseUrl), referenceKey),
  };
}

function changeOf<T>(old: readonly T[], now: readonly T[], keyOf: (entry: T) => string): Change<T> {
  const [before, after] = [new Set(old.map(keyOf)), new Set(now.map(keyOf))];
  return {
    added: now.filter((entry) => !before.has(keyOf(entry))),
    removed: old.filter((entry) => !after.has(keyOf(entry))),
  };
}
