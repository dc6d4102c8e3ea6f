import { FhirPlugin } from '../../src/fhir';
import { openTables } from '../../src/persistence';
import { migrations } from '../../src/persistence/migrations';
import { StartProgress, type Upkeep } from '../../src/server/start/start-progress';
import { databases, type TestDatabase } from '../support/databases';
import { startTestApp, type TestApp } from '../support/test-app';
import request from 'supertest';

@FhirPlugin({
  searchParameters: [
    { base: ['Organization'], code: 'alias', type: 'string', expression: 'Organization.alias', documentation: { en: 'Another name.', fr: 'Autre nom.' } },
  ],
}) // prettier-ignore
class AliasPlugin {}

describe.each(databases)('a server that starts, on $name', ({ createDatabase }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase();
  });
  afterEach(() => database.drop());

  /** Starts a server. @returns what it told of its work on the database, and its lines about it */
  async function start(plugins: readonly unknown[], use: (server: TestApp) => Promise<unknown> = async () => undefined) {
    const progress = new StartProgress();
    const told: (Upkeep | undefined)[] = [];
    progress.onProgress(() => told.push(progress.current));
    const lines: string[] = [];
    const log = { write: (line: string) => void lines.push((JSON.parse(line) as { msg: string }).msg) };
    const settings = { DATABASE_URL: database.url, LOG_LEVEL: 'info', VALIDATION_LEVEL: 'structure' } as const;
    const server = await startTestApp(settings, { progress, log, plugins: plugins as [] });
    try {
      await use(server);
      return { told, lines: lines.filter((line) => /^Migration|^The tables|indexed/.test(line)), isReady: progress.current === undefined };
    } finally {
      await server.close();
    }
  } // prettier-ignore

  const fill = async (server: TestApp) => {
    for (const alias of ['a', 'b', 'c'])
      await server.write('post', '/Organization', { resourceType: 'Organization', name: 'CHU', alias: [alias] }).expect(201);
  }; // prettier-ignore

  it('says nothing of a new database', async () => {
    expect(await start([], fill)).toEqual({ told: [], lines: [], isReady: true });
    expect(await start([])).toEqual({ told: [], lines: [], isReady: true });
  });

  it('tells which migration runs, and of how many', async () => {
    await start([], fill);
    const tables = await openTables({ url: database.url });
    const names = [await tables.revert(), await tables.revert()].reverse();
    await tables.close();
    expect(names).toEqual(migrations.slice(-2).map((Migration) => new Migration().name));
    const { told, lines } = await start([]);
    expect(told.slice(0, 2)).toEqual(names.map((name, n) => ({ doing: 'migrating', name, number: n + 1, of: 2 })));
    expect(lines.slice(0, 2)).toEqual(names.map((name, n) => `Migration ${n + 1} of 2: ${name}`));
    expect(lines[2]).toMatch(/^The tables are up to date: 2 migrations in \d+\.\d s$/);
  });

  it('tells how far the index is that it makes anew', async () => {
    await start([], fill);
    const { told, lines, isReady } = await start([AliasPlugin]);
    expect(told).toEqual([{ doing: 'indexing', type: 'Organization', done: 3, of: 3 }, undefined]);
    expect(lines).toEqual(['The search parameters of Organization are new here: all 3 resources are indexed']);
    expect(isReady).toBe(true);
  });

  it('says in its readiness what it indexes while it serves', async () => {
    const progress = new StartProgress();
    const server = await startTestApp({ DATABASE_URL: database.url }, { progress });
    const ready = () => request(server.app.getHttpServer() as never).get('/health/ready').expect(200);
    progress.indexing({ type: 'Location', done: 5, of: 9 });
    const indexing = { doing: 'indexing', type: 'Location', done: 5, of: 9 };
    expect((await ready()).body).toEqual({ status: 'up', database: 'up', indexing });
    progress.indexing(undefined);
    expect((await ready()).body).toEqual({ status: 'up', database: 'up' });
    await server.close();
  }); // prettier-ignore
});
