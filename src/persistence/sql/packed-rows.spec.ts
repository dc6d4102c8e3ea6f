import Libsql from 'libsql';
import { packedColumns, unpackedRows } from './packed-rows';
import type { SqlRow } from './sql-database';

interface Row {
  readonly rule: string;
  /** Id, stored length and body of each row. */
  readonly rows: readonly (readonly [id: string, bytes: number | null, body: string | null])[];
  readonly longest?: number;
  /** Id and body of each row; undefined when the lengths cannot be relied on. */
  readonly expect: readonly (readonly [id: string, body: string | null])[] | undefined;
}

const CASES: readonly Row[] = [
  { rule: 'no rows', rows: [], expect: [] },
  { rule: 'bodies of several rows', rows: [['a', 3, '"é"'.slice(0, 2)], ['b', 2, '{}']], expect: [['a', '"é'], ['b', '{}']] },
  { rule: 'a body that begins with a byte order mark', rows: [['a', 5, '\uFEFF{}'], ['b', 2, '{}']], expect: [['a', '\uFEFF{}'], ['b', '{}']] },
  { rule: 'a row without a body', rows: [['a', 0, null], ['b', 2, '{}'], ['c', 0, null]], expect: [['a', null], ['b', '{}'], ['c', null]] },
  { rule: 'rows without bodies only', rows: [['a', 0, null]], expect: [['a', null]] },
  { rule: 'a body that is too long', rows: [['a', 2, '{}'], ['b', 4, '{  }'], ['c', 2, '[]']], longest: 3, expect: [['a', '{}'], ['b', null], ['c', '[]']] },
  { rule: 'a key without its row', rows: [['a', null, null], ['b', 2, '{}']], expect: [['b', '{}']] },
  { rule: 'a length that is too great', rows: [['a', 3, '{}'], ['b', 2, '{}']], expect: undefined },
  { rule: 'a length that is too small', rows: [['a', 1, '{}'], ['b', 2, '{}']], expect: undefined },
  { rule: 'a length of nothing', rows: [['a', 0, '{}']], expect: undefined },
]; // prettier-ignore

describe('rows packed as one', () => {
  it.each(CASES)('are those of the statement: $rule', ({ rows, longest, expect: wanted }) => {
    const database = new Libsql(':memory:');
    database.exec('CREATE TABLE t (place INTEGER PRIMARY KEY, id TEXT, bytes INTEGER, body TEXT)');
    for (const [at, row] of rows.entries()) database.prepare('INSERT INTO t VALUES (?, ?, ?, ?)').run([at, ...row]);
    const body = longest === undefined ? 'body' : `CASE WHEN bytes <= ${longest} THEN body END`;
    const packed = database
      .prepare(`SELECT ${packedColumns(['id'], 'bytes', body)} FROM t`)
      .raw(true)
      .get([]);
    database.close();
    const found = unpackedRows(packed as SqlRow, longest);
    expect(found?.map(({ facts: [id], body: text }) => [id, text && Buffer.from(text).toString()])).toEqual(wanted);
  });
});
