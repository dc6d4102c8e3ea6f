import type { IndexEntry } from '../../src/fhir';
import { entryStatements } from '../../src/persistence/sql/entry-rows';
import { INDEX_TABLES } from '../../src/persistence/sql/index-tables';
import type { SqlDatabase, SqlStatement } from '../../src/persistence/sql/sql-database';
import { databases, type TestDatabase } from '../support/databases';
import { openSqlStore } from './open-sql-store';

const KEY = { type: 'Basic', id: 'a' };
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

/** Entries of each kind whose rows are removed together. Words have documents on SQLite. */
const ENTRIES: readonly (readonly [kind: keyof typeof INDEX_TABLES, of: (n: number) => IndexEntry])[] = [
  ['token', (n) => ({ kind: 'token', code: 'c', system: '', value: `${n}` })],
  ['string', (n) => ({ kind: 'string', code: 'c', text: `${n}`, folded: `${n}` })],
  ['reference', (n) => ({ kind: 'reference', code: 'c', type: 'Basic', id: `${n}` })],
  ['date', (n) => ({ kind: 'date', code: 'c', low: n, high: n + 1 })],
  ['uri', (n) => ({ kind: 'uri', code: 'c', uri: `urn:${n}`, record: n })],
  ['words', (n) => ({ kind: 'words', code: 'c', words: `é ${n}`, label: n })],
];

describe.each(databases)(
  'rows that are removed from the index at once, on $name',
  ({ name: engine, createMigrated }) => {
    let at: TestDatabase;
    let database: SqlDatabase;
    let close: () => Promise<void>;
    beforeAll(async () => {
      at = await createMigrated();
      ({ database, close } = await openSqlStore({ url: at.url }));
    });
    afterAll(async () => {
      await close();
      await at.drop();
    });

    const run = async (statements: readonly SqlStatement[]): Promise<void> => {
      const transaction = await database.begin();
      await transaction.runAll(statements);
      await transaction.commit();
    };
    /** How a server finds the rows of a statement; SQLite has one for each row. */
    const wayOf = async ([{ sql, values }, ...others]: readonly [SqlStatement, ...SqlStatement[]]) => {
      if (database.isSqlite) return undefined;
      expect(others).toEqual([]);
      const plan = await database.rows(`EXPLAIN ${sql}`, values);
      const [, , , access, , index, , ref] = plan.find(([, , table]) => table === 'old')!;
      return { access, index, columns: String(ref).split(',').length };
    };

    const kinds = ENTRIES.filter(([kind]) => kind !== 'words' || engine !== 'SQLite');
    it.each(kinds)('are looked up by their whole keys, and no others are read: %s', async (kind, of) => {
      const { name, key } = INDEX_TABLES[kind];
      const removals = (await entryStatements(database, KEY, { added: [], removed: numbers(8).map(of) })) as [
        SqlStatement,
      ];
      const byKey = database.isSqlite ? undefined : { access: 'eq_ref', index: 'PRIMARY', columns: 3 + key.length };
      expect(await wayOf(removals)).toEqual(byKey);
      await run(await entryStatements(database, KEY, { added: numbers(300).map(of), removed: [] }));
      expect(await wayOf(removals)).toEqual(byKey);
      await run(removals);
      expect(await database.rows(`SELECT COUNT(*) FROM ${name}`, [])).toEqual([[292]]);
    });
  },
);
