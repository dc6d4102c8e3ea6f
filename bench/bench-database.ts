import Libsql from 'libsql';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { INSERT_CURRENT, INSERT_VERSION } from './bare-statements';
import { idAt, organization, SEEDED_AT, TYPE } from './fixtures';
import { RESOURCE_COUNT } from './plan';

/** The bench's own access to the measured database, to fill it and to check afterwards what was stored. */
export interface BenchDatabase {
  run(sql: string, values?: readonly (string | number)[]): Promise<void>;
  /** The single value that a query returns. */
  value(sql: string): Promise<string>;
  close(): Promise<void>;
}

export async function openServerDatabase(url: string): Promise<BenchDatabase> {
  const connection = await createConnection({ uri: url.replace(/^mariadb:/, 'mysql:'), charset: 'utf8mb4' });
  return {
    run: async (sql, values = []) => void (await connection.query(sql, [...values])),
    value: async (sql) => {
      const [rows] = await connection.query<RowDataPacket[]>({ sql, rowsAsArray: true });
      return oneValue(rows as unknown as Rows);
    },
    close: () => connection.end(),
  };
}

export function openSqliteDatabase(file: string): BenchDatabase {
  const handle = new Libsql(file);
  return {
    run: async (sql, values = []) => void handle.prepare(sql).run(...values),
    value: async (sql) => oneValue(handle.prepare(sql).raw(true).all() as Rows),
    close: async () => void handle.close(),
  };
}

type Rows = readonly (readonly (string | number | null)[])[];

function oneValue(rows: Rows): string {
  return String(rows[0]?.[0]);
}

/** Inserts version 1 of every resource in one transaction; the tables must exist and be empty. */
export async function fill(database: BenchDatabase): Promise<void> {
  await database.run('BEGIN');
  for (let index = 0; index < RESOURCE_COUNT; index += 1) {
    const id = idAt(index);
    const meta = { versionId: '1', lastUpdated: new Date(SEEDED_AT).toISOString() };
    const row = [1, SEEDED_AT, 'create', JSON.stringify(organization(id, 0, meta)), TYPE, id];
    await database.run(INSERT_CURRENT, row);
    await database.run(INSERT_VERSION, row);
  }
  await database.run('COMMIT');
}

/** @throws Error unless the tables hold exactly one version for each of the `writes` that were answered */
export async function assertVersions(database: BenchDatabase, writes: number): Promise<void> {
  const expected = RESOURCE_COUNT + writes;
  const stored = Number(await database.value('SELECT COUNT(*) FROM fhir_resource_version'));
  const reached = Number(await database.value('SELECT SUM(version) FROM fhir_resource'));
  if (stored === expected && reached === expected) return;
  throw new Error(
    `${writes} writes were answered, so there should be ${expected} versions; ` +
      `${stored} are stored, and the current ones add up to ${reached}`,
  );
}
