import type { StoreLoad } from '../../fhir';
import { OF_UPKEEP, withRetries } from './retry';
import type { SqlDatabase } from './sql-database';
import type { SqlUnit } from './sql-unit';

/** Runs work on a database, retries it after conflicts with other transactions, and counts the retries. */
export class Retried {
  private retries = 0;

  constructor(private readonly database: SqlDatabase) {}

  /** @throws as `withRetries` */
  readonly run = <T>(work: () => Promise<T>): Promise<T> => withRetries(work, this.count);

  /** The same for background work, which no client waits for. */
  readonly patiently = <T>(work: () => Promise<T>): Promise<T> => withRetries(work, this.count, OF_UPKEEP);

  /** Runs one unit of work, all or nothing. @param begin makes a new unit for each attempt */
  unit<U extends SqlUnit, T>(begin: () => U, work: (unit: U) => Promise<T>): Promise<T> {
    return this.run(async () => {
      const unit = begin();
      try {
        const result = await work(unit);
        await unit.commit();
        return result;
      } catch (error) {
        // Rejects when the error may be about something that was never stored; then the unit is run again.
        await unit.rollback();
        throw error;
      }
    });
  }

  async ping(): Promise<void> {
    await this.run(() => this.database.check());
  }

  load(): StoreLoad {
    return { ...this.database.load(), retries: this.retries };
  }

  private readonly count = (): void => {
    this.retries += 1;
  };
}
