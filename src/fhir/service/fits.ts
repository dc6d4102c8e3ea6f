import type { JsonObject } from '../json/json-value';
import type { IdentifierToken, SearchClause } from '../ports/search';
import { identifiersOf } from './identifiers';

/** Whether a resource is what a search by these clauses finds: for what was found a moment ago, and may have changed. */
export function fits(resource: Readonly<JsonObject>, clauses: readonly SearchClause[]): boolean {
  const { id } = resource;
  return clauses.every((clause) =>
    clause.by === 'id' ? typeof id === 'string' && clause.ids.includes(id) : hasOne(resource, clause.tokens),
  );
}

function hasOne(resource: Readonly<JsonObject>, tokens: readonly IdentifierToken[]): boolean {
  return identifiersOf(resource).some((identifier) =>
    tokens.some(
      ({ system, value }) => identifier.value === value && (system === undefined || identifier.system === system),
    ),
  );
}
