import { type Explained, explainMysql } from './explain';
import { createPool, type ConnectionOptions, type Pool, type PoolConnection, type ResultSetHeader } from 'mysql2';
import { encryptionOf, type ServerAddress } from '../database-url';
import type { DatabaseLimits } from '../limits';
import { touchGuards } from './guard-rows';
import { breaksConnection } from './mysql-faults';
import { openMysqlSnapshot } from './mysql-snapshot';
import { answer, command, select, sessionSettings } from './mysql-statements';
import {
  SqlFaultError,
  type SqlDatabase,
  type SqlParameter,
  type SqlRow,
  type SqlSnapshot,
  type SqlStatement,
  type SqlTransaction,
} from './sql-database';

/** Prepared statements a connection keeps; searches put together others without end. */
const MOST_STATEMENTS = 500;

/**
 * MySQL or MariaDB through a pool of its own: its connections have the store's isolation and lock wait, and nobody
 * else's long query can take them all.
 *
 * The driver's callbacks are used, not its promises, and rows come as arrays: docs/adr/0002-storage.md has the numbers.
 */
export class MysqlDatabase implements SqlDatabase {
  private readonly pool: Pool;
  /** Of every connection, whoever opens it. */
  private readonly options: ConnectionOptions;
  private cluster: boolean | undefined;

  constructor(
    address: ServerAddress,
    private readonly poolSize: number,
    private readonly limits: DatabaseLimits,
    private readonly syncWait = false,
  ) {
    const { host, port, user, password, database } = address;
    this.options = {
      host,
      port,
      user,
      password,
      database,
      ...encryptionOf(address),
      charset: 'utf8mb4',
      connectTimeout: limits.connectTimeoutMs,
      supportBigNumbers: true,
      stringifyObjects: true,
    };
    this.pool = createPool({
      ...this.options,
      // Each is kept by the server too, which has 16,382 for all connections together.
      maxPreparedStatements: MOST_STATEMENTS,
      connectionLimit: poolSize,
      queueLimit: limits.queueLimit,
      // Every transaction ends before its connection is given back; a reset would be a round trip for nothing.
      resetOnRelease: false,
      // Several in one round trip (`runAll`). All text is of this process; what comes from outside is a value.
      multipleStatements: true,
    });
    // Sent before anything else on a new connection.
    this.pool.on('connection', (connection) => {
      for (const statement of sessionSettings(limits, syncWait)) {
        connection.query(statement, (error) => {
          if (error) connection.destroy();
        });
      }
    });
  }

  explain(sql: string, values: readonly SqlParameter[]): Promise<Explained> {
    return explainMysql(this, sql, values);
  }

  async rows(sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]> {
    const connection = await this.acquire();
    try {
      const rows = await select(connection, sql, values, this.limits.statementTimeoutMs);
      connection.release();
      return rows;
    } catch (error) {
      giveBack(connection, error);
      throw error;
    }
  }

  async begin(): Promise<SqlTransaction> {
    // A transaction a cluster gives up between two statements of one round trip is over, and nobody is told.
    const together = !(this.cluster ?? (await this.isCluster()));
    return new MysqlTransaction(await this.acquire(), this.limits.statementTimeoutMs, together);
  }

  /** Whether the server is a node of a Galera cluster; asked once, and again after a failure. */
  private async isCluster(): Promise<boolean> {
    if (this.cluster === undefined) {
      const [row] = await this.rows("SHOW GLOBAL VARIABLES LIKE 'wsrep_on'", []);
      this.cluster = row?.[1] === 'ON';
    }
    return this.cluster;
  }

  async check(): Promise<void> {
    await this.rows('SELECT 1', []);
  }

  /** On a connection of its own: it may be open for as long as an export takes. */
  snapshot(): Promise<SqlSnapshot> {
    return openMysqlSnapshot(this.options, sessionSettings(this.limits, this.syncWait), this.limits.statementTimeoutMs);
  }

  load(): { connections: number; busy: number; waiting: number } {
    const { _allConnections: all, _freeConnections: free, _connectionQueue: queue } = this.pool as unknown as PoolState;
    return { connections: this.poolSize, busy: all.length - free.length, waiting: queue.length };
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.pool.end(() => resolve()));
  }

  /** The pool itself waits without end; a connection that comes too late goes straight back. */
  private acquire(): Promise<PoolConnection> {
    return new Promise((resolve, reject) => {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        reject(new SqlFaultError('unavailable', new Error('No connection to the database was free in time')));
      }, this.limits.acquireTimeoutMs);
      this.pool.getConnection((error, connection) => {
        clearTimeout(timer);
        if (error) reject(new SqlFaultError('unavailable', error));
        else if (late) connection.release();
        else resolve(connection);
      });
    });
  }
}

/** The driver's own books: it has no word for how busy a pool is. */
interface PoolState {
  readonly _allConnections: { readonly length: number };
  readonly _freeConnections: { readonly length: number };
  readonly _connectionQueue: { readonly length: number };
}

/**
 * Values of a statement that is sent as text may have so many characters: escaping them costs less than a round trip.
 */
const SHORT = 16_384;

class MysqlTransaction implements SqlTransaction {
  /** No use in sending ROLLBACK where nobody answers: the server rolls back when the connection is gone. */
  private broken = false;
  /** It begins in the round trip of its first statement. */
  private begun = false;

  constructor(
    private readonly connection: PoolConnection,
    private readonly timeoutMs: number,
    /** Whether several statements may share a round trip. */
    private readonly together: boolean,
  ) {}

  async rows(sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]> {
    if (this.begun) return this.watched(select(this.connection, sql, values, this.timeoutMs));
    const [, rows] = await this.watched(select(this.connection, this.first(sql), values, this.timeoutMs));
    return rows as unknown as SqlRow[];
  }

  guard(guards: readonly number[]): Promise<void> {
    return touchGuards(this, guards);
  }

  /**
   * Prepared: a body of 100 KB is neither escaped here nor parsed as SQL there. A short one comes with the beginning.
   */
  async run(sql: string, values: readonly SqlParameter[]): Promise<number> {
    if (!this.begun && isShort(values)) {
      const [, result] = await this.watched(this.text<ResultSetHeader[]>(this.first(sql), values));
      return result!.affectedRows;
    }
    if (!this.begun) await this.watched(command(this.connection, this.first(), this.timeoutMs));
    const result = await this.watched(
      answer<ResultSetHeader>(this.timeoutMs, (done) => this.connection.execute(sql, [...values], done)),
    );
    return result.affectedRows;
  }

  async runAll(statements: readonly SqlStatement[]): Promise<void> {
    const [only, ...others] = statements;
    if (only === undefined) return;
    if (others.length === 0 || !this.together) {
      for (const { sql, values } of statements) await this.run(sql, values);
      return;
    }
    await this.watched(this.textOf(statements));
  }

  async commit(last: readonly SqlStatement[] = []): Promise<void> {
    if (!this.begun && last.length === 0) return this.connection.release();
    try {
      if (this.together && this.begun && last.length > 0) await this.textOf([...last, COMMIT]);
      else {
        await this.runAll(last);
        await command(this.connection, COMMIT.sql, this.timeoutMs);
      }
    } catch (error) {
      // Whether it took place is unknown when the connection broke; one that is thrown away cannot be half way. A node
      // of a cluster that was overtaken by another one says so here, and goes on.
      this.broken = !(error instanceof SqlFaultError) || error.fault !== 'contention';
      await this.rollback();
      throw error;
    }
    this.connection.release();
  }

  async rollback(): Promise<void> {
    if (this.broken) return this.connection.destroy();
    if (!this.begun) return this.connection.release();
    try {
      await command(this.connection, 'ROLLBACK', this.timeoutMs);
      this.connection.release();
    } catch {
      this.connection.destroy();
    }
  }

  /** The beginning, and what comes in the same round trip. */
  private first(sql?: string): string {
    this.begun = true;
    return sql === undefined ? BEGIN : `${BEGIN}; ${sql}`;
  }

  /** A statement that fails is the last one: those behind it are not said, a COMMIT neither. */
  private textOf(statements: readonly SqlStatement[]): Promise<unknown> {
    const all = statements.map(({ sql }) => sql).join('; ');
    const values = statements.flatMap((statement) => statement.values);
    return this.text(this.begun ? all : this.first(all), values);
  }

  private text<T>(sql: string, values: readonly SqlParameter[]): Promise<T> {
    return answer<T>(this.timeoutMs, (done) =>
      this.connection.query<ResultSetHeader[]>(sql, [...values], (error, result) => done(error, result as T)),
    );
  }

  private async watched<T>(statement: Promise<T>): Promise<T> {
    try {
      return await statement;
    } catch (error) {
      this.broken ||= breaksConnection(error);
      throw error;
    }
  }
}

const BEGIN = 'START TRANSACTION';
const COMMIT: SqlStatement = { sql: 'COMMIT', values: [] };

function isShort(values: readonly SqlParameter[]): boolean {
  return (
    values.reduce<number>(
      (sum, value) =>
        sum +
        (typeof value === 'object' && value !== null ? 2 * value.length : typeof value === 'string' ? value.length : 0),
      0,
    ) <= SHORT
  );
}

function giveBack(connection: PoolConnection, error: unknown): void {
  if (breaksConnection(error)) connection.destroy();
  else connection.release();
}
