import type { ExpectedIndex, IndexEntry, RebuiltPage, SearchIndex, VerifiedPage } from '../../fhir';
import { checkIndex, rebuildIndex } from './index-check';
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

  rebuild(
    type: string,
    codes: readonly string[],
    entriesOf: (json: string) => readonly IndexEntry[],
    after: string,
  ): AsyncIterable<RebuiltPage> {
    return rebuildIndex(this.database, this.transact, type, codes, entriesOf, after);
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
