import type { DataSource, QueryRunner } from 'typeorm';
import { migrations, statements } from './new-sqlite.json';

/** TypeORM's name for the table of migrations that have run. */
const MIGRATIONS_TABLE = 'migrations';

/**
 * Makes the tables of an empty SQLite database as the migrations leave them: in 60 statements, where the migrations take
 * 600, most of which change what an earlier one made. The statements are what SQLite itself says of a migrated database;
 * `test/contract/new-sqlite.e2e-spec.ts` compares the two, and writes the file with `npm run new-sqlite`. Migrations that
 * it does not name yet run afterwards.
 * @returns the names of the migrations that need not run any more; none for a database that has tables, or whose
 *   migrations are others
 */
export async function makeNewTables(dataSource: DataSource, runner: QueryRunner): Promise<readonly string[]> {
  const isOurs = migrations.every(({ name }, index) => dataSource.migrations[index]?.name === name);
  const { migrationsTableName = MIGRATIONS_TABLE } = dataSource.options;
  if (!isOurs || migrationsTableName !== MIGRATIONS_TABLE || !(await isEmpty(runner))) return [];
  for (const statement of statements) await runner.query(statement);
  for (const { timestamp, name } of migrations)
    await runner.query(`INSERT INTO ${MIGRATIONS_TABLE} (timestamp, name) VALUES (?, ?)`, [timestamp, name]);
  return migrations.map(({ name }) => name);
}

async function isEmpty(runner: QueryRunner): Promise<boolean> {
  const [{ n }] = (await runner.query('SELECT COUNT(*) AS n FROM sqlite_master')) as [{ n: number | bigint }];
  return Number(n) === 0;
}
