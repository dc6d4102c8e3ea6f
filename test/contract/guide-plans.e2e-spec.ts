import { Global, Module } from '@nestjs/common';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factsOf } from '../../bench/search/facts';
import { queryKinds } from '../../bench/search/queries';
import { RESOURCE_STORE } from '../../src/fhir';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { openSqlDatabase } from '../../src/persistence/sql/open-sql-database';
import type { SqlDatabase, SqlParameter, SqlRow } from '../../src/persistence/sql/sql-database';
import { SqlResourceStore } from '../../src/persistence/sql/sql-resource-store';
import { generateDirectory } from '../../src/ror';
import { databases, type TestDatabase } from '../support/databases';
import { runCli } from '../support/run-cli';
import { startTestApp, type TestApp } from '../support/test-app';
import { PAGES } from '../e2e/guide/lines';

/** Enough resources for a plan to be significant, and few enough to load quickly. */
const COUNT = 1_200;
const GUIDE = Object.values(PAGES).flat().filter((line) => 'finds' in line && !line.request.includes('$export')).map(({ line, request }) => [`line ${line}`, `/${encodeURI(request.replaceAll(/{\w+}/g, '2026-01-01T00:00:00Z')).replaceAll('%25', '%')}`] as const); // prettier-ignore
const SORTED = [
  'Organization?_sort=name', 'Organization?_sort=-name', 'Organization?_sort=_lastUpdated', 'Organization?_sort=-_lastUpdated', 'Organization?_sort=_id',
  'Organization?_sort=identifier', 'Organization?_sort=-type', 'HealthcareService?_sort=specialty', 'HealthcareService?_sort=organization',
  'PractitionerRole?_sort=-practitioner',
].map((query) => [query, `/${query}&_count=20`] as const); // prettier-ignore
/** Sorted by a chain: only a page and the ties with its last value are sorted, up to a bound that an index gives. */
const SORTED_OVER = ['HealthcareService?_sort=organization.name', 'HealthcareService?_sort=-organization.name', 'PractitionerRole?_sort=service.organization.name'].map((query) => [query, `/${query}&_count=20`] as const); // prettier-ignore
/** The search index and the tables it points to. Other tables are small. */
const OF_DIRECTORY = /fhir_(resource|search_(token|string|reference|date|quantity|uri|position|words)|reference)/;

interface Asked {
  readonly sql: string;
  readonly plan: readonly SqlRow[];
}

describe.each(databases)('what $name does for', ({ name, createMigrated }) => {
  const isSqlite = name === 'SQLite';
  let created: TestDatabase;
  let database: SqlDatabase;
  let server: TestApp;
  let close: () => Promise<void>;
  let asked: Asked[] | undefined;
  beforeAll(async () => {
    created = await createMigrated();
    const folder = mkdtempSync(join(tmpdir(), 'guide-plans-'));
    const path = join(folder, 'directory.ndjson');
    writeFileSync(path, [...generateDirectory({ seed: 'ror', count: COUNT })].map((each) => `${JSON.stringify(each)}\n`).join('')); // prettier-ignore
    const files = ['--state', join(folder, 's'), '--report', join(folder, 'r'), '--database', created.url];
    expect((await runCli(['import', path, ...files])).code).toBe(0);
    rmSync(folder, { recursive: true });
    const options = { url: created.url };
    const dataSource = await openDataSource(dataSourceOptions(options));
    database = openSqlDatabase(options, dataSource);
    const explained = async (sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]> => {
      if (asked && OF_DIRECTORY.test(sql))
        asked.push({ sql, plan: await database.rows(`EXPLAIN ${isSqlite ? 'QUERY PLAN ' : ''}${sql}`, values) });
      return database.rows(sql, values);
    };
    const store = new SqlResourceStore({
      isSqlite: database.isSqlite,
      rows: explained,
      begin: () => database.begin(),
      check: () => database.check(),
      load: () => database.load(),
      close: () => database.close(),
    });
    @Global()
    @Module({ providers: [{ provide: RESOURCE_STORE, useValue: store }], exports: [RESOURCE_STORE] })
    class ExplainedPersistenceModule {}
    server = await startTestApp({}, { persistence: ExplainedPersistenceModule });
    if (!isSqlite) await database.rows('ANALYZE TABLE fhir_search_token, fhir_search_string, fhir_search_reference, fhir_search_words, fhir_search_date, fhir_search_uri, fhir_search_quantity, fhir_search_position, fhir_resource', []); // prettier-ignore
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

  const explain = async (url: string): Promise<readonly Asked[]> => {
    asked = [];
    await server.send('get', url.replace(/^\/fhir/, '')).expect(200);
    const said = asked;
    asked = undefined;
    expect(said.length).toBeGreaterThan(0);
    return said;
  };
  const scansOf = isSqlite ? sqliteScans : mariadbScans;

  it.each(GUIDE)('%s of the guide: no table and no index is read as a whole', async (_, url) => {
    for (const { sql, plan } of await explain(url)) expect({ sql, scans: scansOf(plan) }).toEqual({ sql, scans: [] });
  });

  const kinds = queryKinds(factsOf('ror', COUNT), ['2020-01-01T00:00:00Z']);
  it.each(kinds.map(({ name: kind, urls }) => [kind, urls[0]!] as const))('%s, with values that find something: the same', async (_, url) => {
    if (!url.includes('?')) return;
    for (const { sql, plan } of await explain(url)) expect({ sql, scans: scansOf(plan) }).toEqual({ sql, scans: [] });
  }); // prettier-ignore

  it.each(SORTED)('%s: only a page is sorted', async (_, url) => {
    const keys = (await explain(url)).filter(({ sql }) => /ORDER BY/.test(sql) && !/SUM\(bytes\)/.test(sql));
    expect(keys.length).toBeGreaterThan(0);
    for (const { sql, plan } of keys) {
      const sorts = plan.map((row) => row.join(' ')).filter((step) => /filesort|TEMP B-TREE FOR ORDER BY/.test(step));
      expect({ sql, sorts, scans: scansOf(plan) }).toEqual({ sql, sorts: [], scans: [] });
    }
  });

  it.each(SORTED_OVER)(
    '%s: only what comes before a bound is sorted, and the bound is read from an index',
    async (_, url) => {
      const said = await explain(url);
      for (const { sql, plan } of said) expect({ sql, scans: scansOf(plan) }).toEqual({ sql, scans: [] });
      const isSorting = ({ plan }: Asked) =>
        plan.some((row) => /filesort|TEMP B-TREE FOR ORDER BY/.test(row.join(' ')));
      const ofKeys = said.filter(({ sql }) => /ORDER BY/.test(sql) && !/SUM\(bytes\)/.test(sql));
      const borders = ofKeys.filter(({ sql }) => / OFFSET /.test(sql));
      expect(borders.map(isSorting)).toEqual([false]);
      for (const { sql } of ofKeys.filter(isSorting)) expect(sql).toMatch(/ x\.folded [<>]= \? /);
    },
  );
});

/**
 * `SCAN table` reads a whole table or index. A scan of a subquery's result does not count, nor one of a virtual table
 * with a number other than 0, which stands for its conditions.
 */
function sqliteScans(plan: readonly SqlRow[]): readonly string[] {
  return plan
    .map((row) => String(row[3]))
    .filter((step) => /^SCAN (fhir_|t\d+\b.*(INDEX|fhir_))/.test(step) && !/VIRTUAL TABLE INDEX [1-9]/.test(step));
}

/** `ALL` and `index` read a whole table or a whole index. */
function mariadbScans(plan: readonly SqlRow[]): readonly string[] {
  return plan
    .filter(
      ([, , table, access]) =>
        typeof table === 'string' &&
        /^(t\d+|d|r|y|x|fhir_\w+)$/.test(table) &&
        (access === 'ALL' || access === 'index'),
    ) // prettier-ignore
    .filter((row) => row[5] !== null || row[3] !== 'ALL' || OF_DIRECTORY.test(String(row[2])))
    .map((row) => row.join(' '));
}
