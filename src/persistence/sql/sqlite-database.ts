import { setTimeout as sleep } from 'node:timers/promises';
import { Pace } from '../../fhir';
import type { DatabaseLimits } from '../limits';
import { Caution } from './caution';
import { type Explained, explainSqlite } from './explain';
import { FairMutex, type Release } from './fair-mutex';
import {
  SqlFaultError,
  type SqlDatabase,
  type SqlRow,
  type SqlSnapshot,
  type SqlStatement,
  type SqlTransaction,
  type SqlParameter,
} from './sql-database';
import { SqliteBatch } from './sqlite-batch';
import { SqliteConnection } from './sqlite-connection';
import type { SqliteFiles } from './sqlite-files';
import type { SqliteLog } from './sqlite-log';

/** Longest pause between two attempts to lock a file that another process has locked, milliseconds. */
const LONGEST_PAUSE_MS = 15;
/**
 * Two transactions: one uses as much space as a long resource and its version, the other frees it. In a single one,
 * SQLite would not write what does not exist at its end.
 */
const TRIAL = [
  ['CREATE TABLE IF NOT EXISTS fhir_trial (room)', 'INSERT INTO fhir_trial VALUES (zeroblob(4194304))'],
  ['DROP TABLE fhir_trial'],
];

/**
 * SQLite with isolated transactions.
 *
 * A SQLite handle has one transaction at a time, and every statement on the handle belongs to it. So writers take turns
 * (a fair queue within this process; `BEGIN IMMEDIATE`, which takes the file's write lock, between processes), and
 * reads outside a transaction use a second handle, which in WAL mode sees committed data and never waits. A database in
 * memory has a single handle, so reads wait for their turn there too.
 *
 * Transactions that get their turn within the same round of the event loop form a batch: they reach the disk together,
 * unless one of them has written a lot.
 *
 * A statement blocks the process and cannot be interrupted, so after a long one other requests get their turn. What
 * waits for the disk (a COMMIT, the move of the log into the file) runs in another thread instead, so that the process
 * prepares the next writes meanwhile.
 */
export class SqliteDatabase implements SqlDatabase {
  readonly isSqlite = true;
  private readonly turn = new FairMutex();
  private readonly caution = new Caution();
  private batch?: SqliteBatch;
  /** The log being moved into the file. */
  private shortening?: Promise<void>;
  private isClosing = false;

  /**
   * @param reader the same object as `writer` when the database is in memory
   * @param files absent for a database in memory
   * @param log absent when SQLite itself moves the log into the file, as part of a COMMIT
   */
  constructor(
    private readonly writer: SqliteConnection,
    private readonly reader: SqliteConnection,
    private readonly limits: DatabaseLimits,
    private readonly files?: SqliteFiles,
    private readonly log?: SqliteLog,
  ) {}

  /** Uses a separate handle: after EXPLAIN, a handle may keep seeing the data of that moment (libsql 0.5). */
  async explain(sql: string, values: readonly SqlParameter[]): Promise<Explained> {
    const apart = await this.snapshot();
    if (!apart) return explainSqlite(this, sql, values);
    try {
      return await explainSqlite(apart, sql, values);
    } finally {
      await apart.close();
    }
  }

  /** Half the cost of a row of 4 KB. Databases are created in UTF-8, SQLite's default. */
  utf8Of(column: string): string {
    return `CAST(${column} AS BLOB)`;
  }

  async rows(sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]> {
    // Reads check the files only after they were found missing once.
    if (this.files?.areLost) this.files.check();
    if (this.reader !== this.writer) {
      const pace = new Pace();
      const found = this.reader.rows(sql, values);
      if (pace.isDue()) await pace.rest();
      return found;
    }
    const release = await this.takeTurn();
    try {
      this.batch?.end();
      return this.reader.rows(sql, values);
    } finally {
      release();
    }
  }

  async begin(): Promise<SqlTransaction> {
    const until = performance.now() + this.limits.acquireTimeoutMs;
    if (this.files?.areLost) this.files.check();
    const release = await this.takeTurn();
    try {
      if (this.batch?.isHeavy) await this.end(this.batch);
      const batch = this.batch?.isOpen ? this.batch : await this.openBatch(until);
      batch.enter();
      return new SqliteTransaction(this.writer, batch, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  async check(): Promise<void> {
    this.files?.check();
    await this.rows('SELECT name FROM sqlite_master LIMIT 1', []);
    if (this.writer.doubtful) await this.tryToWrite();
  }

  /** Uses a separate handle, which a database in memory does not have. While it is open, the write-ahead log grows. */
  async snapshot(): Promise<SqlSnapshot | undefined> {
    const { files } = this;
    if (!files) return undefined;
    files.check();
    const connection = SqliteConnection.open(files.file);
    connection.run('BEGIN');
    // The transaction sees the data as of its first read.
    connection.rows('SELECT name FROM sqlite_master LIMIT 1', []);
    return {
      isSqlite: true,
      rows: async (sql, values) => connection.rows(sql, values),
      close: async () => {
        connection.run('ROLLBACK');
        connection.close();
      },
    };
  }

  /** Releases the file's write lock at once, unless a transaction is in progress. */
  giveWay(): void {
    if (this.turn.load.busy === 0) this.batch?.end();
  }

  /** Reads of a file use their own handle and never wait. */
  load(): { connections: number; busy: number; waiting: number } {
    return { connections: 1, ...this.turn.load };
  }

  async close(): Promise<void> {
    this.isClosing = true;
    await this.shortening;
    const release = await this.takeTurn();
    await this.end(this.batch);
    this.log?.close();
    if (this.files) this.writer.settle();
    this.writer.close();
    if (this.reader !== this.writer) this.reader.close();
    release();
  }

  private async takeTurn(): Promise<Release> {
    const release = await this.turn.acquire(this.limits.acquireTimeoutMs);
    if (!release) throw new SqlFaultError('unavailable', new Error('The queue of writers did not move in time'));
    return release;
  }

  /** Done only after a write failed for lack of space or a similar reason, since it takes as long as a write. */
  private async tryToWrite(): Promise<void> {
    const until = performance.now() + this.limits.acquireTimeoutMs;
    const release = await this.takeTurn();
    try {
      await this.end(this.batch);
      for (const statements of TRIAL) {
        await this.lockFile(until);
        const batch = new SqliteBatch(this.writer, this.caution, this.confirm);
        batch.enter();
        try {
          for (const statement of statements) this.writer.run(statement);
          batch.keep();
        } catch (error) {
          batch.undo();
          throw error;
        } finally {
          batch.end();
        }
        await batch.ended;
      }
      this.writer.doubtful = false;
    } finally {
      release();
    }
  }

  private readonly confirm = (): void => this.files?.check();

  /** @param until deadline by `performance.now()` */
  private async openBatch(until: number): Promise<SqliteBatch> {
    await this.lockFile(until);
    const batch = new SqliteBatch(this.writer, this.caution, this.confirm);
    this.batch = batch;
    // Runs after the requests already received, so that those waiting for their turn by then join the batch.
    setImmediate(() => void this.endInTurn(batch));
    return batch;
  }

  private async endInTurn(batch: SqliteBatch): Promise<void> {
    for (;;) {
      const { statements } = batch;
      const release = await this.turn.acquire(this.limits.acquireTimeoutMs);
      if (release) {
        await this.end(batch);
        release();
        if (!this.isClosing && this.log?.isDue()) this.shortening ??= this.shorten(this.log);
        return;
      }
      // A long transaction may take its time. The others must not wait for one that does nothing any more.
      if (batch.statements === statements) {
        batch.fail(new Error('A transaction did not end in time'));
        return;
      }
    }
  }

  /** Call it with the turn to write. */
  private async end(batch: SqliteBatch | undefined): Promise<void> {
    if (this.files) await batch?.endApart();
    else batch?.end();
  }

  /** Most of the log is moved while writes go on, and the rest between two batches, so that the log begins anew. */
  private async shorten(log: SqliteLog): Promise<void> {
    const { batch } = this;
    await log.settle();
    if (this.batch !== batch) {
      const release = await this.turn.acquire(this.limits.acquireTimeoutMs);
      if (release) {
        await this.end(this.batch);
        await log.settle();
        release();
      }
    }
    this.shortening = undefined;
  }

  /**
   * Waits for other processes without blocking this one. After the deadline, waiting writers fail without another wait.
   */
  private async lockFile(until: number): Promise<void> {
    for (;;) {
      try {
        this.writer.run('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        const locked = error instanceof SqlFaultError && error.fault === 'contention';
        if (!locked) throw error;
        if (performance.now() >= until) throw new SqlFaultError('locked', error);
        await sleep(Math.random() * LONGEST_PAUSE_MS);
      }
    }
  }
}

class SqliteTransaction implements SqlTransaction {
  readonly isSqlite = true;

  constructor(
    private readonly connection: SqliteConnection,
    private readonly batch: SqliteBatch,
    private readonly release: Release,
  ) {}

  async rows(sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]> {
    await this.ready();
    const pace = new Pace();
    const found = this.connection.rows(sql, values);
    if (pace.isDue()) await pace.rest();
    return found;
  }

  /** Nothing to hold: a transaction has the whole file to itself. */
  guard(): Promise<void> {
    return this.ready();
  }

  async run(sql: string, values: readonly SqlParameter[]): Promise<number> {
    await this.ready();
    return this.batch.run(sql, values);
  }

  async runAll(statements: readonly SqlStatement[]): Promise<void> {
    await this.ready();
    const pace = new Pace();
    for (const statement of statements) {
      if (pace.isDue()) {
        await pace.rest();
        await this.ready();
      }
      this.say(statement);
    }
    if (pace.isDue()) await pace.rest();
  }

  private say(statement: SqlStatement): void {
    const { sql, values } = statement.numbered ?? statement;
    this.batch.run(sql, values);
  }

  async commit(last: readonly SqlStatement[] = []): Promise<void> {
    try {
      const pace = new Pace();
      for (const statement of last) {
        if (pace.isDue()) await pace.rest();
        if (!this.batch.isOpen) break;
        this.batch.statements += 1;
        this.say(statement);
      }
    } catch (error) {
      await this.rollback();
      throw error;
    }
    this.batch.keep();
    this.release();
    await this.batch.ended;
  }

  async rollback(): Promise<void> {
    this.batch.undo();
    this.release();
    await this.batch.ended;
  }

  /** @throws SqlFaultError when the batch was given up, since a statement would now be a transaction of its own */
  private async ready(): Promise<void> {
    this.batch.statements += 1;
    if (!this.batch.isOpen) await this.batch.ended;
  }
}
