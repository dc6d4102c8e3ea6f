/** How long anything may wait for the database, so that a request ends in time whatever happens to it. */
export interface DatabaseLimits {
  /** Opening one connection, milliseconds. */
  readonly connectTimeoutMs: number;
  /** Waiting for a free connection (SQLite: for one's turn to write, other processes' included), milliseconds. */
  readonly acquireTimeoutMs: number;
  /** Waiting for the answer to one statement, milliseconds. SQLite's run inside the process and need none. */
  readonly statementTimeoutMs: number;
  /** Waiting for a lock another transaction holds on MySQL and MariaDB, milliseconds; they count whole seconds. */
  readonly lockWaitMs: number;
  /** Requests that may wait for a connection; one more is refused at once. */
  readonly queueLimit: number;
}

export const DEFAULT_LIMITS: DatabaseLimits = {
  connectTimeoutMs: 3_000,
  acquireTimeoutMs: 5_000,
  statementTimeoutMs: 10_000,
  lockWaitMs: 2_000,
  queueLimit: 1_000,
};
