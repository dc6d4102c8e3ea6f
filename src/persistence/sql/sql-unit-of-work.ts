import {
  StaleWriteError,
  type Hold,
  type IndexChange,
  type Referrer,
  type ResourceKey,
  type StoredVersion,
  type UnitOfWork,
  type VersionDraft,
} from '../../fhir';
import { writeEntries } from './entry-rows';
import { anyLane, guardsOf } from './guard-rows';
import { deleteReferences, selectMissing, selectReferrers, writeReferences } from './reference-rows';
import { selectCurrent, writeVersion } from './resource-rows';
import type { SqlDatabase, SqlRow, SqlTransaction, SqlValue } from './sql-database';

/**
 * One run of `ResourceStore.transaction`. The database's transaction begins with the first write or lock: what was read
 * before is committed data either way, and a connection (on SQLite: the turn to write) is not held while the caller thinks.
 *
 * Steps run one after the other even when the caller starts them together, so that no statement comes after COMMIT
 * or ROLLBACK, where it would be a transaction of its own.
 */
export class SqlUnitOfWork implements UnitOfWork {
  private transaction?: SqlTransaction;
  private last: Promise<unknown> = Promise.resolve();
  private over = false;
  /**
   * A step failed half way, or a deadlock has ended the transaction already: going on would write outside of it. A
   * stale write is no such failure; it has written nothing.
   */
  private failure?: Error;
  private readonly held = new Set<number>();
  private readonly lane = anyLane();

  constructor(private readonly database: SqlDatabase) {}

  read(type: string, id: string): Promise<StoredVersion | undefined> {
    return this.step(() => selectCurrent(this.transaction ?? this.database, type, id));
  }

  write(draft: VersionDraft, expected: string | null, index?: IndexChange): Promise<StoredVersion> {
    return this.step(async () => {
      const transaction = this.transaction ?? (await this.begun());
      const version = await writeVersion(transaction, draft, expected);
      if (index) await writeEntries(transaction, version, index.entries);
      if (version.json === null) await deleteReferences(transaction, version);
      else if (index) await writeReferences(transaction, version, index.references);
      return version;
    });
  }

  hold(how: Hold, keys: readonly ResourceKey[]): Promise<void> {
    return this.step(async () => void (await this.holding(how, keys)));
  }

  missing(keys: readonly ResourceKey[]): Promise<readonly ResourceKey[]> {
    return this.step(async () => (keys.length === 0 ? [] : selectMissing(await this.holding('shared', keys), keys)));
  }

  referrers(type: string, id: string, limit: number): Promise<readonly Referrer[]> {
    return this.step(async () => selectReferrers(await this.holding('exclusive', [{ type, id }]), { type, id }, limit));
  }

  /** A statement of somebody else, in this transaction. */
  rows(sql: string, values: readonly SqlValue[]): Promise<SqlRow[]> {
    return this.step(async () => (await this.begun()).rows(sql, values));
  }

  /** As `rows`. @returns how many rows it matched */
  run(sql: string, values: readonly SqlValue[]): Promise<number> {
    return this.step(async () => (await this.begun()).run(sql, values));
  }

  /** @throws what a step failed with, also when `work` has caught it: its writes cannot be kept */
  async commit(): Promise<void> {
    await this.end();
    if (this.failure) throw this.failure;
    const transaction = this.transaction;
    this.transaction = undefined;
    await transaction?.commit();
  }

  async rollback(): Promise<void> {
    await this.end();
    const transaction = this.transaction;
    this.transaction = undefined;
    await transaction?.rollback();
  }

  /** First the guards, then the reads: what was read before the others were kept out may be gone. */
  private async holding(how: Hold, keys: readonly ResourceKey[]): Promise<SqlTransaction> {
    const transaction = await this.begun();
    const guards = guardsOf(how, keys, this.lane).filter((guard) => !this.held.has(guard));
    if (guards.length > 0) await transaction.guard(guards);
    for (const guard of guards) this.held.add(guard);
    return transaction;
  }

  private async begun(): Promise<SqlTransaction> {
    return (this.transaction ??= await this.database.begin());
  }

  private async end(): Promise<void> {
    this.over = true;
    await this.last.catch(() => undefined);
  }

  private step<T>(work: () => Promise<T>): Promise<T> {
    if (this.over) return Promise.reject(new Error('This unit of work is over; nothing more can be read or written'));
    const run = async (): Promise<T> => {
      if (this.failure) throw this.failure;
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof StaleWriteError)) this.failure = error as Error;
        throw error;
      }
    };
    const result = this.last.then(run, run);
    this.last = result;
    return result;
  }
}
