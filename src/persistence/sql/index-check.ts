import type { ExpectedIndex, IndexFault, VerifiedPage } from '../../fhir';
import { DOCUMENTS, entryTables, REFERENCES, type CheckedTable } from './checked-tables';
import { readPage, settlePage, type Comparison } from './index-page';
import type { SqlSession, SqlTransaction } from './sql-database';
import { addToTotal, lockTotals, totalError } from './total-rows';
import { wordIndexFaults } from './word-index-check';

type Transact = <T>(work: (transaction: SqlTransaction) => Promise<T>) => Promise<T>;

/**
 * Compares the index of a type with the bodies of its resources, in id order. A resource that seems wrong is checked
 * again under a lock, because a write between two statements is not a fault.
 */
export async function* checkIndex(
  session: SqlSession,
  transact: Transact,
  type: string,
  codes: readonly string[],
  expected: (json: string) => ExpectedIndex,
  mend: boolean,
): AsyncGenerator<VerifiedPage> {
  const codesOf = new Map<CheckedTable, readonly string[]>();
  for (const table of [...entryTables(session), REFERENCES]) {
    codesOf.set(table, await allCodes(session, table, type, codes));
  }
  const compared: Comparison = { type, codesOf, expected };
  for (let after = '', isLast = false; !isLast;) {
    const page = await readPage(session, compared, after);
    const faults =
      page.suspects.length > 0 ? await transact((transaction) => settlePage(transaction, compared, page, mend)) : NONE;
    yield { count: page.count, faults };
    [after, isLast] = [page.upTo, page.isLast];
  }
  const faults = [...(await totalFaults(session, transact, type, mend))];
  const words = codesOf.get(DOCUMENTS);
  if (words) faults.push(...(await wordIndexFaults(session, transact, { type, codes: words, mend })));
  if (faults.length > 0) yield { count: 0, faults };
}

const NONE: readonly IndexFault[] = [];

/** Compares the stored total with a count taken at the same moment. */
async function totalFaults(
  session: SqlSession,
  transact: Transact,
  type: string,
  mend: boolean,
): Promise<IndexFault[]> {
  if ((await totalError(session, type)) === 0) return [];
  return transact(async (transaction) => {
    await lockTotals(transaction, type);
    const error = await totalError(transaction, type);
    if (error === 0) return [];
    if (mend) await addToTotal(transaction, type, -error);
    return [{ id: '', table: 'fhir_total', missing: Math.max(0, -error), surplus: Math.max(0, error) }];
  });
}

/** Adds the codes found in the table, since rows of unknown codes are surplus. */
async function allCodes(session: SqlSession, { name, hasCode }: CheckedTable, type: string, codes: readonly string[]) {
  if (!hasCode) return [];
  const found = await session.rows(`SELECT DISTINCT code FROM ${name} WHERE type = ?`, [type]);
  return [...new Set([...codes, ...found.map(([code]) => String(code))])];
}
