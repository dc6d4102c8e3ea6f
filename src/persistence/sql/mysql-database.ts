import { type Explained, explainMysql } from './explain';
import {
  createPool,
  format,
  type ConnectionOptions,
  type Pool,
  type PoolConnection,
  type ResultSetHeader,
} from 'mysql2';
import { encryptionOf, type ServerAddress } from '../database-url';
import type { DatabaseLimits } from '../limits';
import { touchGuards } from './guard-rows';
import { breaksConnection } from './mysql-faults';
import { openMysqlSnapshot } from './mysql-snapshot';
import { answer, command, select, selectPrepared, sessionSettings } from './mysql-statements';
import { textValues } from './mysql-text';
import { patience } from './patience';
import {
  SqlFaultError,
  type SqlDatabase,
  type SqlFault,
  type SqlParameter,
  type SqlRow,
  type SqlSnapshot,
  type SqlStatement,
  type SqlTransaction,
} from './sql-database';

/** Prepared statements kept per connection; searches generate new ones without limit. */
const MOST_STATEMENTS = 500;

/**
 * MySQL or MariaDB through a pool of its own: its connections have the store's isolation level and lock wait, and no
 * long query from elsewhere can occupy them all.
 *
 * It uses the driver's callbacks rather than promises, and rows as arrays; docs/adr/0002-storage.md has the
 * measurements.
 */
export class MysqlDatabase implements SqlDatabase {
  readonly isSqlite = false;
  private readonly pool: Pool;
  /** Options of every connection, pooled or not. */
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
      // The server keeps each one too, and allows 16,382 for all connections together.
      maxPreparedStatements: MOST_STATEMENTS,
      connectionLimit: poolSize,
      queueLimit: limits.queueLimit,
      // Every transaction ends before its connection is released; a reset would waste a round trip.
      resetOnRelease: false,
      // Several in one round trip (`runAll`). This process writes all SQL text; input from outside is passed as values.
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

  /** Costs a quarter less for a row of 4 KB that is only sent. The text columns are in utf8mb4. */
  utf8Of(column: string): string {
    return `CAST(${column} AS BINARY)`;
  }

  rows(sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]> {
    return this.read(select, sql, values);
  }

  prepared(sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]> {
    return this.read(selectPrepared, sql, values);
  }

  withValues(sql: string, values: readonly SqlParameter[]): string {
    return format(sql, [...values]);
  }

  async begin(): Promise<SqlTransaction> {
    // A cluster may abort a transaction between two statements of one round trip without reporting it.
    const together = !(this.cluster ?? (await this.isCluster()));
    return new MysqlTransaction(await this.acquire(), this.limits.statementTimeoutMs, together);
  }

  /** Whether the server is a node of a Galera cluster; asked once, and again only if asking failed. */
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

  /** Uses a separate connection, since it may stay open for as long as an export takes. */
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

  /** The pool itself would wait forever. A connection that arrives too late is released at once. */
  private async read(how: typeof select, sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]> {
    const connection = await this.acquire();
    try {
      const rows = await how(connection, sql, values, this.limits.statementTimeoutMs);
      connection.release();
      return rows;
    } catch (error) {
      giveBack(connection, error);
      throw error;
    }
  }

  private acquire(): Promise<PoolConnection> {
    return new Promise((resolve, reject) => {
      let late = false;
      const over = patience(this.limits.acquireTimeoutMs, () => {
        late = true;
        reject(new SqlFaultError('unavailable', new Error('No connection to the database was free in time')));
      });
      this.pool.getConnection((error, connection) => {
        over();
        if (error) reject(new SqlFaultError('unavailable', error));
        else if (late) connection.release();
        else resolve(connection);
      });
    });
  }
}

/** The driver's internal queues; it has no public API for pool usage. */
interface PoolState {
  readonly _allConnections: { readonly length: number };
  readonly _freeConnections: { readonly length: number };
  readonly _connectionQueue: { readonly length: number };
}

/** Characters up to which the values of a statement are sent as text: escaping them costs less than a round trip. */
const SHORT = 16_384;

class MysqlTransaction implements SqlTransaction {
  readonly isSqlite = false;

  /** The server no longer answers, so sending ROLLBACK is pointless: it rolls back when the connection closes. */
  private broken = false;
  /** The transaction begins in the round trip of its first statement. */
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
   * Uses a prepared statement, so that a body of 100 KB is neither escaped here nor parsed as SQL by the server. A
   * short first statement is sent as text together with the start of the transaction.
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

  async runEach(statements: readonly SqlStatement[]): Promise<readonly number[]> {
    if (!this.together) {
      const rows: number[] = [];
      for (const { sql, values } of statements) rows.push(await this.run(sql, values));
      return rows;
    }
    const before = this.begun ? 0 : 1;
    const results = (await this.watched(this.textOf(statements))) as readonly ResultSetHeader[];
    return results.slice(before).map(({ affectedRows }) => affectedRows);
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
      // When the connection broke, the outcome of the commit is unknown; a destroyed connection cannot be left half
      // way. A cluster node that lost against another one reports it here, and its connection stays usable.
      this.broken = !(error instanceof SqlFaultError) || !LEAVES_WHOLE.has(error.fault);
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

  /** The start of the transaction, with what is sent in the same round trip. */
  private first(sql?: string): string {
    this.begun = true;
    return sql === undefined ? BEGIN : `${BEGIN}; ${sql}`;
  }

  /** The server stops at the first statement that fails and does not execute those after it, a COMMIT included. */
  private textOf(statements: readonly SqlStatement[]): Promise<unknown> {
    const all = statements.map(({ sql }) => sql).join('; ');
    const values: SqlParameter[] = [];
    for (const statement of statements) for (const value of statement.values) values.push(value);
    return this.text(this.begun ? all : this.first(all), values);
  }

  private text<T>(sql: string, values: readonly SqlParameter[]): Promise<T> {
    return answer<T>(this.timeoutMs, (done) =>
      this.connection.query<ResultSetHeader[]>(sql, textValues(values), (error, result) => done(error, result as T)),
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
/** Faults at a COMMIT, or at what is sent with it, after which it is known that nothing was committed. */
const LEAVES_WHOLE: ReadonlySet<SqlFault> = new Set(['contention', 'refuted']);
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
