import type { Connection, RowDataPacket } from 'mysql2';
import type { DatabaseLimits } from '../limits';
import { mysqlError } from './mysql-faults';
import { patience } from './patience';
import { SqlFaultError, type SqlRow, type SqlParameter } from './sql-database';

/** Fraction of the statement timeout after which the server aborts, before we stop waiting and lose the connection. */
const GIVEN_UP_AFTER = 0.8;

/**
 * READ COMMITTED takes no gap locks, so writers of different ids do not block each other. The server's default lock
 * wait is 50 s. The SQL mode rejects values that would otherwise be truncated, and keeps the backslash that the driver
 * escapes with.
 */
export function sessionSettings({ lockWaitMs, statementTimeoutMs }: DatabaseLimits, syncWait: boolean): string[] {
  const longest = statementTimeoutMs * GIVEN_UP_AFTER;
  return [
    // Each engine has its own variable for this: MariaDB reads the first comment, MySQL the second. exists_to_in is off
    // because the plan of a search already decides what is looked up first and what is checked after.
    "SET /*M! SESSION optimizer_switch = 'exists_to_in=off', */ SESSION sql_safe_updates = 0",
    `SET /*M! SESSION max_statement_time = ${longest / 1000}, */ /*!50708 SESSION max_execution_time = ${Math.ceil(longest)}, */ SESSION sql_safe_updates = 0`,
    'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
    `SET SESSION innodb_lock_wait_timeout = ${Math.max(1, Math.ceil(lockWaitMs / 1000))}`,
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'",
    ...(syncWait ? ['SET SESSION wsrep_sync_wait = 1'] : []),
  ];
}

export function select(connection: Connection, sql: string, values: readonly SqlParameter[], timeoutMs: number) {
  return answer<SqlRow[]>(timeoutMs, (done) =>
    connection.query<RowDataPacket[]>({ sql, values: [...values], rowsAsArray: true }, (error, rows) =>
      done(error, rows as unknown as SqlRow[]),
    ),
  );
}

/** The same by a prepared statement, which the driver keeps for the connection. */
export function selectPrepared(
  connection: Connection,
  sql: string,
  values: readonly SqlParameter[],
  timeoutMs: number,
): Promise<SqlRow[]> {
  return answer<SqlRow[]>(timeoutMs, (done) =>
    connection.execute<RowDataPacket[]>({ sql, values: [...values], rowsAsArray: true }, (error, rows) =>
      done(error, rows as unknown as SqlRow[]),
    ),
  );
}

export function command(connection: Connection, sql: string, timeoutMs: number): Promise<unknown> {
  return answer<unknown>(timeoutMs, (done) => connection.query(sql, done));
}

/** The driver has its own timeout, but does not clear its timer when the connection is lost. */
export function answer<T>(
  timeoutMs: number,
  send: (done: (error: Error | null, result: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const over = patience(timeoutMs, () =>
      reject(new SqlFaultError('unavailable', new Error(`No answer within ${timeoutMs} ms`))),
    );
    send((error, result) => {
      over();
      if (error) reject(mysqlError(error));
      else resolve(result);
    });
  });
}
