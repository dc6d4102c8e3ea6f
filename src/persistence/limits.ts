/** How long anything may wait for the database, so that a request ends in time whatever the database does. */
export interface DatabaseLimits {
  /** Opening one connection, milliseconds. */
  readonly connectTimeoutMs: number;
  /** Waiting for a free connection (on SQLite: for the write lock, which other processes may hold), milliseconds. */
  readonly acquireTimeoutMs: number;
  /** Waiting for the answer to one statement, milliseconds. SQLite runs in the process and needs no such limit. */
  readonly statementTimeoutMs: number;
  /**
   * Waiting for a lock held by another transaction on MySQL and MariaDB, milliseconds; the servers count whole seconds.
   */
  readonly lockWaitMs: number;
  /** Requests that may wait for a connection; any further one is refused at once. */
  readonly queueLimit: number;
}

export const DEFAULT_LIMITS: DatabaseLimits = {
  connectTimeoutMs: 3_000,
  acquireTimeoutMs: 5_000,
  statementTimeoutMs: 10_000,
  lockWaitMs: 2_000,
  queueLimit: 1_000,
};
