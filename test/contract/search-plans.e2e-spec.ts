import { cursorAfter, type SearchClause, type TypeHistoryRequest } from '../../src/fhir';
import { DEFAULT_LIMITS, dataSourceOptions, openDataSource } from '../../src/persistence';
import { selectTypeHistory } from '../../src/persistence/sql/history-rows';
import { openSqlDatabase } from '../../src/persistence/sql/open-sql-database';
import { selectFound } from '../../src/persistence/sql/search-rows';
import type { SqlDatabase, SqlParameter, SqlRow } from '../../src/persistence/sql/sql-database';
import { withRetries } from '../../src/persistence/sql/retry';
import { SqlResourceStore } from '../../src/persistence/sql/sql-resource-store';
import { tokenHash } from '../../src/persistence/token-hash';
import { databases, type TestDatabase } from '../support/databases';
import { entriesChange } from './entries';
import { versionOf, write } from './resource-store.contract';

const RESOURCES = 600;

const token = (code: string, value: string): SearchClause => ({
  kind: 'token',
  code,
  values: [{ system: 's', value }],
});
const organization = (...clauses: SearchClause[]): SearchClause => ({
  kind: 'refersTo',
  code: 'organization',
  type: 'Organization',
  clauses,
});
const ONE = token('identifier', '10');
const COMMON = token('specialty', '1');

/** Searches with few results, like those of the guide. */
const SEARCHES: Readonly<Record<string, readonly SearchClause[]>> = {
  'an identifier': [ONE],
  'a code and a code': [ONE, COMMON],
  'a chain': [organization(ONE)],
  'a chain and a common code': [organization(ONE), COMMON],
  'a chain of chains': [organization({ kind: 'refersTo', code: 'partof', type: 'Organization', clauses: [ONE] })],
  'a chain up a tree': [organization({ kind: 'above', code: 'partof', clauses: [ONE] })],
  'a chain up a tree and a common code': [COMMON, organization({ kind: 'above', code: 'partof', clauses: [ONE] })],
  'who refers to it': [{ kind: 'referredBy', code: 'service', type: 'PractitionerRole', clauses: [ONE] }],
  'one or the other': [{ kind: 'any', clauses: [ONE, organization(ONE)] }],
  'one and not the other': [ONE, { kind: 'not', clause: organization(ONE) }],
  'what was written lately': [{ kind: 'lastUpdated', values: [{ prefix: 'ge', low: RESOURCES - 5, high: RESOURCES - 5 }] }],
  'what was written lately, and above': [
    { kind: 'any', clauses: [
      { kind: 'lastUpdated', values: [{ prefix: 'ge', low: RESOURCES - 5, high: RESOURCES - 5 }] },
      organization({ kind: 'above', code: 'partof', clauses: [{ kind: 'lastUpdated', values: [{ prefix: 'ge', low: RESOURCES - 5, high: RESOURCES - 5 }] }] }),
    ] },
  ],
}; // prettier-ignore

const RARE = token('type', 'rare');
const LATELY: SearchClause = { kind: 'lastUpdated', values: [{ prefix: 'ge', low: RESOURCES - 5, high: RESOURCES - 5 }] }; // prettier-ignore

/** A parameter value that identifies a clause in a statement. */
function markOf(clause: SearchClause): string {
  if (clause.kind === 'token') return tokenHash(clause.values[0]!);
  return String((clause as { values: readonly { low: number }[] }).values[0]!.low);
}

interface Asked {
  readonly sql: string;
  readonly values: readonly SqlParameter[];
  readonly plan: readonly SqlRow[];
}

/** Whether a statement counts what clauses find, to decide which of them to look up. */
function isCount(sql: string): boolean {
  return sql.startsWith('SELECT (SELECT COUNT(*)');
}

describe.each(databases)('the query plans of searches on $name', ({ name, createMigrated }) => {
  let created: TestDatabase;
  let database: SqlDatabase;
  let close: () => Promise<void>;
  beforeAll(async () => {
    created = await createMigrated();
    const options = { url: created.url, migrationsRun: true, limits: { ...DEFAULT_LIMITS, statementTimeoutMs: 5_000 } };
    const dataSource = await openDataSource(dataSourceOptions(options));
    database = openSqlDatabase(options, dataSource);
    close = () => database.close().then(() => dataSource.destroy());
    const store = new SqlResourceStore(database);
    const reference = (code: string, type: string, n: number) => ({
      kind: 'reference' as const,
      code,
      type,
      id: `r${n}`,
    });
    for (let n = 0; n < RESOURCES; n += 1) {
      const common = [
        { kind: 'token' as const, code: 'identifier', system: 's', value: String(n) },
        { kind: 'token' as const, code: 'specialty', system: 's', value: String(n % 3) },
        { kind: 'token' as const, code: 'type', system: 's', value: n % 100 === 0 ? 'rare' : 'usual' },
      ];
      const own = {
        Organization: [
          { kind: 'string' as const, code: 'name', text: `n${n}`, folded: `n${n}` },
          ...(n % 10 === 0 ? [] : [reference('partof', 'Organization', n - (n % 10))]),
        ],
        HealthcareService: [reference('organization', 'Organization', n)],
        PractitionerRole: [reference('service', 'HealthcareService', n)],
      };
      for (const [type, entries] of Object.entries(own)) {
        await write(
          store,
          versionOf(`r${n}`, 1, { type, lastUpdated: new Date(n) }),
          entriesChange([...common, ...entries]),
        );
      }
    }
    if (name !== 'SQLite')
      await database.rows('ANALYZE TABLE fhir_search_token, fhir_search_reference, fhir_resource', []);
  });
  afterAll(async () => {
    await close();
    await created.drop();
  });

  /** The statements of a search, with the engine's plan for each. */
  async function plansOf(clauses: readonly SearchClause[], count: number): Promise<{ found: number; asked: Asked[] }> {
    const asked: Asked[] = [];
    const rows = async (sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]> => {
      const explain = name === 'SQLite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
      asked.push({ sql, values, plan: await database.rows(`${explain} ${sql}`, values) });
      return database.rows(sql, values);
    };
    const page = await selectFound(
      { isSqlite: name === 'SQLite', rows },
      { type: 'HealthcareService', clauses, count, bytes: 1_000_000 },
    );
    return { found: page.total!, asked };
  }

  it.each(Object.entries(SEARCHES))('%s: reads only what an index finds', async (what, clauses) => {
    for (const count of [10, 0]) {
      const { found, asked } = await plansOf(clauses, count);
      expect(found).toBeGreaterThanOrEqual(what === 'one and not the other' ? 0 : 1);
      expect(found).toBeLessThan(RESOURCES / 10);
      for (const { sql, plan } of asked) {
        // A count before a search stops at the number that matters for the decision.
        const most = isCount(sql) ? RESOURCES : RESOURCES / 10;
        const scans = name === 'SQLite' ? scansOfSqlite(plan) : scansOfMariadb(plan, most);
        expect(scans).toEqual([]);
      }
    }
  });

  it.each([
    ['a rare code before a common one', [COMMON, RARE], RARE],
    ['the same in another order', [RARE, COMMON], RARE],
    [
      'what few are about before a common code, though its kind is rarer as a rule',
      [token('specialty', '0'), LATELY],
      LATELY,
    ],
    ['a chain to few before a common code', [COMMON, organization(RARE)], RARE],
  ])('looks up %s', async (_, clauses, first) => {
    const { asked } = await plansOf(clauses, 10);
    const values = asked.find(({ sql }) => !isCount(sql))!.values.map(String);
    const place = (clause: SearchClause) => values.indexOf(markOf(clause));
    const others = clauses.filter((each) => each !== first && each.kind === 'token');
    for (const other of others) expect(place(first)).toBeLessThan(place(other));
    expect([place(first), ...others.map(place)]).not.toContain(-1);
  });

  it('reads what a result is sorted by for each resource by its id, and not in the order of the values', async () => {
    const asked: (readonly SqlRow[])[] = [];
    const rows = async (sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]> => {
      asked.push(await database.rows(`${name === 'SQLite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'} ${sql}`, values));
      return database.rows(sql, values);
    };
    const sort = (['type', 'identifier', 'specialty'] as const).map((code) => ({ code, of: 'token' as const, descending: false })); // prettier-ignore
    const page = await selectFound({ isSqlite: name === 'SQLite', rows }, { type: 'HealthcareService', clauses: [], sort, count: 10, bytes: 1_000_000 }); // prettier-ignore
    expect(page.versions).toHaveLength(10);
    const steps = asked.flat().filter((row) => (name === 'SQLite' ? / y /.test(String(row[3])) : row[2] === 'y')).map((row) => row.join(' ')); // prettier-ignore
    expect(steps.length).toBeGreaterThan(2);
    for (const step of steps) expect(step).toMatch(/PRIMARY/);
  });

  it('follows a resource that many refer to once on the way up and down a tree', async () => {
    const referred = (...clauses: SearchClause[]): SearchClause => ({ kind: 'referredBy', code: 'partof', type: 'Organization', clauses }); // prettier-ignore
    const refers = (...clauses: SearchClause[]): SearchClause => ({ kind: 'refersTo', code: 'partof', type: 'Organization', clauses }); // prettier-ignore
    const asked: { sql: string; values: readonly SqlParameter[] }[] = [];
    const rows = (sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]> => {
      asked.push({ sql, values });
      return database.rows(sql, values);
    };
    const clauses = [refers(referred(refers(referred(token('specialty', '1')))))];
    const { total } = await selectFound(
      { isSqlite: name === 'SQLite', rows },
      { type: 'Organization', clauses, count: 10, bytes: 1_000_000 },
    );
    expect(total).toBe(RESOURCES - RESOURCES / 10);
    const { sql, values } = asked.at(-1)!;
    // The tables that the statement begins with, in order; the last one is that of the page.
    const end = sql.search(/ (?:SELECT|\n)(?: MAX\(|[^()]*)total/);
    const [tables] = [sql.slice(0, end)];
    const names = Array.from(tables.matchAll(/(t\d+) \(id\) AS/g), ([, table]) => table!);
    expect(names.length).toBeGreaterThan(3);
    const given = values.slice(0, tables.split('?').length - 1);
    for (const table of names) {
      const [row] = await database.rows(`${tables} SELECT COUNT(*) FROM ${table}`, given);
      expect(Number(row![0])).toBeLessThanOrEqual(RESOURCES);
    }
  });

  it('counts what several lookups find with the page, and by itself on a page behind all of them', async () => {
    const rare = [RARE, organization(RARE)];
    const pageAfter = (after: string, clauses: readonly SearchClause[]) =>
      selectFound(database, {
        type: 'HealthcareService',
        clauses,
        count: 2,
        bytes: 1_000_000,
        after: cursorAfter(after),
      });
    const { found, asked } = await plansOf(rare, 2);
    expect([found, asked.filter(({ sql }) => !isCount(sql)).length]).toEqual([RESOURCES / 100, 1]);
    expect(await pageAfter('r100', rare)).toMatchObject({ versions: [{ id: 'r200' }, { id: 'r300' }], total: 6 });
    expect(await pageAfter('r500', rare)).toMatchObject({ versions: [], total: 6 });
    expect(await pageAfter('r', [token('type', 'usual'), organization(RARE)])).toMatchObject({
      versions: [],
      total: 0,
    });
  });

  it('checks a single resource by its id, and looks up no range for it', async () => {
    const named: SearchClause = { kind: 'string', code: 'name', match: 'starts', values: ['n'] };
    const { found, asked } = await plansOf([RARE, organization(named)], 10);
    expect(found).toBe(RESOURCES / 100);
    const steps = asked.filter(({ sql }) => !isCount(sql)).flatMap(({ plan }) => plan).filter((row) => /string|t3/.test(row.join(' '))).map((row) => String(row[name === 'SQLite' ? 3 : 5])); // prettier-ignore
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) expect(step).not.toMatch(/by_folded/);
  });

  it('looks up several codes each by itself, and not all resources that have any', async () => {
    const clauses: SearchClause[] = [{ ...COMMON, values: ['10', '20', '30'].map((value) => ({ system: 's', value })), code: 'identifier' } as SearchClause]; // prettier-ignore
    const { found, asked } = await plansOf(clauses, 10);
    expect(found).toBe(3);
    for (const { plan } of asked) {
      const steps = plan
        .map((row) => row.join(' '))
        .filter((step) => /token|t\d/.test(step) && !/CO-ROUTINE|MATERIALIZE|SCAN t\d+$/.test(step));
      expect(steps.length).toBeGreaterThan(0);
      for (const step of steps) expect(step).toContain('fhir_search_token_by_value');
    }
  });

  it.each<[string, Partial<TypeHistoryRequest>]>([
    ['the newest', {}],
    ['the oldest', { order: 'oldest first' }],
    ['after a place', { after: { at: new Date(300), id: 'r300' } }],
    ['up to a place', { order: 'oldest first', after: { at: new Date(300), id: 'r300' } }],
    ['since an instant', { since: new Date(500) }],
    ['current at a time', { at: { from: new Date(300), until: new Date(310) } }],
  ])('the history of a type, %s: in the order of an index, and nothing is sorted', async (_, over) => {
    const plans: SqlRow[][] = [];
    const rows = async (sql: string, values: readonly SqlParameter[]): Promise<SqlRow[]> => {
      plans.push(await database.rows(`${name === 'SQLite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'} ${sql}`, values));
      return database.rows(sql, values);
    };
    const request = { type: 'HealthcareService', order: 'newest first', count: 5, bytes: 1_000_000, ...over } as const;
    const { versions } = await selectTypeHistory({ isSqlite: name === 'SQLite', rows }, request);
    expect(versions).toHaveLength(5);
    expect(plans.length).toBeGreaterThanOrEqual(2);
    const told = JSON.stringify(plans);
    expect(told).toContain('fhir_version_by_update');
    expect(told).not.toMatch(/filesort|temporary|TEMP B-TREE/i);
    expect(plans.flatMap((plan): readonly unknown[] => (name === 'SQLite' ? scansOfSqlite(plan) : plan.filter(([, , , access]) => access === 'ALL' || access === 'index')))).toEqual([]); // prettier-ignore
  });

  if (name === 'SQLite') return;
  it('gives up what takes too long, and says so', async () => {
    const work = () => database.rows('SELECT COUNT(*) FROM fhir_search_token a, fhir_search_token b, fhir_search_token c, fhir_search_token d WHERE a.id + b.id + c.id + d.id < 0', []); // prettier-ignore
    await expect(withRetries(work, () => undefined)).rejects.toMatchObject({
      kind: 'invalid-request',
      issues: [{ code: 'too-costly' }],
    });
    expect(await database.rows('SELECT 1', [])).toEqual([[1]]);
  });
});

/** `SCAN table` reads a whole table or index. A scan of a subquery's result does not count. */
function scansOfSqlite(plan: readonly SqlRow[]): readonly string[] {
  return plan.map((row) => String(row[3])).filter((step) => /^SCAN (fhir_|t\d+\b.*(INDEX|fhir_))/.test(step));
}

/** `ALL` and `index` read a whole table or index; reading more than `most` rows is as bad. */
function scansOfMariadb(plan: readonly SqlRow[], most: number): readonly string[] {
  return plan
    .filter(([, , table, access, , , , , rows]) => {
      const isTable =
        typeof table === 'string' && !table.startsWith('<') && !/^(total|found|fitting|one|counted)$/.test(table);
      return isTable && (access === 'ALL' || access === 'index' || Number(rows) > most);
    })
    .map((row) => row.join(' '));
}
