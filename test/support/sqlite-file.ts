import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { DEFAULT_LIMITS } from '../../src/persistence/limits';
import { SqlFaultError } from '../../src/persistence/sql/sql-database';
import { SqliteConnection } from '../../src/persistence/sql/sqlite-connection';
import { SqliteDatabase } from '../../src/persistence/sql/sqlite-database';
import { SqliteFiles } from '../../src/persistence/sql/sqlite-files';
import type { SqliteLog } from '../../src/persistence/sql/sqlite-log';

/** How long a writer waits for its turn, milliseconds: where a test waits for the end of it, and elsewhere. */
export const SHORT_MS = 100;
const LONG_MS = 60_000;

/** A file with the tables `thing` (with the rows a and b) and `part`, as this process and as another one see it. */
export class SqliteFile {
  readonly folder = mkdtempSync(join(tmpdir(), 'sqlite-database-'));
  readonly file = join(this.folder, 'test.db');
  /** The handle of another process. */
  readonly other = new Libsql(this.file);
  writer: SqliteConnection;
  database: SqliteDatabase;

  /** @param patienceMs how long a writer waits for its turn */
  constructor(private readonly patienceMs = LONG_MS) {
    this.other.pragma('journal_mode = WAL');
    this.other.exec(
      "CREATE TABLE thing (id TEXT PRIMARY KEY, note TEXT); INSERT INTO thing VALUES ('a', 'A'), ('b', 'B')",
    );
    this.other.exec('CREATE TABLE part (thing TEXT REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED)');
    this.writer = SqliteConnection.open(this.file);
    this.writer.run('PRAGMA foreign_keys = ON');
    this.database = this.opened();
  }

  /** Opens the database again, after it was closed. */
  reopen(pragmas?: readonly string[], log?: SqliteLog): void {
    this.writer = SqliteConnection.open(this.file, pragmas);
    this.database = this.opened(log);
  }

  async note(id: string): Promise<unknown> {
    return (await this.database.rows('SELECT note FROM thing WHERE id = ?', [id]))[0]?.[0];
  }

  async write(id: string): Promise<void> {
    const transaction = await this.database.begin();
    try {
      await transaction.run('INSERT INTO thing VALUES (?, ?)', [id, 'x'.repeat(10_000)]);
    } catch (error) {
      await transaction.rollback().catch(() => undefined);
      throw error;
    }
    await transaction.commit();
  }

  async drop(): Promise<void> {
    await this.database.close();
    this.other.close();
    rmSync(this.folder, { recursive: true });
  }

  private opened(log?: SqliteLog): SqliteDatabase {
    const limits = { ...DEFAULT_LIMITS, acquireTimeoutMs: this.patienceMs };
    return new SqliteDatabase(this.writer, SqliteConnection.open(this.file), limits, new SqliteFiles(this.file), log);
  }
}

/** Matches an error of the database. */
export const fault = (kind: string): unknown => expect.objectContaining({ name: SqlFaultError.name, fault: kind });
