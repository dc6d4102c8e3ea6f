import { Injectable, Module, type OnApplicationShutdown, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { InjectDataSource, TypeOrmModule } from '@nestjs/typeorm';
import Libsql from 'libsql';
import { DataSource, type DataSourceOptions, type MigrationInterface, type QueryRunner } from 'typeorm';
import { RESOURCE_STORE, type ResourceStore } from '../../src/fhir';
import { type HostedOptions, PersistenceModule } from '../../src/persistence';
import { parseDatabaseUrl } from '../../src/persistence/database-url';
import { databases, type TestDatabase } from '../support/databases';
import { draftOf } from '../support/draft-of';

const version = draftOf({
  type: 'Organization',
  id: 'a',
  versionId: '1',
  lastUpdated: new Date(1),
  interaction: 'create',
  json: '{"resourceType":"Organization"}',
});

class Visits1700000000000 implements MigrationInterface {
  up = (runner: QueryRunner): Promise<unknown> => runner.query('CREATE TABLE visit (id VARCHAR(8) PRIMARY KEY)');
  down = (runner: QueryRunner): Promise<unknown> => runner.query('DROP TABLE visit');
}

const said: unknown[] = [];

/** Writes to the database until the end of the shutdown, as applications do. */
@Injectable()
class Visits implements OnApplicationShutdown {
  constructor(@InjectDataSource() readonly dataSource: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    said.push(await this.dataSource.query('SELECT COUNT(*) AS n FROM visit'));
  }
}

/** An application with a table and a migration of its own. */
async function host(database: DataSourceOptions, hosted?: HostedOptions): Promise<TestingModule> {
  @Module({
    imports: [
      TypeOrmModule.forRoot({ ...database, migrations: [Visits1700000000000], migrationsRun: true }),
      PersistenceModule.forDataSource(hosted),
    ],
    providers: [Visits],
  })
  class Host {}
  return Test.createTestingModule({ imports: [Host as Type] }).compile();
}

function optionsOf(url: string): DataSourceOptions {
  const address = parseDatabaseUrl(url);
  return address.engine === 'sqlite'
    ? { type: 'better-sqlite3', driver: Libsql, database: address.file }
    : { type: address.engine, url };
}

const inMemory = {
  name: 'SQLite in memory',
  createDatabase: async (): Promise<TestDatabase> => ({ url: 'sqlite::memory:', drop: async () => undefined }),
};

describe.each([...databases, inMemory])('the DataSource of an application, on $name', ({ createDatabase }) => {
  let database: TestDatabase;
  let app: TestingModule;
  let dataSource: DataSource;
  let store: ResourceStore;
  beforeEach(async () => {
    database = await createDatabase();
    app = await host(optionsOf(database.url));
    ({ dataSource } = app.get(Visits));
    store = app.get<ResourceStore>(RESOURCE_STORE, { strict: false });
  });
  afterEach(async () => {
    await app.close();
    await database.drop();
  });

  it('holds the resources next to the rows of the application', async () => {
    await dataSource.query("INSERT INTO visit VALUES ('v')");
    await store.transaction((unit) => unit.write(version, null));
    expect(await store.read('Organization', 'a')).toMatchObject({ versionId: '1', interaction: 'create' });
    expect(await dataSource.query('SELECT id FROM fhir_resource UNION ALL SELECT id FROM visit')).toEqual([
      { id: 'a' },
      { id: 'v' },
    ]);
  });

  it('keeps the migrations separate', async () => {
    expect(await dataSource.query('SELECT name FROM migrations')).toEqual([{ name: 'Visits1700000000000' }]);
    await dataSource.undoLastMigration();
    expect(await store.read('Organization', 'a')).toBeUndefined();
    await dataSource.runMigrations();
  });

  it('stays open for the application until it ends', async () => {
    said.length = 0;
    await app.close();
    expect(said.map((rows) => Number((rows as { n: unknown }[])[0]!.n))).toEqual([0]);
    expect(dataSource.isInitialized).toBe(false);
    await expect(store.read('Organization', 'a')).rejects.toThrow();
    app = await host(optionsOf(database.url));
  });

  it('can be written to while a write of the store waits for its COMMIT', async () => {
    const kept = store.transaction((unit) => unit.write(version, null));
    // Microtasks only: the store's write has finished by then, although the event loop has not advanced.
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    await Promise.all([kept, dataSource.query("INSERT INTO visit VALUES ('w')")]);
    expect(await dataSource.query('SELECT id FROM visit')).toEqual([{ id: 'w' }]);
  });
});

describe('a DataSource that cannot hold resources', () => {
  it('of another kind of database stops the boot with one sentence', async () => {
    const other = { provide: 'other', useValue: { options: { type: 'postgres' } } };
    @Module({ providers: [other], exports: ['other'] })
    class Other {}
    const boot = Test.createTestingModule({
      imports: [PersistenceModule.forDataSource({ dataSource: 'other', imports: [Other] })],
    }).compile();
    await expect(boot).rejects.toThrow(
      'The DataSource is of type postgres, but FHIR resources can only be stored in SQLite (better-sqlite3), MySQL or MariaDB',
    );
  });
});
