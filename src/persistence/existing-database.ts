import { existsSync } from 'node:fs';
import { type DataSource, MigrationExecutor } from 'typeorm';
import { say, SentenceError } from '../fhir';
import { describeDatabase } from './data-source';
import { IN_MEMORY, parseDatabaseUrl } from './database-url';

/**
 * For what only reads or mends a database: opening a SQLite file that is not there would make one.
 * @throws SentenceError when there is no database at the path
 */
export function requireDatabaseFile(url: string): void {
  const address = parseDatabaseUrl(url);
  if (address.engine !== 'sqlite' || address.file === IN_MEMORY || existsSync(address.file)) return;
  throw new SentenceError(say`There is no database at ${address.file}; check DATABASE_URL.`);
}

/** Names of the migrations that have not run, in order; asks without writing anything. */
export async function pendingMigrations(dataSource: DataSource): Promise<readonly string[]> {
  return (await new MigrationExecutor(dataSource).getPendingMigrations()).map(({ name }) => name);
}

/** @throws SentenceError when the tables are not those of this release, and this process may not change that */
export async function requireTables(dataSource: DataSource): Promise<void> {
  const pending = await pendingMigrations(dataSource);
  if (pending.length === 0) return;
  const database = describeDatabase(dataSource.options);
  if (pending.length === dataSource.migrations.length) {
    throw new SentenceError(
      say`The database ${database} has no tables of this server; check DATABASE_URL, or make them with the command ${'migrate'}.`,
    );
  }
  throw new SentenceError(
    say`The tables of the database ${database} are not up to date (migrations to do: ${pending.length}); run the command ${'migrate'} first.`,
  );
}
