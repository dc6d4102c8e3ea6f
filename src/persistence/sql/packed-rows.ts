import type { SqlRow, SqlValue } from './sql-database';

/*
 * Rows with bodies as one row, for SQLite, whose driver takes 4 µs and more to hand over each of them: one column holds
 * the bodies one after the other, another what belongs to each of them. It halves the cost of a page.
 */

/**
 * Two columns of a statement that has no other rows.
 * @param facts columns of each row
 * @param bytes the length of its body
 * @param body the body, which may be null
 */
export function packedColumns(facts: readonly string[], bytes: string, body: string): string {
  return `json_group_array(json_array(${[bytes, ...facts].join(', ')})), CAST(group_concat(${body}, '') AS BLOB)`;
}

/** A row whose body is in UTF-8. */
export interface UnpackedRow {
  readonly bytes: number;
  readonly facts: SqlRow;
  readonly body: Uint8Array | null;
}

/**
 * @param longest bytes up to which bodies were selected
 * @returns undefined when the stored lengths are not those of the bodies
 */
export function unpackedRows([packed, bodies]: SqlRow, longest = Infinity): readonly UnpackedRow[] | undefined {
  const all = (bodies as unknown as Uint8Array | null) ?? NOTHING;
  const rows: UnpackedRow[] = [];
  let at = 0;
  for (const [bytes, ...facts] of JSON.parse(String(packed)) as [number | null, ...SqlValue[]][]) {
    // A key without its row.
    if (bytes === null) continue;
    const isThere = bytes > 0 && bytes <= longest;
    const body = isThere ? all.subarray(at, at + bytes) : null;
    if (isThere) at += bytes;
    rows.push({ bytes, facts, body });
  }
  return at === all.length ? rows : undefined;
}

const NOTHING = new Uint8Array();
