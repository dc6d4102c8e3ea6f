import fc from 'fast-check';
import { databases, type TestDatabase } from '../support/databases';
import { openSqlStore } from './open-sql-store';
import type { SqlDatabase } from '../../src/persistence/sql/sql-database';

const INSERT = `INSERT INTO fhir_resource (type, id, version, last_updated, interaction, body) VALUES ('Basic', ?, 1, 1, 'create', ?)`;
const SELECT = "SELECT body FROM fhir_resource WHERE type = 'Basic' ORDER BY id";

/** Texts of any length, often with what means something within a statement. */
const some = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...`'"\\;?%\b\t\n\r\x1aé’🏥`, '\0', "\\'", "''", '-- '),
);
const text = fc
  .tuple(fc.array(some), fc.constantFrom(0, 190, 5_000))
  .map(([parts, more]) => parts.join('') + 'x'.repeat(more) + parts.join(''));

describe.each(databases)('values of statements in one round trip, on $name', ({ name, createMigrated }) => {
  /** libsql ends a text at a zero character, which no FHIR value contains. */
  const stored = name === 'SQLite' ? text.map((whole) => whole.replaceAll('\0', '')) : text;
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

  it('are stored as they are, whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(stored, stored, async (one, other) => {
        const transaction = await database.begin();
        try {
          await transaction.runAll([one, other].map((body, id) => ({ sql: INSERT, values: [String(id), body] })));
          expect(await transaction.rows(SELECT, [])).toEqual([[one], [other]]);
        } finally {
          await transaction.rollback();
        }
      }),
      { numRuns: 300 },
    );
  });
});
