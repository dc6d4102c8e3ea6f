import { setTimeout as sleep } from 'node:timers/promises';
import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { requireKnownTables } from './existing-database';
import { makeNewTables } from './new-sqlite';

const LOCK = 'ror-fhir-facade.migrations';
const LOCK_WAIT_SECONDS = 60;
/** Each migration may fail against another node once, and takes less time than the pause. */
const CLUSTER_TRIES = 60;
const CLUSTER_PAUSE_MS = 300;

/** A migration that is about to run. */
export interface MigrationStep {
  readonly name: string;
  /** Its number among those that were pending, from 1. */
  readonly number: number;
  /** How many were pending. */
  readonly of: number;
  /** Whether the database has no tables yet: there is nothing to migrate. */
  readonly isNew: boolean;
}

/** Called before each migration. */
export type OnMigration = (step: MigrationStep) => void;

/**
 * Brings the tables up to date, one process at a time: servers that start together on one database take turns, and the
 * later ones find nothing left to do.
 * @throws SentenceError when a later release has been there; Error when the lock was not free in time or a migration
 *   failed
 */
export async function migrate(dataSource: DataSource, onMigration: OnMigration = () => undefined): Promise<void> {
  announce(dataSource, onMigration);
  const runner = dataSource.createQueryRunner();
  const isSqlite = dataSource.options.type === 'better-sqlite3';
  const alone = isSqlite ? inSqliteTransaction : underNamedLock;
  try {
    await alone(runner, async () => {
      await requireKnownTables(dataSource, runner);
      if (isSqlite) {
        const made = await makeNewTables(dataSource, runner);
        for (const [index, name] of made.entries())
          onMigration({ name, number: index + 1, of: made.length, isNew: true });
      }
      await dataSource.runMigrations({ transaction: 'none' });
    });
  } finally {
    await runner.release();
  }
}

function announce(dataSource: DataSource, onMigration: OnMigration): void {
  let pending: readonly string[] | undefined;
  for (const migration of dataSource.migrations) {
    const up = migration.up.bind(migration);
    const name = migration.name!;
    migration.up = async (runner) => {
      pending ??= (await new MigrationExecutor(dataSource, runner).getPendingMigrations()).map((each) => each.name);
      const isNew = pending.length === dataSource.migrations.length;
      onMigration({ name, number: pending.indexOf(name) + 1, of: pending.length, isNew });
      await up(runner);
    };
  }
}

/** SQLite can roll back DDL. IMMEDIATE takes the write lock before the list of migrations is read. */
async function inSqliteTransaction(runner: QueryRunner, work: () => Promise<void>): Promise<void> {
  await runner.query('BEGIN IMMEDIATE');
  try {
    await work();
    await runner.query('COMMIT');
  } catch (error) {
    await runner.query('ROLLBACK');
    throw error;
  }
}

async function underNamedLock(runner: QueryRunner, work: () => Promise<void>): Promise<void> {
  const [answer] = (await runner.query('SELECT GET_LOCK(?, ?) AS locked', [LOCK, LOCK_WAIT_SECONDS])) as [
    { locked: number | string | null },
  ];
  if (Number(answer.locked) !== 1) {
    throw new Error(`Another process has been migrating this database for more than ${LOCK_WAIT_SECONDS} s.`);
  }
  try {
    await ((await isInCluster(runner)) ? besideOtherNodes(work) : work());
  } finally {
    await runner.query('SELECT RELEASE_LOCK(?)', [LOCK]);
  }
}

/** MySQL has no such status variable; on a MariaDB server outside a cluster it is 0. */
async function isInCluster(runner: QueryRunner): Promise<boolean> {
  const rows = (await runner.query("SHOW GLOBAL STATUS LIKE 'wsrep_cluster_size'")) as { Value: string }[];
  return Number(rows[0]?.Value ?? 0) > 1;
}

/**
 * A named lock is local to its node, so a server on another node may migrate at the same time. Then one of the two
 * fails and retries from where the other one is; every migration can run again.
 */
async function besideOtherNodes(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === CLUSTER_TRIES) throw error;
      await sleep(Math.random() * CLUSTER_PAUSE_MS);
    }
  }
}
