import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { migrate, type MigrationStep, type OnMigration } from './migrate';

/** Interval between two lines about the same migration. It only passes where the database is another process. */
const TOLD_EVERY_MS = 30_000;

/**
 * Brings the tables up to date when a server starts, and logs which migration runs: on a large database one may take
 * minutes. A new database is not worth a line.
 * @param onMigration called before each migration of a database that has tables
 */
export async function migrateAtStart(dataSource: DataSource, onMigration?: OnMigration): Promise<void> {
  const log = new MigrationLog();
  const tell = setInterval(() => log.stillRunning(), TOLD_EVERY_MS).unref();
  try {
    await migrate(dataSource, (step) => {
      if (step.isNew) return;
      log.begin(step);
      onMigration?.(step);
    });
  } finally {
    clearInterval(tell);
  }
  log.end();
}

class MigrationLog {
  private readonly logger = new Logger('Migrations');
  private readonly began = performance.now();
  private current: { readonly step: MigrationStep; readonly since: number } | undefined;

  begin(step: MigrationStep): void {
    this.current = { step, since: performance.now() };
    this.logger.log(`Migration ${step.number} of ${step.of}: ${step.name}`);
  }

  stillRunning(): void {
    if (!this.current) return;
    const { step, since } = this.current;
    this.logger.log(
      `Migration ${step.number} of ${step.of} has been running for ${secondsSince(since)} s: ${step.name}`,
    );
  }

  end(): void {
    if (!this.current) return;
    this.logger.log(`The tables are up to date: ${this.current.step.of} migrations in ${secondsSince(this.began)} s`);
  }
}

function secondsSince(instant: number): string {
  return ((performance.now() - instant) / 1_000).toFixed(1);
}
