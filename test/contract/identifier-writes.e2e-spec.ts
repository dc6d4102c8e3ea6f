import { randomUUID } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import { identifiersOf, RESOURCE_STORE, type JsonObject, type ResourceStore } from '../../src/fhir';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { openSqlDatabase } from '../../src/persistence/sql/open-sql-database';
import type { SqlDatabase } from '../../src/persistence/sql/sql-database';
import { SqlResourceStore } from '../../src/persistence/sql/sql-resource-store';
import { sampleDirectory } from '../../src/ror';
import { databases, type TestDatabase } from '../support/databases';
import { patchOf } from '../support/patches';
import { startTestApp, type TestApp } from '../support/test-app';

const statements: string[] = [];

/** Notes the beginning of every statement, and what ends a transaction. */
function noted(database: SqlDatabase): SqlDatabase {
  const note = (sql: string): void => void statements.push(/^\w+(?: (?:INTO|FROM))?/.exec(sql)![0]);
  return {
    rows: (sql, values) => (note(sql), database.rows(sql, values)),
    begin: async () => {
      const transaction = await database.begin();
      note('BEGIN');
      return {
        rows: (sql, values) => (note(sql), transaction.rows(sql, values)),
        run: (sql, values) => (note(sql), transaction.run(sql, values)),
        commit: () => (note('COMMIT'), transaction.commit()),
        rollback: () => (note('ROLLBACK'), transaction.rollback()),
      };
    },
    close: () => database.close(),
  };
}

let store: ResourceStore;

@Global()
@Module({ providers: [{ provide: RESOURCE_STORE, useFactory: () => store }], exports: [RESOURCE_STORE] })
class NotedPersistenceModule {}

const SYSTEM = 'http://finess.esante.gouv.fr';
const WRITE = ['SELECT', 'BEGIN', 'UPDATE', 'INSERT INTO', 'COMMIT'];
const withIndex = (...more: string[]): string[] => [...WRITE.slice(0, -1), ...more, 'COMMIT'];

describe.each(databases)('what a write of a resource says to $name about its identifiers', ({ createDatabase }) => {
  let created: TestDatabase;
  let server: TestApp;
  let close: () => Promise<void>;
  beforeAll(async () => {
    created = await createDatabase();
    const options = { url: created.url, migrationsRun: true };
    const dataSource = await openDataSource(dataSourceOptions(options));
    const database = openSqlDatabase(options, dataSource);
    store = new SqlResourceStore(noted(database));
    server = await startTestApp(
      { SAMPLE_DATA: 'true', UPDATE_CREATE: 'true' },
      { persistence: NotedPersistenceModule },
    );
    close = async () => {
      await server.close();
      await database.close();
      await dataSource.destroy();
    };
  });
  afterAll(async () => {
    await close();
    await created.drop();
  });

  let value: string;
  let id: string;
  beforeEach(async () => {
    value = randomUUID();
    const reply = await server.write('post', '/Organization', organization('CHU')).expect(201);
    id = String((reply.body as { id: unknown }).id);
    statements.length = 0;
  });

  const organization = (name: string, ...identifiers: object[]) => ({
    resourceType: 'Organization',
    name,
    active: true,
    identifier: [{ system: SYSTEM, value }, ...identifiers],
  });
  const find = (system: string | undefined, wanted = value) =>
    store.findByIdentifier('Organization', { ...(system !== undefined && { system }), value: wanted }, 9);
  const path = () => `/Organization/${id}`;
  const put = (name: string, ...identifiers: object[]) =>
    server.write('put', path(), { ...organization(name, ...identifiers), id });

  it('one statement for each when it is created', async () => {
    expect(await find(SYSTEM)).toEqual([id]);
    statements.length = 0;
    await server.write('post', '/Organization', organization('CHU', { value: `${value} b` })).expect(201);
    expect(statements).toEqual(['BEGIN', 'INSERT INTO', 'INSERT INTO', 'REPLACE INTO', 'REPLACE INTO', 'COMMIT']);
    expect(await find(undefined)).toHaveLength(2);
  });

  it('nothing when a PUT leaves them as they are', async () => {
    await put('CHU de Lyon').expect(200);
    expect(statements).toEqual(WRITE);
    expect(await find(SYSTEM)).toEqual([id]);
  });

  it('nothing when a PATCH leaves them as they are', async () => {
    const patch = patchOf({ type: 'replace', path: 'Organization.name', value: { valueString: 'CHU de Lyon' } });
    await server.write('patch', path(), patch).expect(200);
    expect(statements).toEqual(WRITE);
    expect(await find(SYSTEM)).toEqual([id]);
  });

  it('what comes and goes when a PATCH changes one', async () => {
    const changed = { type: 'replace', path: 'Organization.identifier[0].value', value: { valueString: `${value} b` } };
    await server.write('patch', path(), patchOf(changed)).expect(200);
    expect(statements).toEqual(withIndex('DELETE FROM', 'REPLACE INTO'));
    expect([await find(SYSTEM), await find(SYSTEM, `${value} b`)]).toEqual([[], [id]]);
  });

  it('what comes when a PUT adds one', async () => {
    await put('CHU', { value: `${value} b` }).expect(200);
    expect(statements).toEqual(withIndex('REPLACE INTO'));
    expect([await find(SYSTEM), await find('', `${value} b`)]).toEqual([[id], [id]]);
  });

  it('all of them when the resource is deleted, and again when it comes back', async () => {
    await server.send('delete', path()).expect(204);
    expect(statements).toEqual(withIndex('DELETE FROM'));
    expect(await find(undefined)).toEqual([]);
    await put('CHU').expect(201);
    expect(await find(SYSTEM)).toEqual([id]);
  });

  it('nothing that stays after a dry run', async () => {
    await server.write('put', `${path()}?_dryRun=true`, { ...organization('CHU', { value: `${value} b` }), id });
    expect(statements.at(-1)).toBe('ROLLBACK');
    expect([await find(SYSTEM), await find(undefined, `${value} b`)]).toEqual([[id], []]);
  });

  it('those of the directory that comes with the server', async () => {
    const sample = sampleDirectory().flatMap((resource) =>
      identifiersOf(resource as unknown as JsonObject).map((each) => [resource, each] as const),
    );
    expect(sample.length).toBeGreaterThan(0);
    for (const [{ resourceType, id: itsId }, identifier] of sample) {
      expect(await store.findByIdentifier(resourceType, identifier, 99)).toContain(itsId);
    }
  });
});
