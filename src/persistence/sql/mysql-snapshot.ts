import { createConnection, type Connection, type ConnectionOptions } from 'mysql2';
import { command, select } from './mysql-statements';
import { SqlFaultError, type SqlSnapshot } from './sql-database';

/**
 * The state committed by now, for as long as the connection is open: every read in its transaction sees the same.
 * @param settings statements sent first
 * @throws SqlFaultError
 */
export async function openMysqlSnapshot(
  options: ConnectionOptions,
  settings: readonly string[],
  timeoutMs: number,
): Promise<SqlSnapshot> {
  const connection = await connected(options);
  // The statement in progress reports the error; without a listener it would end the process.
  connection.on('error', () => undefined);
  const ended = (): Promise<void> =>
    new Promise((resolve) => {
      connection.destroy();
      resolve();
    });
  try {
    for (const statement of [...settings, REPEATABLE, BEGIN]) await command(connection, statement, timeoutMs);
  } catch (error) {
    await ended();
    throw error;
  }
  return { isSqlite: false, rows: (sql, values) => select(connection, sql, values, timeoutMs), close: ended };
}

const REPEATABLE = 'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ';
const BEGIN = 'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY';

function connected(options: ConnectionOptions): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const connection = createConnection(options);
    connection.connect((error) => {
      if (error) reject(new SqlFaultError('unavailable', error));
      else resolve(connection);
    });
  });
}
