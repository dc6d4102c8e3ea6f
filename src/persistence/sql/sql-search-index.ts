import type { ExpectedIndex, IndexEntry, RebuiltPage, SearchIndex, VerifiedPage } from '../../fhir';
import { entryTables } from './checked-tables';
import { checkIndex } from './index-check';
import { readPage, settlePage, type Comparison } from './index-page';
import { INDEX_KINDS, INDEX_TABLES } from './index-tables';
import type { SqlSession, SqlTransaction } from './sql-database';

const NOTED = 'SELECT digest FROM fhir_search_index WHERE type = ?';
const NOTE = 'REPLACE INTO fhir_search_index (type, digest) VALUES (?, ?)';

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
  ): Promise<RebuiltPage> {
    const compared: Comparison = {
      type,
      codesOf: new Map(entryTables(this.database).map((table) => [table, codes])),
      expected: (json) => ({ entries: entriesOf(json), references: [] }),
    };
    const page = await readPage(this.database, compared, after);
    if (page.suspects.length > 0) {
      await this.transact((transaction) => settlePage(transaction, compared, page, true));
    }
    return { count: page.count, next: page.isLast ? undefined : page.upTo };
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
