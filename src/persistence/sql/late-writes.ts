import { Pace, StaleWriteError, type IndexChange, type StoredVersion, type VersionDraft } from '../../fhir';
import { entryStatementsOf, type OwnChange } from './entry-rows';
import { runAll } from './index-rows';
import { referenceStatementsOf, withoutReferences } from './reference-rows';
import { keptVersions, nextVersion, writeAll, writeFewCurrent, type NextVersion } from './version-writes';
import type { SqlStatement, SqlTransaction } from './sql-database';
import type { LateWork } from './transaction-steps';
import type { TotalRows } from './total-rows';

/** Resources whose index rows are written together; each has a few dozen. */
const INDEXED_AT_ONCE = 100;
/** Index rows that are written together, if a single resource does not have more. */
const MOST_ROWS = 4_000;

/** Writes whose statements may share a round trip, and the characters of their texts: `HEAVIEST` of a statement. */
const FEW = 8;
const FEW_CHARACTERS = 200_000;

export interface LateWrite extends NextVersion {
  readonly index: IndexChange | undefined;
  /** What the write adds to the total of its type. */
  readonly counts: number;
}

/**
 * Collects writes of many resources into statements of many rows, because each statement and each round trip costs more
 * than most rows do. The versions are compared when anything else is asked of the database, or at the commit.
 */
export class LateWrites implements LateWork {
  private readonly pending = new Map<string, LateWrite>();
  /** Everything the unit has written; nobody else changes it before the unit ends. */
  private readonly own = new Map<string, StoredVersion>();

  constructor(private readonly totals: TotalRows) {}

  get isDue(): boolean {
    return this.pending.size > 0;
  }

  /** What is to be written, in no order. */
  get due(): readonly LateWrite[] {
    return [...this.pending.values()];
  }

  /** The version of a resource that the unit has written. */
  read(type: string, id: string): StoredVersion | undefined {
    return this.own.get(keyOf(type, id));
  }

  /**
   * @param before writes the pending versions first, when the resource is already among them
   * @throws StaleWriteError
   */
  async add(
    draft: VersionDraft,
    expected: string | null,
    index: IndexChange | undefined,
    before: () => Promise<unknown>,
  ): Promise<StoredVersion> {
    const next = nextVersion(draft, expected);
    const { version } = next;
    const key = keyOf(version.type, version.id);
    const earlier = this.own.get(key);
    if (earlier && earlier.versionId !== expected) throw new StaleWriteError(version.type, version.id, expected);
    if (this.pending.has(key)) await before();
    const wasThere = expected !== null && draft.overDeletion !== true;
    const isThere = version.json !== null;
    this.pending.set(key, { ...next, index, counts: Number(isThere) - Number(wasThere) });
    this.own.set(key, version);
    return version;
  }

  async write(transaction: SqlTransaction): Promise<readonly SqlStatement[]> {
    const writes = this.due;
    this.pending.clear();
    return areFew(writes) ? writeFew(transaction, writes, this.totals) : writeMany(transaction, writes, this.totals);
  }
}

/** Whether `writeFew` may write them. One may be as large as it likes. */
export function areFew(writes: readonly LateWrite[]): boolean {
  return writes.length === 1 || (writes.length <= FEW && charactersOf(writes) <= FEW_CHARACTERS);
}

function charactersOf(writes: readonly LateWrite[]): number {
  return writes.reduce((sum, { version }) => sum + (version.json?.length ?? 0), 0);
}

/**
 * Compares and writes the versions.
 * @param due of distinct resources
 * @returns what follows from them, to be run before the COMMIT
 * @throws StaleWriteError; some versions may have been written by then
 */
export async function writeFew(
  transaction: SqlTransaction,
  due: readonly LateWrite[],
  totals: TotalRows,
): Promise<readonly SqlStatement[]> {
  const writes = due.toSorted(byKey);
  await writeFewCurrent(transaction, writes);
  const pace = new Pace();
  const kept = keptVersions(writes.map(({ version }) => version));
  const indexed = await indexStatements(transaction, writes);
  await pace.between();
  return [...kept, ...indexed, ...(await countStatements(transaction, writes, totals))];
}

async function writeMany(
  transaction: SqlTransaction,
  due: readonly LateWrite[],
  totals: TotalRows,
): Promise<readonly SqlStatement[]> {
  const writes = due.toSorted(byKey);
  await writeAll(transaction, writes);
  await runAll(transaction, keptVersions(writes.map(({ version }) => version)));
  const pace = new Pace();
  for (const some of together(writes)) {
    const statements = await indexStatements(transaction, some);
    if (pace.isDue()) await pace.rest();
    await runAll(transaction, statements);
    if (pace.isDue()) await pace.rest();
  }
  return countStatements(transaction, writes, totals);
}

async function countStatements(
  transaction: SqlTransaction,
  writes: readonly LateWrite[],
  totals: TotalRows,
): Promise<readonly SqlStatement[]> {
  const counts = new Map<string, number>();
  for (const { version, counts: by } of writes) counts.set(version.type, (counts.get(version.type) ?? 0) + by);
  const counted: SqlStatement[] = [];
  for (const [type, by] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (by !== 0) counted.push(...(await totals.added(transaction, type, by)));
  return counted;
}

/** The writes in order, in groups that do not keep the event loop busy for long. */
export function* together<W extends Pick<LateWrite, 'index'>>(writes: readonly W[]): Iterable<readonly W[]> {
  let from = 0;
  let rows = 0;
  for (const [at, { index }] of writes.entries()) {
    const more = index ? rowsOf(index.entries) + rowsOf(index.references) : 0;
    if (at > from && (at - from === INDEXED_AT_ONCE || rows + more > MOST_ROWS)) {
      yield writes.slice(from, at);
      from = at;
      rows = 0;
    }
    rows += more;
  }
  if (from < writes.length) yield writes.slice(from);
}

function rowsOf({ added, removed }: IndexChange['entries'] | IndexChange['references']): number {
  return added.length + removed.length;
}

/** Run these after the versions are written, when their rows are locked. */
async function indexStatements(
  transaction: SqlTransaction,
  writes: readonly LateWrite[],
): Promise<readonly SqlStatement[]> {
  const entries: OwnChange<IndexChange['entries']>[] = [];
  const references: OwnChange<IndexChange['references']>[] = [];
  const gone: SqlStatement[] = [];
  for (const { version, before, index } of writes) {
    const isNew = before === 0;
    if (index) entries.push({ key: version, change: index.entries, isNew });
    if (version.json === null) gone.push(withoutReferences(version));
    else if (index) references.push({ key: version, change: index.references, isNew });
  }
  return [...(await entryStatementsOf(transaction, entries)), ...gone, ...referenceStatementsOf(references)];
}

function keyOf(type: string, id: string): string {
  return `${type}/${id}`;
}

/** Every transaction locks rows in this order. */
function byKey({ version: one }: LateWrite, { version: other }: LateWrite): number {
  return keyOf(one.type, one.id) < keyOf(other.type, other.id) ? -1 : 1;
}
