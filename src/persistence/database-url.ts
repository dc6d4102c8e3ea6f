import { isIP } from 'node:net';
import { alternatives, say, SentenceError } from '../fhir';

/** The embedded engine and the two servers. TypeORM distinguishes MySQL from MariaDB, so we do too. */
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
  /** Encrypt the connection and verify the server's certificate. */
  readonly tls: boolean;
}

export type DatabaseAddress = SqliteAddress | ServerAddress;

const LEGAL = alternatives(
  ['sqlite:path/to/file.db', 'sqlite::memory:', 'mysql://user@host/database', 'mariadb://user@host/database'].map(
    (url) => `"${url}"`,
  ),
);
const DEFAULT_PORT = 3306;

/**
 * Shape: `sqlite:<path>` | `sqlite::memory:` | `mysql://user:password@host:port/database[?tls=true]` | `mariadb://…`.
 * User, password and database are percent-decoded.
 * @throws SentenceError when the URL is not valid; it never repeats the password
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
      throw new SentenceError(say`DATABASE_URL has no scheme; it must be like ${LEGAL}.`);
    default:
      throw new SentenceError(say`DATABASE_URL has the unknown scheme "${scheme}"; it must be like ${LEGAL}.`);
  }
}

/**
 * TLS options for mysql2: the certificate must come from an authority Node trusts and be issued to this host. The
 * driver cannot match an IP address; there, any certificate from such an authority is accepted.
 */
export function encryptionOf({ tls, host }: ServerAddress) {
  return tls ? { ssl: { minVersion: 'TLSv1.2', verifyIdentity: isIP(host) === 0 } } : {};
}

/** An address for messages and logs, without the password. */
export function describeAddress(address: DatabaseAddress): string {
  // Parameters do not apply to a file, but somebody may have written a password there.
  if (address.engine === 'sqlite') return `sqlite:${address.file.split('?', 1)[0]}`;
  const { engine, user, host, port, database } = address;
  return `${engine}://${user && `${user}@`}${host}:${port}/${database}`;
}

function sqliteAddress(rest: string): SqliteAddress {
  const file = rest.replace(/^\/\/(?=.)/, '');
  if (file === '')
    throw new SentenceError(say`DATABASE_URL does not name a file after "sqlite:"; it must be like ${LEGAL}.`);
  return { engine: 'sqlite', file };
}

function serverAddress(engine: ServerAddress['engine'], url: string): ServerAddress {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const database = decode(parsed?.pathname.slice(1));
  if (!parsed?.hostname || !database) {
    throw new SentenceError(
      say`DATABASE_URL does not have the form ${`${engine}://user:password@host:port/database`}; percent-encode special characters in names and the password.`,
    );
  }
  // A misspelled parameter would leave the connection unencrypted. What it is may be a password.
  const isKnown = ([name, value]: [string, string]) => name === 'tls' && (value === 'true' || value === 'false');
  if (![...parsed.searchParams].every(isKnown) || parsed.hash !== '') {
    throw new SentenceError(say`DATABASE_URL may end in ?tls=true or ?tls=false, and in nothing else.`);
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

/** Undefined when the percent-encoding is malformed. */
function decode(text = ''): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
