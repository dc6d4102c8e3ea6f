import { existsSync } from 'node:fs';
import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
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

/**
 * What the names of our migrations begin with, from the first one after this rule on: an application may record its own
 * migrations in the same table.
 */
export const OF_LATER_RELEASES = /^Fhir[A-Z]/;

/** @throws SentenceError when a later release has changed the tables, in a way that this one cannot know */
export async function requireKnownTables(dataSource: DataSource, runner?: QueryRunner): Promise<void> {
  const known = new Set(dataSource.migrations.map(({ name }) => name));
  const executed = await new MigrationExecutor(dataSource, runner).getExecutedMigrations();
  const later = executed.map(({ name }) => name).filter((name) => OF_LATER_RELEASES.test(name) && !known.has(name));
  if (later.length === 0) return;
  throw new SentenceError(
    say`The tables of the database ${describeDatabase(dataSource.options)} are those of a later release (${later.toReversed().join(', ')}); check DATABASE_URL and start that release, or take its changes back with its command ${'migrate --revert'}.`,
  );
}

/** @throws SentenceError when the tables are not those of this release, and this process may not change that */
export async function requireTables(dataSource: DataSource): Promise<void> {
  await requireKnownTables(dataSource);
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
