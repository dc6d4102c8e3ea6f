import type { StoreLoad } from '../../fhir';
import { OF_UPKEEP, withRetries } from './retry';
import type { SqlDatabase } from './sql-database';
import type { SqlUnit } from './sql-unit';

/** Work on a database, done again when another transaction was in its way, and how often that was. */
export class Retried {
  private retries = 0;

  constructor(private readonly database: SqlDatabase) {}

  /** @throws as `withRetries` */
  readonly run = <T>(work: () => Promise<T>): Promise<T> => withRetries(work, this.count);

  /** The same for work that nobody waits for. */
  readonly patiently = <T>(work: () => Promise<T>): Promise<T> => withRetries(work, this.count, OF_UPKEEP);

  /** One unit of work: all of it, or nothing. @param begin makes the unit anew for each try */
  unit<U extends SqlUnit, T>(begin: () => U, work: (unit: U) => Promise<T>): Promise<T> {
    return this.run(async () => {
      const unit = begin();
      try {
        const result = await work(unit);
        await unit.commit();
        return result;
      } catch (error) {
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
