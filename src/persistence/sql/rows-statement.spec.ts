import fc from 'fast-check';
import Libsql from 'libsql';
import { alike, RowsStatement, type Row } from './rows-statement';

const COLUMNS = ['type', 'code', 'id', 'words', 'record', 'label'];
const row = (code: string, id: string, words: string, label = 0): Row => ['T', code, id, words, 0, label];

describe('RowsStatement', () => {
  it.each<[string, readonly Row[], string | undefined, number]>([
    ['one row has nothing in common with another', [row('c', '1', 'a')], undefined, 0],
    ['all but the words', [row('c', '1', 'a'), row('c', '1', 'b')], '(?1, ?2, ?3, ?6, ?4, ?5), (?1, ?2, ?3, ?7, ?4, ?5)', 7], // prettier-ignore
    ['all but codes and words', [row('c', '1', 'a'), row('d', '1', 'b')], '(?1, ?5, ?2, ?6, ?3, ?4), (?1, ?7, ?2, ?8, ?3, ?4)', 8], // prettier-ignore
    ['types, records and labels', [row('c', '1', 'a'), row('c', '2', 'b')], '(?1, ?4, ?5, ?6, ?2, ?3), (?1, ?7, ?8, ?9, ?2, ?3)', 9], // prettier-ignore
    ['not even labels', [row('c', '1', 'a'), row('c', '1', 'b', 1)], undefined, 0],
  ])('binds a value that rows share once: %s', (_, rows, places, count) => {
    const { numbered } = new RowsStatement('INSERT', 't', COLUMNS, rows);
    expect(numbered?.sql.split(' VALUES ')[1]).toBe(places);
    expect(numbered?.values.length ?? 0).toBe(count);
  });

  it('writes the same rows either way', () => {
    const database = new Libsql(':memory:');
    for (const table of ['plain', 'short']) database.exec(`CREATE TABLE ${table} (${COLUMNS.join(', ')})`);
    const word = fc.constantFrom('a', 'b', 'é');
    const rows = fc.array(fc.tuple(fc.constant('T'), word, word, word, fc.nat(1), fc.nat(1)), {
      minLength: 1,
      maxLength: 6,
    });
    const written = (table: string) => database.prepare(`SELECT * FROM ${table} ORDER BY rowid`).raw().all();
    fc.assert(
      fc.property(rows, (some) => {
        for (const table of ['plain', 'short']) database.exec(`DELETE FROM ${table}`);
        const plain = new RowsStatement('INSERT', 'plain', COLUMNS, some);
        database.prepare(plain.sql).run(...plain.values);
        const long = new RowsStatement('INSERT', 'short', COLUMNS, some);
        const { sql, values } = long.numbered ?? long;
        database.prepare(sql).run(...values);
        expect(written('short')).toEqual(written('plain'));
        expect(written('plain')).toEqual(some);
      }),
    );
    database.close();
  });
});

describe('rows that are the same as those that are there', () => {
  const rows = [row('c', '1', 'a'), row('c', '1', 'b')];

  it('are left as they are where that is cheaper', () => {
    const added = new RowsStatement('ADD', 't', COLUMNS, rows);
    expect(added.sql).toMatch(/^REPLACE INTO t /);
    expect(added.numbered!.sql).toMatch(/^INSERT OR IGNORE INTO t /);
  });

  it('are no error, in either form', () => {
    const database = new Libsql(':memory:');
    database.exec(`CREATE TABLE t (${COLUMNS.join(', ')}, PRIMARY KEY (${COLUMNS.join(', ')}))`);
    for (const added of [
      new RowsStatement('ADD', 't', COLUMNS, rows.slice(1)),
      new RowsStatement('ADD', 't', COLUMNS, rows),
    ]) {
      for (const { sql, values } of [added, added.numbered ?? added]) database.prepare(sql).run(...values);
    }
    expect(database.prepare('SELECT words FROM t ORDER BY words').raw().all()).toEqual([['a'], ['b']]);
    database.close();
  });
});

describe('alike', () => {
  const many = (code: string, id: string) => Array.from({ length: 20 }, (_, at) => row(code, id, String(at)));
  const few = [row('a', '1', 'x'), row('b', '1', 'x')];

  it.each<[string, readonly Row[], readonly number[]]>([
    ['few rows stay together', few, [2]],
    ['many that begin alike are apart from others', [...few, ...many('c', '1'), ...few], [2, 20, 2]],
    ['and from each other', [...many('c', '1'), ...many('c', '2'), ...many('d', '2')], [20, 20, 20]],
    ['what begins alike a few times stays with its neighbours', Array.from({ length: 20 }, (_, at) => row('c', String(at), 'x')), [20]], // prettier-ignore
  ])('%s', (_, rows, sizes) => {
    const groups = alike(rows);
    expect(groups.map(({ length }) => length)).toEqual(sizes);
    expect(groups.flat()).toEqual(rows);
  });
});
