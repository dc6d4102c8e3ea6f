import type { ExpectedIndex, IndexEntry, SearchIndex, VerifiedPage } from '../../fhir';
import { checkIndex } from './index-check';
import { entryStatements } from './entry-rows';
import { runAll } from './index-rows';
import { INDEX_KINDS, INDEX_TABLES } from './index-tables';
import { lockedBody } from './locked-body';
import type { SqlSession, SqlTransaction } from './sql-database';

/** Resources per transaction; their writers wait for it. */
const AT_ONCE = 50;

const NOTED = 'SELECT digest FROM fhir_search_index WHERE type = ?';
const NOTE = 'REPLACE INTO fhir_search_index (type, digest) VALUES (?, ?)';
const IDS = `SELECT id FROM fhir_resource WHERE type = ? AND id > ? AND interaction <> 'delete' ORDER BY id LIMIT ${AT_ONCE}`;

type Transact = <T>(work: (transaction: SqlTransaction) => Promise<T>) => Promise<T>;

/** Rebuilds and verifies the tables of `search-tables.ts` from the stored bodies. */
export class SqlSearchIndex implements SearchIndex {
  /** @param transact runs work in a transaction, and retries it after a conflict with another one */
  constructor(
    private readonly database: SqlSession,
    private readonly transact: Transact,
  ) {}

  async noted(type: string): Promise<string | undefined> {
    const [row] = await this.database.rows(NOTED, [type]);
    return row && String(row[0]);
  }

  async note(type: string, digest: string): Promise<void> {
    await this.transact(async (transaction) => void (await transaction.run(NOTE, [type, digest])));
  }

  async keepOnly(type: string, codes: readonly string[]): Promise<void> {
    for (const kind of INDEX_KINDS) {
      const { name } = INDEX_TABLES[kind];
      const found = await this.database.rows(`SELECT DISTINCT code FROM ${name} WHERE type = ?`, [type]);
      const gone = found.map(([code]) => String(code)).filter((code) => !codes.includes(code));
      for (const code of gone) {
        await this.transact((transaction) =>
          transaction.run(`DELETE FROM ${name} WHERE type = ? AND code = ?`, [type, code]),
        );
      }
    }
  }

  async rebuild(
    type: string,
    after: string,
    codes: readonly string[],
    entriesOf: (json: string) => readonly IndexEntry[],
  ): Promise<{ count: number; last: string }> {
    const ids = (await this.database.rows(IDS, [type, after])).map(([id]) => String(id));
    if (ids.length === 0) return { count: 0, last: after };
    await this.transact(async (transaction) => {
      for (const id of ids) await renew(transaction, { type, id }, codes, entriesOf);
    });
    return { count: ids.length, last: ids.at(-1)! };
  }

  verify(
    type: string,
    codes: readonly string[],
    expected: (json: string) => ExpectedIndex,
    mend: boolean,
  ): AsyncIterable<VerifiedPage> {
    return checkIndex(this.database, this.transact, type, codes, expected, mend);
  }
}

async function renew(
  transaction: SqlTransaction,
  { type, id }: { readonly type: string; readonly id: string },
  codes: readonly string[],
  entriesOf: (json: string) => readonly IndexEntry[],
): Promise<void> {
  const body = await lockedBody(transaction, type, id);
  if (codes.length > 0) {
    const places = codes.map(() => '?').join(', ');
    for (const kind of INDEX_KINDS) {
      const where = `WHERE type = ? AND code IN (${places}) AND id = ?`;
      await transaction.run(`DELETE FROM ${INDEX_TABLES[kind].name} ${where}`, [type, ...codes, id]);
    }
  }
  if (body !== null) {
    await runAll(
      transaction,
      await entryStatements(transaction, { type, id }, { added: entriesOf(body), removed: [] }),
    );
  }
}
