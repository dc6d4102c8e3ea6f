import {
  describeAddress,
  encryptionOf,
  parseDatabaseUrl,
  type DatabaseAddress,
  type ServerAddress,
} from './database-url';

const server = {
  engine: 'mysql',
  host: 'db.example.org',
  port: 3306,
  user: '',
  password: '',
  database: 'ror',
  tls: false,
} as const;

describe('parseDatabaseUrl', () => {
  it.each<[string, DatabaseAddress]>([
    ['sqlite:data/ror.db', { engine: 'sqlite', file: 'data/ror.db' }],
    ['SQLite:data/ror.db', { engine: 'sqlite', file: 'data/ror.db' }],
    ['sqlite::memory:', { engine: 'sqlite', file: ':memory:' }],
    ['sqlite:/var/lib/ror.db', { engine: 'sqlite', file: '/var/lib/ror.db' }],
    ['sqlite:///var/lib/ror.db', { engine: 'sqlite', file: '/var/lib/ror.db' }],
    ['mysql://db.example.org/ror', server],
    ['mariadb://db.example.org:3307/ror', { ...server, engine: 'mariadb', port: 3307 }],
    ['mysql://me:p%40ss%2Fword@db.example.org/ror', { ...server, user: 'me', password: 'p@ss/word' }],
    ['mysql://[::1]:3307/ror', { ...server, host: '::1', port: 3307 }],
    ['mysql://db.example.org/ror?tls=true', { ...server, tls: true }],
  ])('reads %s', (url, address) => {
    expect(parseDatabaseUrl(url)).toEqual(address);
  });

  it.each([
    ['postgres://me:secret@host/db', /unknown scheme "postgres".*"sqlite:path.*"mysql:.*"mariadb:/],
    ['data/ror.db', /no scheme.*"sqlite:path/],
    ['', /no scheme/],
    ['sqlite:', /does not name a file/],
    ['mysql://me:secret@host', /mysql:\/\/user:password@host:port\/database/],
    ['mysql://me:secret@host:port/db', /does not have the form/],
    ['mariadb:me:secret', /does not have the form mariadb/],
    ['mysql://me:secret@host/%E0%A4%A', /does not have the form/],
    ['mysql://host/db?password=secret', /may end in \?tls=true or \?tls=false, and in nothing else/],
    ['mariadb://host/db?tls=true&user=me&password=secret#secret', /in nothing else/],
    ['mariadb://host/db#secret', /in nothing else/],
    ['mariadb://host/db?secret', /in nothing else/],
    ['mariadb://me:secret@host/db?tlss=true', /in nothing else/],
    ['mariadb://me:secret@host/db?tls=maybe', /in nothing else/],
    ['mariadb://me:secret@host/db?tls', /in nothing else/],
  ])('refuses "%s" with a sentence that keeps the password', (url, sentence) => {
    expect(() => parseDatabaseUrl(url)).toThrow(sentence);
    expect(() => parseDatabaseUrl(url)).not.toThrow(/secret/);
  });
});

describe('describeAddress', () => {
  it.each([
    ['sqlite:data/ror.db', 'sqlite:data/ror.db'],
    ['sqlite:data/ror.db?password=secret', 'sqlite:data/ror.db'],
    ['mysql://me:secret@host/db', 'mysql://me@host:3306/db'],
    ['mysql://me:se@cret@host/db', 'mysql://me@host:3306/db'],
  ])('describes %s as %s', (url, told) => {
    expect(describeAddress(parseDatabaseUrl(url))).toBe(told);
  });
});

describe('encryptionOf', () => {
  const ssl = (verifyIdentity: boolean) => ({ ssl: { minVersion: 'TLSv1.2', verifyIdentity } });

  it.each([
    ['mysql://db.example.org/ror?tls=true', 'the certificate of this very host', ssl(true)],
    ['mysql://10.0.0.1/ror?tls=true', 'any certificate, where the host has no name', ssl(false)],
    ['mysql://db.example.org/ror', 'nothing', {}],
  ])('%s asks for %s', (url, _, options) => {
    expect(encryptionOf(parseDatabaseUrl(url) as ServerAddress)).toEqual(options);
  });
});
