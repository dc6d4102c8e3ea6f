import { isIP } from 'node:net';

/** The two kinds of server, and the embedded one. TypeORM tells MySQL and MariaDB apart, so do we. */
export type Engine = 'sqlite' | 'mysql' | 'mariadb';

export const IN_MEMORY = ':memory:';

export interface SqliteAddress {
  readonly engine: 'sqlite';
  /** Path of the file, or `:memory:`. */
  readonly file: string;
}

export interface ServerAddress {
  readonly engine: 'mysql' | 'mariadb';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Encrypt, and check the server's certificate. */
  readonly tls: boolean;
}

export type DatabaseAddress = SqliteAddress | ServerAddress;

const LEGAL =
  '"sqlite:path/to/file.db", "sqlite::memory:", "mysql://user@host/database" and "mariadb://user@host/database"';
const DEFAULT_PORT = 3306;

/**
 * Shape: `sqlite:<path>` | `sqlite::memory:` | `mysql://user:password@host:port/database[?tls=true]` | `mariadb://…`.
 * User, password and database are percent-decoded.
 * @throws Error one sentence that never repeats the password: whoever set the URL is at fault
 */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  switch (scheme) {
    case 'sqlite':
      return sqliteAddress(url.slice('sqlite:'.length));
    case 'mysql':
    case 'mariadb':
      return serverAddress(scheme, url);
    case undefined:
      throw new Error(`The database URL has no scheme; legal ones are ${LEGAL}.`);
    default:
      throw new Error(`The database URL has the unknown scheme "${scheme}"; legal ones are ${LEGAL}.`);
  }
}

/**
 * For mysql2: encrypted, by a certificate that an authority known to Node has given to this very host. Where the
 * address is a number and no name, the driver cannot compare it: then any certificate of such an authority is taken.
 */
export function encryptionOf({ tls, host }: ServerAddress) {
  return tls ? { ssl: { minVersion: 'TLSv1.2', verifyIdentity: isIP(host) === 0 } } : {};
}

/** How an address is told to people: no password, no user's secrets. */
export function describeAddress(address: DatabaseAddress): string {
  // Somebody may think that a file has parameters, such as a password.
  if (address.engine === 'sqlite') return `sqlite:${address.file.split('?', 1)[0]}`;
  const { engine, user, host, port, database } = address;
  return `${engine}://${user && `${user}@`}${host}:${port}/${database}`;
}

function sqliteAddress(rest: string): SqliteAddress {
  const file = rest.replace(/^\/\/(?=.)/, '');
  if (file === '') throw new Error(`The database URL "sqlite:" names no file; legal ones are ${LEGAL}.`);
  return { engine: 'sqlite', file };
}

function serverAddress(engine: ServerAddress['engine'], url: string): ServerAddress {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const database = decode(parsed?.pathname.slice(1));
  if (!parsed?.hostname || !database) {
    throw new Error(`The database URL cannot be read as ${engine}://user:password@host:port/database.`);
  }
  return {
    engine,
    host: parsed.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: parsed.port === '' ? DEFAULT_PORT : Number(parsed.port),
    user: decode(parsed.username) ?? '',
    password: decode(parsed.password) ?? '',
    database,
    tls: parsed.searchParams.get('tls') === 'true',
  };
}

/** undefined when the text is not percent-encoded as a URL should be. */
function decode(text = ''): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
