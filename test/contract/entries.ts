import type { IndexChange, IndexEntry, SearchClause, TokenEntry, TokenValue } from '../../src/fhir';

/** An identifier as a store indexes it. */
export function identifierEntry({ system = '', value }: TokenValue): TokenEntry {
  return { kind: 'token', code: 'identifier', system, value };
}

/** A change of what a resource is found by, and of nothing else. */
export function entriesChange(added: readonly IndexEntry[], removed: readonly IndexEntry[] = []): IndexChange {
  return { entries: { added, removed }, references: { added: [], removed: [] } };
}

/** The clause of `identifier=…`. */
export function byIdentifier(...values: TokenValue[]): SearchClause {
  return { kind: 'token', code: 'identifier', values };
}
