import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { generateDirectory } from '../../src/ror';
import { databases, type TestDatabase } from '../support/databases';
import { runCli } from '../support/run-cli';
import { startTestApp } from '../support/test-app';

const COUNT = 300;

describe.each(databases)('the indexes, on $name', ({ createMigrated }) => {
  let database: TestDatabase;
  let folder: string;
  // One import serves all tests: each starts with correct indexes and leaves them correct.
  beforeAll(async () => {
    database = await createMigrated();
    folder = mkdtempSync(join(tmpdir(), 'cli-indexes-'));
    const path = join(folder, 'directory.ndjson');
    writeFileSync(path, [...generateDirectory({ seed: 'indexes', count: COUNT })].map((each) => `${JSON.stringify(each)}\n`).join('')); // prettier-ignore
    const { code } = await runCli([
      'import',
      path,
      '--state',
      join(folder, 's'),
      '--report',
      join(folder, 'r'),
      ...on(),
    ]);
    expect(code).toBe(0);
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const on = () => ['--database', database.url];
  /** Accesses the tables directly, behind the back of the server. */
  const query = async <T>(...statements: string[]): Promise<T[]> => {
    const dataSource = await openDataSource(dataSourceOptions({ url: database.url }));
    let rows: T[] = [];
    for (const sql of statements) rows = await dataSource.query<T[]>(sql);
    await dataSource.destroy();
    return rows;
  };
  const faultsOf = (out: string) => out.trim().split('\n').map((line) => JSON.parse(line) as { id: string; table: string; missing: number; surplus: number }); // prettier-ignore

  it('are correct after an import', async () => {
    const { code, out, err } = await runCli(['verify', ...on()]);
    expect([code, out]).toEqual([0, '']);
    expect(err).toContain(`Resources checked: ${COUNT}; with a wrong index: 0.`);
  });

  it('are reported and repaired where rows are missing, changed or superfluous', async () => {
    const [{ id }] = (await query<{ id: string }>("SELECT MIN(id) AS id FROM fhir_resource WHERE type = 'Organization'")) as [{ id: string }]; // prettier-ignore
    await query(
      `DELETE FROM fhir_search_token WHERE type = 'Organization' AND code = 'identifier' AND id = '${id}'`,
      `UPDATE fhir_search_string SET folded = 'wrong' WHERE type = 'Organization' AND code = 'name' AND id = '${id}'`,
      "INSERT INTO fhir_reference (type, id, target_type, target_id, path) VALUES ('Location', 'zzz-nobody', 'Organization', 'a', 'Location.x')",
      "INSERT INTO fhir_search_uri (type, code, id, uri, record) VALUES ('Practitioner', 'no-such-code', 'ps-1', 'urn:x', 0)",
    );
    const found = await runCli(['verify', ...on()]);
    expect(found.code).toBe(1);
    expect(faultsOf(found.out)).toEqual([
      { type: 'Organization', id, table: 'fhir_search_token', missing: 2, surplus: 0 },
      { type: 'Organization', id, table: 'fhir_search_string', missing: 1, surplus: 1 },
      { type: 'Practitioner', id: 'ps-1', table: 'fhir_search_uri', missing: 0, surplus: 1 },
      { type: 'Location', id: 'zzz-nobody', table: 'fhir_reference', missing: 0, surplus: 1 },
    ]);
    expect((await runCli(['verify', '--type', 'HealthcareService', ...on()])).code).toBe(0);
    const mended = await runCli(['verify', '--mend', ...on()]);
    expect(mended.code).toBe(0);
    expect(mended.out).toBe(found.out);
    expect((await runCli(['verify', ...on()])).out).toBe('');
  });

  it('are reported and repaired where a total is wrong', async () => {
    const [{ lanes, all }] = (await query<{ lanes: number; all: number }>(
      "SELECT (SELECT COUNT(*) FROM fhir_total WHERE type = 'Location') AS 'lanes', (SELECT COUNT(*) FROM fhir_resource WHERE type = 'Organization') AS 'all'",
    )) as [{ lanes: number; all: number }];
    await query("UPDATE fhir_total SET n = n + 3 WHERE type = 'Location'", "DELETE FROM fhir_total WHERE type = 'Organization'"); // prettier-ignore
    const found = await runCli(['verify', ...on()]);
    expect(faultsOf(found.out)).toEqual([
      { type: 'Organization', id: '', table: 'fhir_total', missing: Number(all), surplus: 0 },
      { type: 'Location', id: '', table: 'fhir_total', missing: 0, surplus: 3 * Number(lanes) },
    ]);
    expect((await runCli(['verify', '--mend', ...on()])).code).toBe(0);
    expect((await runCli(['verify', ...on()])).out).toBe('');
  });

  it('are rebuilt when their parameters have changed, which is reported before', async () => {
    await query("UPDATE fhir_search_index SET digest = 'of before' WHERE type = 'Location'", "DELETE FROM fhir_search_string WHERE type = 'Location'"); // prettier-ignore
    const told = await runCli(['reindex', '--status', ...on()]);
    expect([told.code, told.err]).toEqual([1, 'To do: Location\n']);
    const done = await runCli(['reindex', ...on()]);
    expect([done.code, done.err]).toMatchObject([0, expect.stringMatching(/^Location: resources indexed: \d+\.\n$/)]);
    expect((await runCli(['reindex', '--status', ...on()])).err).toBe('The indexes are up to date.\n');
    expect((await runCli(['verify', ...on()])).code).toBe(0);
  });

  it('continue to be rebuilt where a run was stopped', async () => {
    const stop = new AbortController();
    stop.abort();
    const stopped = await runCli(['reindex', '--type', 'Practitioner', ...on()], { interrupted: stop.signal });
    expect(stopped.code).toBe(130);
    // The first page, 100 resources, is already done.
    const [{ all }] = (await query<{ all: number }>("SELECT COUNT(*) AS 'all' FROM fhir_resource WHERE type = 'Practitioner'")) as [{ all: number }]; // prettier-ignore
    const rest = await runCli(['reindex', '--type', 'Practitioner', ...on()]);
    expect(rest.err).toBe(`Practitioner: resources indexed: ${Number(all) - 100}.\n`);
    const again = await runCli(['reindex', '--type', 'Practitioner', ...on()]);
    expect(again.err).toBe(`Practitioner: resources indexed: ${all}.\n`);
    expect((await runCli(['verify', ...on()])).code).toBe(0);
  });

  it('may be rebuilt while a server runs', async () => {
    await query("UPDATE fhir_search_index SET digest = 'of before' WHERE type = 'Location'", "DELETE FROM fhir_search_token WHERE type = 'Location'"); // prettier-ignore
    const server = await startTestApp({ DATABASE_URL: database.url, INDEX_UPKEEP: 'beside' });
    await server.send('get', '/Location?status=active&_count=1').expect(200);
    await server.close();
    // Stopped with the server, wherever it had got to.
    await runCli(['reindex', ...on()]);
    expect((await runCli(['verify', ...on()])).code).toBe(0);
  });

  it('with labels of access policies are left alone by a command without these', async () => {
    const demo = { env: { AUTH: 'demo' } };
    expect((await runCli(['reindex', ...on()], demo)).code).toBe(0);
    for (const command of [['verify'], ['verify', '--mend'], ['reindex'], ['reindex', '--status']]) {
      const { code, out, err } = await runCli([...command, ...on()]);
      expect([code, out, err]).toEqual([3, '', expect.stringMatching(/made with other access policies.*AUTH=none/)]);
    }
    const none = { env: { AUTH: 'none' } };
    expect((await runCli(['verify', ...on()], none)).code).toBe(3);
    expect((await runCli(['verify', ...on()], demo)).code).toBe(0);
    expect((await runCli(['reindex', ...on()], none)).code).toBe(0);
    expect((await runCli(['verify', ...on()])).code).toBe(0);
  });

  it('of an unknown type are refused', async () => {
    const { code, err } = await runCli(['verify', '--type', 'Patient', ...on()]);
    expect(code).toBe(2);
    expect(err).toContain('There is no search index for Patient');
  });
});
