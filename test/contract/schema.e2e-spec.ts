import type { DataSource } from 'typeorm';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { migrate } from '../../src/persistence/migrate';
import { databases, sharedDatabases, type TestDatabase } from '../support/databases';

const TABLES = [
  'fhir_audit',
  'fhir_audit_head',
  'fhir_audit_seal',
  'fhir_guard',
  'fhir_job',
  'fhir_job_chunk',
  'fhir_job_item',
  'fhir_rate',
  'fhir_reference',
  'fhir_resource',
  'fhir_resource_version',
  'fhir_search_date',
  'fhir_search_index',
  'fhir_search_position',
  'fhir_search_quantity',
  'fhir_search_reference',
  'fhir_search_string',
  'fhir_search_token',
  'fhir_search_uri',
  'fhir_search_words',
  'fhir_secret',
  'fhir_total',
];
const MIGRATIONS_TABLE = 'migrations';
/** The full-text index of SQLite, with the tables that FTS5 makes for itself. */
const FULL_TEXT = ['', '_config', '_data', '_idx', '_terms'].map((part) => `fhir_search_fulltext${part}`);

function allTables({ options }: DataSource): string[] {
  const fullText = options.type === 'better-sqlite3' ? FULL_TEXT : [];
  return [...TABLES, ...fullText, MIGRATIONS_TABLE].sort();
}

async function tablesOf(dataSource: DataSource): Promise<string[]> {
  const sql =
    dataSource.options.type === 'better-sqlite3'
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()';
  const rows = await dataSource.query<{ name: string }[]>(sql);
  return rows.map(({ name }) => name).sort();
}

describe.each(databases)('the tables on $name', ({ createDatabase }) => {
  let database: TestDatabase;
  let dataSource: DataSource;
  beforeEach(async () => {
    database = await createDatabase();
    dataSource = await openDataSource(dataSourceOptions({ url: database.url }));
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('are made by the migrations as the entities describe them', async () => {
    await migrate(dataSource);
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
    expect(await tablesOf(dataSource)).toEqual(allTables(dataSource));
  });

  it('are gone when the migrations are undone, and can be made again', async () => {
    await migrate(dataSource);
    for (const _ of dataSource.migrations) await dataSource.undoLastMigration();
    expect(await tablesOf(dataSource)).toEqual([MIGRATIONS_TABLE]);
    await migrate(dataSource);
    expect(await tablesOf(dataSource)).toEqual(allTables(dataSource));
  });

  it('have their migrations done and undone again where a run stopped half way', async () => {
    await migrate(dataSource);
    const runner = dataSource.createQueryRunner();
    for (const migration of dataSource.migrations) await migration.up(runner);
    for (const migration of dataSource.migrations.toReversed()) {
      await migration.down(runner);
      await migration.down(runner);
    }
    await runner.release();
    expect(await tablesOf(dataSource)).toEqual([MIGRATIONS_TABLE]);
  });

  it('are made once when several servers boot together', async () => {
    const options = dataSourceOptions({ url: database.url, migrationsRun: true });
    const opened = await Promise.all([1, 2, 3].map(() => openDataSource(options)));
    const done = await dataSource.query<unknown[]>(`SELECT name FROM ${MIGRATIONS_TABLE}`);
    expect(done).toHaveLength(dataSource.migrations.length);
    for (const each of opened) await each.destroy();
  });
});

describe.each(sharedDatabases)('servers that boot together on $name', ({ createDatabase }) => {
  it('find the tables, whoever made them', async () => {
    const database = await createDatabase();
    await database.caughtUp();
    const boot = (url: string) => openDataSource(dataSourceOptions({ url, migrationsRun: true }));
    const opened = await Promise.all(database.urls.map(boot));
    await database.caughtUp();
    for (const dataSource of opened) {
      expect(await tablesOf(dataSource)).toEqual(allTables(dataSource));
      const done = await dataSource.query<{ name: string }[]>(`SELECT DISTINCT name FROM ${MIGRATIONS_TABLE}`);
      expect(done).toHaveLength(dataSource.migrations.length);
      await dataSource.destroy();
    }
    await database.drop();
  });
});
