import { SqlFaultError, type SqlFault } from './sql-database';

const FAULTS: Readonly<Record<number, SqlFault>> = {
  1062: 'duplicate-key', // ER_DUP_ENTRY
  1048: 'refuted', // ER_BAD_NULL_ERROR
  1020: 'contention', // ER_CHECKREAD: the row changed under a snapshot
  1205: 'contention', // ER_LOCK_WAIT_TIMEOUT
  1213: 'contention', // ER_LOCK_DEADLOCK; of a Galera cluster also a lost certification, which may come at COMMIT
  1969: 'too-slow', // ER_STATEMENT_TIMEOUT of MariaDB
  3024: 'too-slow', // ER_QUERY_TIMEOUT of MySQL
  1021: 'full', // ER_DISK_FULL
  1114: 'full', // ER_RECORD_FILE_FULL: of a tablespace
  1040: 'unavailable', // ER_CON_COUNT_ERROR
  1047: 'unavailable', // ER_UNKNOWN_COM_ERROR: a Galera node that is not ready
  1053: 'unavailable', // ER_SERVER_SHUTDOWN
  1203: 'unavailable', // ER_TOO_MANY_USER_CONNECTIONS
  1290: 'unavailable', // ER_OPTION_PREVENTS_STATEMENT: read-only during a failover
  1317: 'unavailable', // ER_QUERY_INTERRUPTED
  1836: 'unavailable', // ER_READ_ONLY_MODE
  1927: 'unavailable', // ER_CONNECTION_KILLED
};

interface DriverError {
  readonly errno?: number;
  /** True when the connection is lost. */
  readonly fatal?: boolean;
  readonly syscall?: string;
}

/**
 * Translates a driver error for the store; errors that are bugs rather than conditions (wrong SQL) are left unchanged.
 */
export function mysqlError(error: Error): Error {
  const fault = faultOf(error as DriverError);
  return fault ? new SqlFaultError(fault, error) : error;
}

/** True when the connection may still be in the middle of something and must not return to the pool. */
export function breaksConnection(error: unknown): boolean {
  return error instanceof SqlFaultError && error.fault === 'unavailable';
}

function faultOf({ errno, fatal, syscall }: DriverError): SqlFault | undefined {
  const known = errno === undefined ? undefined : FAULTS[errno];
  if (known) return known;
  return fatal || syscall !== undefined ? 'unavailable' : undefined;
}
