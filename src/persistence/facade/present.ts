import { FhirDecimal, type JsonValue } from '../../fhir';
import type { SqlValue } from '../sql/sql-database';

/** A JSON value without its null, undefined and empty parts; undefined when nothing is left. */
export function present(value: unknown): JsonValue | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) {
    const items = value.map(present).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value as JsonValue;
  const members = Object.entries(value)
    .map(([name, member]) => [name, present(member)] as const)
    .filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined);
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}

/** A row for the database: columns without a value are NULL, and decimals keep all their digits. */
export function nulled(row: object): { readonly [column: string]: SqlValue | readonly object[] } {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]: [string, unknown]) => [
      column,
      Array.isArray(value) ? childrenOf(value as (object | null | undefined)[]) : cellOf(value),
    ]),
  );
}

function childrenOf(rows: readonly (object | null | undefined)[]): readonly object[] {
  return rows.filter((row) => row !== null && row !== undefined).map(nulled);
}

function cellOf(value: unknown): SqlValue {
  return value instanceof FhirDecimal ? value.text : ((value ?? null) as SqlValue);
}
