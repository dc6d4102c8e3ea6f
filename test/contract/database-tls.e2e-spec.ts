import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { databases } from '../support/databases';
import { ServerProcess } from '../support/server-process';

const server = process.env.TEST_DATABASE_URL;
const kind = databases.find(({ name }) => name !== 'SQLite');

// SQLite is a file, so there is no connection to encrypt.
(server === undefined ? describe.skip : describe)('a database that is reached by TLS (needs TEST_DATABASE_URL)', () => {
  const USER = `fhir_tls_${process.pid}`;
  /** The address with a user who may connect by TLS only. */
  const addressOf = (url: string, host: string, query = ''): string => {
    const address = new URL(url);
    address.username = USER;
    address.hostname = host;
    return address.href + query;
  };
  const asRoot = async (...statements: readonly string[]): Promise<void> => {
    const { hostname, port, username, password } = new URL(server!);
    const root = await createConnection({ host: hostname, port: Number(port), user: username, password });
    for (const statement of statements) await root.query(statement);
    await root.end();
  };
  const opened = (url: string): Promise<string> =>
    openDataSource(dataSourceOptions({ url })).then(
      async (sql) => {
        await sql.destroy();
        return 'opened';
      },
      (error: Error) => error.message,
    );

  beforeAll(() => asRoot(`CREATE USER '${USER}'@'%' REQUIRE SSL`, `GRANT ALL ON *.* TO '${USER}'@'%'`));
  afterAll(() => asRoot(`DROP USER '${USER}'@'%'`));

  it('is used over TLS by all connections of a server, if its certificate has its name and is from an authority that Node knows', async () => {
    const { url, drop } = await kind!.createDatabase();
    const known = { NODE_EXTRA_CA_CERTS: join(__dirname, '../fixtures/tls/ca.crt') };
    try {
      const running = await ServerProcess.start({ DATABASE_URL: addressOf(url, 'localhost', '?tls=true'), ...known });
      try {
        const base = `http://127.0.0.1:${running.port}/fhir`;
        const headers = { 'Content-Type': 'application/fhir+json' };
        const body = JSON.stringify({ resourceType: 'Organization', name: 'encrypted' });
        expect((await fetch(`${base}/Organization`, { method: 'POST', headers, body })).status).toBe(201);
        expect((await fetch(`${base}/Organization?name=encrypted`)).status).toBe(200);
      } finally {
        await running.kill();
      }
      // The same host under a name that the certificate does not contain.
      const other = ServerProcess.start({
        DATABASE_URL: addressOf(url, '127.1', '?tls=true'),
        ...known,
      });
      await expect(other.then((late) => late.kill())).rejects.toThrow(/does not match certificate/);
    } finally {
      await drop();
    }
  });

  it.each([
    ['whose certificate nobody knows', '?tls=true', /self-signed certificate|unable to (?:get|verify)/],
    ['without being asked by it', '', /Access denied/],
  ])('%s is refused with one sentence', async (_, query, message) => {
    const { url, drop } = await kind!.createDatabase();
    expect(await opened(addressOf(url, 'localhost', query))).toMatch(message);
    await drop();
  });
});
