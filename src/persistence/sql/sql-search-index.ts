import type { ExpectedIndex, IndexEntry, RebuiltPage, ReliedNote, SearchIndex, VerifiedPage } from '../../fhir';
import { checkIndex, rebuildIndex } from './index-check';
import { reliedUpon } from './relied-note';
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

  async note(type: string, digest: string, relied?: ReliedNote): Promise<void> {
    await this.relying(relied)(async (transaction) => void (await transaction.run(NOTE, [type, digest])));
  }

  rebuild(
    type: string,
    codes: readonly string[],
    entriesOf: (json: string) => readonly IndexEntry[],
    after: string,
    relied?: ReliedNote,
  ): AsyncIterable<RebuiltPage> {
    return rebuildIndex(this.database, this.relying(relied), type, codes, entriesOf, after);
  }

  verify(
    type: string,
    codes: readonly string[],
    expected: (json: string) => ExpectedIndex,
    mend: boolean,
    relied?: ReliedNote,
  ): AsyncIterable<VerifiedPage> {
    return checkIndex(this.database, this.relying(mend ? relied : undefined), type, codes, expected, mend);
  }

  private relying(relied: ReliedNote | undefined): Transact {
    if (!relied) return this.transact;
    return (work) =>
      this.transact(async (transaction) => {
        const result = await work(transaction);
        await transaction.runAll([reliedUpon(transaction, relied)]);
        return result;
      });
  }
}
