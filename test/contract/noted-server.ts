import { Global, Module } from '@nestjs/common';
import { RESOURCE_STORE, type ResourceStore } from '../../src/fhir';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { openSqlDatabase } from '../../src/persistence/sql/open-sql-database';
import type { SqlDatabase } from '../../src/persistence/sql/sql-database';
import { SqlResourceStore } from '../../src/persistence/sql/sql-resource-store';
import type { DatabaseKind } from '../support/databases';
import { startTestApp, type TestApp } from '../support/test-app';

/** A server with the sample directory that records the statements it sends to its database. */
export interface NotedServer {
  readonly server: TestApp;
  readonly store: ResourceStore;
  /**
   * The first words of every statement since it was last emptied, and the ends of transactions. Without the statements
   * for totals, because the first ones of a lane differ from later ones, those for jobs, for which a server looks now
   * and then, and those for notes of the index, of which each write has one (`relied-note.ts`).
   */
  readonly statements: string[];
  close(): Promise<void>;
}

export async function startNotedServer({ createMigrated }: DatabaseKind): Promise<NotedServer> {
  const created = await createMigrated();
  const options = { url: created.url, migrationsRun: true };
  const dataSource = await openDataSource(dataSourceOptions(options));
  const database = openSqlDatabase(options, dataSource);
  const statements: string[] = [];
  const store = new SqlResourceStore(noted(database, statements));

  @Global()
  @Module({ providers: [{ provide: RESOURCE_STORE, useValue: store }], exports: [RESOURCE_STORE] })
  class NotedPersistenceModule {}

  const settings = { SAMPLE_DATA: 'true', UPDATE_CREATE: 'true', REFERENTIAL_INTEGRITY: 'on' };
  const server = await startTestApp(settings, { persistence: NotedPersistenceModule });
  return {
    server,
    store,
    statements,
    close: async () => {
      await server.close();
      await database.close();
      await dataSource.destroy();
      await created.drop();
    },
  };
}

/** Any number of statements in a row about documents of words, which only SQLite has. */
export const WORDS = 'words';

function noted(database: SqlDatabase, statements: string[]): SqlDatabase {
  const { isSqlite } = database;
  const note = (sql: string): void => {
    if (/fhir_(total|job|search_index)/.test(sql)) return;
    const isOfDocuments = isSqlite && /fhir_search_(words|fulltext)/.test(sql);
    const said = isOfDocuments ? WORDS : /^\w+(?: (?:INTO|FROM))?/.exec(sql)![0];
    if (said !== WORDS || statements.at(-1) !== WORDS) statements.push(said);
  };
  return {
    isSqlite,
    rows: (sql, values) => (note(sql), database.rows(sql, values)),
    begin: async () => {
      const transaction = await database.begin();
      note('BEGIN');
      return {
        isSqlite,
        rows: (sql, values) => (note(sql), transaction.rows(sql, values)),
        guard: (guards) => (statements.push(guards.length === 1 ? 'guard' : 'guards'), transaction.guard(guards)),
        run: (sql, values) => (note(sql), transaction.run(sql, values)),
        runAll: (all) => (all.forEach(({ sql }) => note(sql)), transaction.runAll(all)),
        commit: (last = []) => ([...last, { sql: 'COMMIT' }].forEach(({ sql }) => note(sql)), transaction.commit(last)),
        rollback: () => (note('ROLLBACK'), transaction.rollback()),
      };
    },
    check: () => database.check(),
    load: () => database.load(),
    close: () => database.close(),
  };
}
