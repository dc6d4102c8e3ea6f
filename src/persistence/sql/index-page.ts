import { Pace, type ExpectedIndex, type IndexFault } from '../../fhir';
import type { CheckedTable } from './checked-tables';
import { distinctRows, removedRows, runAll } from './index-rows';
import { inKeyOrder } from './key-order';
import { part } from './part';
import type { SqlRow, SqlSession, SqlTransaction, SqlValue } from './sql-database';

/** Resources compared together; while differences are written, the writers of these resources wait. */
const AT_ONCE = 100;
/** Bytes of resources compared together, unless a single one has more. */
const MOST_BYTES = 4_000_000;
/** Sorts after every id, since ids are ASCII letters, digits, `-` and `.`. */
const AFTER_ALL = '~';

const SIZES = `SELECT id, bytes FROM fhir_resource WHERE type = ? AND id > ? ORDER BY id LIMIT ${AT_ONCE}`;
const BODIES = 'SELECT id, body FROM fhir_resource WHERE type = ? AND id > ? AND id <= ?';
const EXISTS = 'SELECT 1 FROM fhir_resource WHERE type = ? AND id = ?';
/** Changes nothing, but keeps writers of the resource out until the transaction ends. */
const LOCK = 'UPDATE fhir_resource SET bytes = bytes WHERE type = ? AND id = ?';

type Row = readonly SqlValue[];

/** What is compared: rows of a type in some tables, with what they should be. */
export interface Comparison {
  readonly type: string;
  /** The tables, each with the codes of the rows to compare. */
  readonly codesOf: ReadonlyMap<CheckedTable, readonly string[]>;
  /** The index of a resource, from its JSON text. */
  readonly expected: (json: string) => ExpectedIndex;
}

/** The ids of a type from one to another, which may have resources or not. */
export interface IndexPage {
  readonly after: string;
  readonly upTo: string;
  readonly isLast: boolean;
  /** Number of resources. */
  readonly count: number;
  /** Ids whose rows differ at first sight: a write between two statements makes a difference too. */
  readonly suspects: readonly string[];
  /** What was computed, to be used again. */
  readonly known: Computed;
}

/**
 * Compares the rows of the next resources with their bodies. The last page covers ids beyond the last resource too.
 * @param after id that ends the preceding page; empty for the first page
 */
export async function readPage(session: SqlSession, compared: Comparison, after: string): Promise<IndexPage> {
  const { type, codesOf } = compared;
  const { upTo, isLast } = await endOf(session, type, after);
  const bodies = await bodiesBetween(session, type, after, upTo);
  const known = new Computed(compared.expected);
  const pace = new Pace();
  for (const [id, body] of bodies) {
    known.of(id, body);
    if (pace.isDue()) await pace.rest();
  }
  const suspects = new Set<string>();
  for (const table of codesOf.keys()) {
    const found = byId(table, await rowsBetween(session, table, compared, after, upTo));
    for (const id of new Set([...bodies.keys(), ...found.keys()])) {
      const { missing, surplus } = difference(table.rows(type, id, known.of(id, bodies.get(id))), found.get(id));
      if (missing.length + surplus.length > 0) suspects.add(id);
    }
    if (pace.isDue()) await pace.rest();
  }
  const count = [...bodies.values()].filter((body) => body !== null).length;
  return { after, upTo, isLast, count, suspects: [...suspects].sort(), known };
}

/**
 * Compares the suspects of a page again, while they are locked against writes.
 * @param mend whether to write what differs
 * @returns what differs
 */
export async function settlePage(
  transaction: SqlTransaction,
  compared: Comparison,
  page: IndexPage,
  mend: boolean,
): Promise<readonly IndexFault[]> {
  const { type, codesOf } = compared;
  const { after, upTo, known } = page;
  let faults: IndexFault[] = [];
  for (let left = page.suspects; left.length > 0;) {
    const ids = left;
    await runAll(
      transaction,
      ids.map((id) => ({ sql: LOCK, values: [type, id] })),
    );
    const bodies = await bodiesBetween(transaction, type, after, upTo);
    for (const table of codesOf.keys()) {
      const found = byId(table, await rowsBetween(transaction, table, compared, after, upTo));
      const [missing, surplus]: [Row[], Row[]] = [[], []];
      for (const id of ids) {
        const rows = difference(table.rows(type, id, known.of(id, bodies.get(id))), found.get(id));
        if (rows.missing.length + rows.surplus.length === 0) continue;
        faults.push({ id, table: table.name, missing: rows.missing.length, surplus: rows.surplus.length });
        missing.push(...rows.missing);
        surplus.push(...rows.surplus);
      }
      if (mend) await replaceRows(transaction, table, surplus, missing);
    }
    // A resource that did not exist had no row to lock, and may have been created in the meantime.
    left = await createdSince(transaction, type, ids.filter((id) => !bodies.has(id))); // prettier-ignore
    faults = faults.filter(({ id }) => !left.includes(id));
  }
  return faults;
}

async function replaceRows(
  transaction: SqlTransaction,
  { name, columns, key }: CheckedTable,
  surplus: readonly Row[],
  missing: readonly Row[],
): Promise<void> {
  const keys = surplus.map((row) => row.slice(0, key));
  await runAll(transaction, [
    ...removedRows(name, columns.slice(0, key), inKeyOrder(keys, key)),
    ...distinctRows(name, columns, inKeyOrder(missing, key)),
  ]);
}

/** Those of the ids that have a resource now. */
async function createdSince(session: SqlSession, type: string, ids: readonly string[]): Promise<readonly string[]> {
  const created: string[] = [];
  for (const id of ids) if ((await session.rows(EXISTS, [type, id])).length > 0) created.push(id);
  return created;
}

const NOTHING: ExpectedIndex = { entries: [], references: [] };

/** What should be in the index, computed once for each body. */
class Computed {
  private readonly byId = new Map<string, { readonly body: string; readonly index: ExpectedIndex }>();

  constructor(private readonly expected: (json: string) => ExpectedIndex) {}

  /** @param body null or undefined when there is no resource */
  of(id: string, body: string | null | undefined): ExpectedIndex {
    if (typeof body !== 'string') return NOTHING;
    const known = this.byId.get(id);
    if (known?.body === body) return known.index;
    const index = this.expected(body);
    this.byId.set(id, { body, index });
    return index;
  }
}

async function endOf(session: SqlSession, type: string, after: string): Promise<{ upTo: string; isLast: boolean }> {
  const sizes = await session.rows(SIZES, [type, after]);
  let bytes = 0;
  const over = sizes.findIndex(([, size], at) => (bytes += Number(size)) > MOST_BYTES && at > 0);
  if (over > 0) return { upTo: String(sizes[over - 1]![0]), isLast: false };
  const isLast = sizes.length < AT_ONCE;
  return { upTo: isLast ? AFTER_ALL : String(sizes.at(-1)![0]), isLast };
}

/** The JSON text of each resource that exists, or null when it is deleted. */
async function bodiesBetween(
  session: SqlSession,
  type: string,
  after: string,
  upTo: string,
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await session.rows(BODIES, [type, after, upTo]);
  return new Map(rows.map(([id, body]) => [String(id), typeof body === 'string' ? body : null]));
}

async function rowsBetween(
  session: SqlSession,
  table: CheckedTable,
  { type, codesOf }: Comparison,
  after: string,
  upTo: string,
): Promise<readonly SqlRow[]> {
  const { name, columns, hasCode, read } = table;
  const codes = codesOf.get(table)!;
  if (hasCode && codes.length === 0) return [];
  const ofCodes = hasCode ? part(` AND code IN (${codes.map(() => '?').join(', ')})`, ...codes) : part('');
  const rows = await session.rows(
    `SELECT ${columns.join(', ')} FROM ${name} WHERE type = ?${ofCodes.sql} AND id > ? AND id <= ?`,
    [type, ...ofCodes.values, after, upTo],
  );
  return read ? rows.map(read) : rows;
}

function byId({ id: place }: CheckedTable, rows: readonly SqlRow[]): Map<string, SqlRow[]> {
  const found = new Map<string, SqlRow[]>();
  for (const row of rows) {
    const id = String(row[place]);
    const known = found.get(id);
    if (known) known.push(row);
    else found.set(id, [row]);
  }
  return found;
}

function difference(should: readonly Row[], found: readonly Row[] = []): { missing: Row[]; surplus: Row[] } {
  const left = new Map(found.map((row) => [textOf(row), row]));
  const missing = should.filter((row) => !left.delete(textOf(row)));
  return { missing, surplus: [...left.values()] };
}

/** Engines may return an integer as text, or as a number with a zero fraction. */
function textOf(row: Row): string {
  return row.map((value) => (typeof value === 'number' ? String(value) : value)).join('\u0000');
}
