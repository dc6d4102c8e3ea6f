import type { IndexFault } from '../../fhir';
import type { SqlSession, SqlTransaction } from './sql-database';
import { ALL_TERMS, beginningOf, INDEX, TABLE, TERMS } from './word-documents';

/** All terms with the same beginning, which ends with a space. */
const HELD = `SELECT COUNT(*), COALESCE(SUM(d.doc IS NULL OR INSTR(d.words || char(10), char(10) || substr(t.term, ?) || char(10)) = 0), 0)
  FROM ${TERMS} t LEFT JOIN ${TABLE} d ON d.doc = t.doc WHERE t.term >= ? AND t.term < ?`;
const DUE = `SELECT COALESCE(SUM(LENGTH(words) - LENGTH(REPLACE(words, char(10), ''))), 0) FROM ${TABLE} WHERE type = ? AND code = ?`;

type Transact = <T>(work: (transaction: SqlTransaction) => Promise<T>) => Promise<T>;

/**
 * Compares the full-text index of a type with its documents. What seems wrong is checked again in a transaction, because
 * a write between two statements is not a fault. Mended, the whole index is made anew.
 */
export async function wordIndexFaults(
  session: SqlSession,
  transact: Transact,
  { type, codes, mend }: { readonly type: string; readonly codes: readonly string[]; readonly mend: boolean },
): Promise<readonly IndexFault[]> {
  if (sizeOf(await differenceOf(session, type, codes)) === 0) return [];
  return transact(async (transaction) => {
    const difference = await differenceOf(transaction, type, codes);
    if (sizeOf(difference) === 0) return [];
    if (mend) {
      await transaction.run(`INSERT INTO ${INDEX} (${INDEX}) VALUES ('delete-all')`, []);
      await transaction.run(`INSERT INTO ${INDEX} (rowid, words) ${ALL_TERMS}`, []);
    }
    return [{ id: '', table: INDEX, ...difference }];
  });
}

interface Difference {
  readonly missing: number;
  readonly surplus: number;
}

function sizeOf({ missing, surplus }: Difference): number {
  return missing + surplus;
}

async function differenceOf(session: SqlSession, type: string, codes: readonly string[]): Promise<Difference> {
  let [missing, surplus] = [0, 0];
  for (const code of codes) {
    const beginning = beginningOf(type, code);
    const end = `${beginning.slice(0, -1)}!`;
    const [[held, wrong]] = (await session.rows(HELD, [beginning.length + 1, beginning, end])) as [[number, number]];
    const [[due]] = (await session.rows(DUE, [type, code])) as [[number]];
    surplus += Number(wrong);
    missing += Math.max(0, Number(due) - (Number(held) - Number(wrong)));
  }
  return { missing, surplus };
}
