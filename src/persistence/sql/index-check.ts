import type { ExpectedIndex, IndexEntry, IndexFault, RebuiltPage, VerifiedPage } from '../../fhir';
import { DOCUMENTS, entryTables, REFERENCES, type CheckedTable } from './checked-tables';
import { readPage, settlePage, type Comparison, type IndexPage } from './index-page';
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
  const tables = [...entryTables(session), REFERENCES];
  const compared: Comparison = { type, codesOf: await allCodes(session, tables, type, codes), expected };
  for await (const { page, faults } of settledPages(session, transact, compared, mend)) {
    yield { count: page.count, faults };
  }
  const faults = [...(await totalFaults(session, transact, type, mend))];
  const words = compared.codesOf.get(DOCUMENTS);
  if (words) faults.push(...(await wordIndexFaults(session, transact, { type, codes: words, mend })));
  if (faults.length > 0) yield { count: 0, faults };
}

/**
 * Writes what differs between the search entries of a type and those that it should have, in id order, and at the end
 * makes the full-text index anew if it differs.
 * @param after where an earlier run ended
 */
export async function* rebuildIndex(
  session: SqlSession,
  transact: Transact,
  type: string,
  codes: readonly string[],
  entriesOf: (json: string) => readonly IndexEntry[],
  after: string,
): AsyncGenerator<RebuiltPage> {
  const compared: Comparison = {
    type,
    codesOf: await allCodes(session, entryTables(session), type, codes),
    expected: (json) => ({ entries: entriesOf(json), references: [] }),
  };
  let isAny = after !== '';
  for await (const { page } of settledPages(session, transact, compared, true, after)) {
    isAny ||= page.count > 0;
    yield { count: page.count, last: page.upTo };
  }
  const words = compared.codesOf.get(DOCUMENTS);
  // A new database, whose types have no resource yet, starts without this.
  if (words && isAny) await wordIndexFaults(session, transact, { type, codes: words, mend: true });
}

async function* settledPages(
  session: SqlSession,
  transact: Transact,
  compared: Comparison,
  mend: boolean,
  after = '',
): AsyncGenerator<{ readonly page: IndexPage; readonly faults: readonly IndexFault[] }> {
  for (let isLast = false; !isLast;) {
    const page = await readPage(session, compared, after);
    const isRight = page.suspects.length === 0;
    const faults = isRight ? NONE : await transact((transaction) => settlePage(transaction, compared, page, mend));
    yield { page, faults };
    [after, isLast] = [page.upTo, page.isLast];
  }
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

/** By table: the codes, and those found there, since rows of unknown codes are surplus. */
async function allCodes(
  session: SqlSession,
  tables: readonly CheckedTable[],
  type: string,
  codes: readonly string[],
): Promise<ReadonlyMap<CheckedTable, readonly string[]>> {
  const codesOf = new Map<CheckedTable, readonly string[]>();
  for (const table of tables) {
    const { name, hasCode } = table;
    const found = hasCode ? await session.rows(`SELECT DISTINCT code FROM ${name} WHERE type = ?`, [type]) : [];
    codesOf.set(table, hasCode ? [...new Set([...codes, ...found.map(([code]) => String(code))])] : []);
  }
  return codesOf;
}
