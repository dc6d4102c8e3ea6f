import type { Bundle, PractitionerRole } from 'fhir/r4';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { migrations } from '../../src/persistence/migrations';
import { databases, type TestDatabase } from '../support/databases';
import { runCli } from '../support/run-cli';
import { startTestApp } from '../support/test-app';

describe.each(databases)('ror-fhir migrate, on $name', ({ createDatabase }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase();
  });
  afterEach(() => database.drop());

  it('reports each step when it begins and ends, and then that none is left', async () => {
    const names = migrations.map((Migration) => new Migration().name);
    const { code, err } = await runCli(['migrate', '--database', database.url]);
    expect(code).toBe(0);
    const told = err
      .trim()
      .split('\n')
      .map((line) => line.replace(/ \(\d+\.\d s\)$/, ''));
    expect(told).toEqual([
      ...names.map((name) => `To do: ${name}`),
      ...names.flatMap((name) => [`Running: ${name}`, `Done: ${name}`]),
    ]);
    expect((await runCli(['migrate', '--database', database.url])).err).toBe('The tables are up to date.\n');
  });

  it('takes every step back and runs it again, and bodies, histories and what is found stay the same', async () => {
    const settings = { DATABASE_URL: database.url, SAMPLE_DATA: 'true', BUSINESS_RULES: 'off', REFERENTIAL_INTEGRITY: 'off' } as const;
    const server = await startTestApp(settings);
    const { body } = await server.send('get', '/PractitionerRole?_count=3').expect(200);
    const roles = (body as Bundle<PractitionerRole>).entry!.map(({ resource }) => resource!);
    for (const each of roles.slice(0, 2)) await server.write('put', `/PractitionerRole/${each.id}`, { ...each, language: 'fr' }).expect(200);
    for (const each of roles.slice(1)) await server.send('delete', `/PractitionerRole/${each.id}`).expect(204);
    await server.close();

    const before = await keptIn(database.url);
    const indexed = await countsIn(database.url);
    for (const Migration of migrations.slice(1).toReversed()) {
      const { err } = await runCli(['migrate', '--revert', '--database', database.url]);
      expect(err).toBe(`Reverted: ${new Migration().name}\n`);
    }
    expect(await keptIn(database.url)).toEqual(before);
    expect((await runCli(['migrate', '--database', database.url])).code).toBe(0);
    expect(await keptIn(database.url)).toEqual(before);
    // The index of what old tables did not have is made when a server starts, or by this.
    expect((await runCli(['reindex', '--database', database.url])).code).toBe(0);
    expect(await runCli(['verify', '--database', database.url])).toMatchObject({ code: 0 });
    expect(await countsIn(database.url)).toEqual(indexed);
  }); // prettier-ignore
});

async function rowsIn<T>(url: string, query: (ask: (sql: string) => Promise<T[]>) => Promise<T[]>): Promise<T[]> {
  const dataSource = await openDataSource(dataSourceOptions({ url }));
  try {
    return await query((sql) => dataSource.query<T[]>(sql));
  } finally {
    await dataSource.destroy();
  }
}

/** All current resources and versions, by the columns that every release has. */
function keptIn(url: string): Promise<unknown[]> {
  return rowsIn(url, async (ask) => {
    const columns = 'type, id, version, last_updated, interaction, body';
    const all = [];
    for (const table of ['fhir_resource', 'fhir_resource_version'])
      all.push(...(await ask(`SELECT ${columns} FROM ${table} ORDER BY type, id, version`)));
    return all;
  });
}

/** How many rows there are of each kind of index entry. */
function countsIn(url: string): Promise<unknown[]> {
  return rowsIn(url, async (ask) => {
    const counts = [];
    for (const kind of ['token', 'string', 'reference', 'date', 'quantity', 'uri', 'position', 'words'])
      counts.push(kind, ...(await ask(`SELECT type, code, COUNT(*) AS n FROM fhir_search_${kind} GROUP BY type, code ORDER BY type, code`)));
    return counts;
  });
} // prettier-ignore
