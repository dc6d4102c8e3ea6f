import type { IndexChange, IndexEntry, SearchClause, TokenEntry, TokenValue } from '../../src/fhir';

/** The index entry of an identifier. */
export function identifierEntry({ system = '', value }: TokenValue): TokenEntry {
  return { kind: 'token', code: 'identifier', system, value };
}

/** A change of index entries only, not of references. */
export function entriesChange(added: readonly IndexEntry[], removed: readonly IndexEntry[] = []): IndexChange {
  return { entries: { added, removed }, references: { added: [], removed: [] } };
}

/** The clause of `identifier=…`. */
export function byIdentifier(...values: TokenValue[]): SearchClause {
  return { kind: 'token', code: 'identifier', values };
}
