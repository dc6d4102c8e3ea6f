import { createConnection, type Connection } from 'mysql2/promise';
import type { DateValue, EntryClause, IndexEntry, SearchPrefix } from '../../../src/fhir';
import { entryFits } from '../../../src/fhir/search/entry-fits';
import {
  dateColumn, instantColumn, numberColumn, positionColumns, uriColumn, type ColumnSearch,
} from '../../../src/persistence'; // prettier-ignore
import { databases, type TestDatabase } from '../../support/databases';

const PREFIXES: readonly SearchPrefix[] = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'];
const DAY = 86_400_000;

/** Rows, and what the framework's index would hold for them. */
const DAYS = [
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2024-03-15',
  '2024-12-31',
  '2025-01-01',
  '0001-01-01',
  '9999-12-31',
];
const INSTANTS = ['2024-02-29 00:00:00', '2024-02-29 23:59:59', '2024-03-01 00:00:00', '2024-06-01 12:30:00'];
const NUMBERS = [-2, 0, 1.5, 2.99, 3, 3.49, 3.5, 4, 100];
const PLACES = [[47.21725, -1.55336], [47.2173, -1.5534], [48.8566, 2.3522], [-18.0, 179.99], [-18.0, -179.99], [90, 0]] as const; // prettier-ignore
const ADDRESSES = [
  'http://a.org/x',
  'http://a.org/x/y',
  'http://a.org/X',
  'http://a.org/X/y',
  'http://a.org/x_y',
  'http://a.org/xzy',
  'http://a.org/x%/1',
];

const span = (from: string, to: string) => ({ low: Date.parse(from), high: Date.parse(to) });
const SPANS = [
  span('2024-02-29', '2024-02-29T23:59:59.999Z'),
  span('2024-02-01', '2024-02-29T23:59:59.999Z'),
  span('2024-01-01', '2024-12-31T23:59:59.999Z'),
  span('2024-03-01T10:00:00Z', '2024-03-01T10:00:59.999Z'),
  span('2024-03-01', '2024-03-01T00:00:00Z'),
  span('0001-01-01', '9999-12-31T23:59:59.999Z'),
] as const;

interface Case {
  readonly rows: readonly (readonly (string | number)[])[];
  readonly columns: readonly string[];
  readonly search: ColumnSearch;
  readonly clauses: readonly EntryClause[];
  entry(row: number): IndexEntry;
}

const dates = (values: readonly Pick<DateValue, 'low' | 'high'>[]): EntryClause[] =>
  PREFIXES.flatMap((prefix) =>
    values.map((value) => ({ kind: 'date' as const, code: 'p', values: [{ prefix, ...value }] })),
  );

const CASES: Record<string, Case> = {
  'a DATE': {
    rows: DAYS.map((day) => [day]), columns: ['DATE NULL'], search: dateColumn('c0'), clauses: dates(SPANS),
    entry: (row) => ({ kind: 'date', code: 'p', low: Date.parse(DAYS[row]!), high: Date.parse(DAYS[row]!) + DAY - 1 }),
  },
  'a DATETIME': {
    rows: INSTANTS.map((at) => [at]), columns: ['DATETIME NULL'], search: instantColumn('c0'), clauses: dates(SPANS.slice(0, 5)),
    entry: (row) => {
      const at = Date.parse(`${INSTANTS[row]!.replace(' ', 'T')}Z`);
      return { kind: 'date', code: 'p', low: at, high: at };
    },
  },
  'a number': {
    rows: NUMBERS.map((number) => [number]), columns: ['DECIMAL(9,3) NULL'], search: numberColumn('c0'),
    clauses: PREFIXES.flatMap((prefix) =>
      [[3, 2.5, 3.5], [3.5, 3.45, 3.55], [100, 90, 110]].map(([value = 0, low = 0, high = 0]) => ({
        kind: 'quantity' as const, code: 'p', values: [{ prefix, value, low, high }],
      })),
    ),
    entry: (row) => ({ kind: 'quantity', code: 'p', low: NUMBERS[row]!, high: NUMBERS[row]!, system: '', unit: '' }),
  },
  'a position': {
    rows: PLACES, columns: ['DECIMAL(9,6) NULL', 'DECIMAL(9,6) NULL'], search: positionColumns('c0', 'c1'),
    clauses: [[47.21725, -1.55336, 1], [47.21725, -1.55336, 50], [47, -1, 500_000], [-18, 180, 2_000], [89.9, 10, 20_000], [0, 0, 30_000_000]].map(
      ([latitude = 0, longitude = 0, radius = 0]) => ({
        kind: 'position' as const, code: 'p', values: [{ latitude, longitude, radius }],
      }),
    ),
    entry: (row) => ({ kind: 'position', code: 'p', latitude: PLACES[row]![0], longitude: PLACES[row]![1] }),
  },
  'an address': {
    rows: ADDRESSES.map((address) => [address]), columns: ['VARCHAR(80) NULL'], search: uriColumn('c0'),
    clauses: ['http://a.org/x', 'http://a.org/x_y', 'http://a.org/x%', 'http://a.org'].flatMap((value) =>
      [true, false].map((below) => ({ kind: 'uri' as const, code: 'p', values: [value, 'urn:other'], below })),
    ),
    entry: (row) => ({ kind: 'uri', code: 'p', uri: ADDRESSES[row]! }),
  },
}; // prettier-ignore

const servers = databases.filter(({ name }) => name !== 'SQLite');
if (servers.length === 0) {
  it.skip('needs a MariaDB or MySQL server (TEST_DATABASE_URL), because existing tables are supported on these only', () =>
    undefined);
} else describe.each(servers)('$name columns', ({ createDatabase }) => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await createDatabase();
    connection = await createConnection({ uri: database.url.replace('mariadb:', 'mysql:') });
    await connection.query("SET time_zone = '+00:00'");
  });
  afterAll(async () => {
    await connection.end();
    await database.drop();
  });

  it.each(Object.entries(CASES))('give the same answers as the index: %s', async (name, { rows, columns, search, clauses, entry }) => {
    const table = `t_${name.replaceAll(' ', '_')}`;
    await connection.query(`CREATE TABLE ${table} (id INT, ${columns.map((type, i) => `c${i} ${type}`).join(', ')})`);
    const all = [...rows, columns.map(() => null)].map((cells, id) => [id, ...cells]);
    await connection.query(`INSERT INTO ${table} VALUES ?`, [all]);

    const found = async (clause: Parameters<ColumnSearch>[0]): Promise<number[]> => {
      const { sql, values } = search(clause, { alias: 't', key: 'id', children: {} })!;
      const [ids] = await connection.query({ sql: `SELECT id FROM ${table} t WHERE ${sql} ORDER BY id`, rowsAsArray: true }, [...values]); // prettier-ignore
      return (ids as number[][]).map(([id]) => id!);
    };
    for (const clause of clauses) {
      const expected = rows.flatMap((_, row) => (entryFits(clause, entry(row)) ? [row] : []));
      expect({ clause, found: await found(clause) }).toEqual({ clause, found: expected });
    }
    expect(await found({ kind: 'missing', code: 'p', of: entry(0).kind, missing: true })).toEqual([rows.length]);
    expect(await found({ kind: 'missing', code: 'p', of: entry(0).kind, missing: false })).toHaveLength(rows.length);
  });
}); // prettier-ignore

it.each(Object.entries(CASES))('refuse clauses of another kind: %s', (_, { search }) => {
  const table = { alias: 't', key: 'id', children: {} };
  expect(search({ kind: 'words', code: 'p', values: ['x'] }, table)).toBeUndefined();
  const unit = { system: 'http://unitsofmeasure.org', value: 'km' };
  const asked = { prefix: 'eq', value: 1, low: 1, high: 2, unit } as const;
  expect(search({ kind: 'quantity', code: 'p', values: [asked] }, table)).toBeUndefined();
});
