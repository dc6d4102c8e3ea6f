import type { ResourceStore, TransactionOptions } from '../ports/resource-store';
import type { UnitOfWork } from '../ports/unit-of-work';

export interface TransactionManner extends TransactionOptions {
  readonly dryRun: boolean;
}

/** Runs work in a transaction. A dry run does everything a real run does, and is then rolled back. */
export async function inTransaction<T>(
  store: Pick<ResourceStore, 'transaction'>,
  { dryRun, ...options }: TransactionManner,
  work: (unit: UnitOfWork) => Promise<T>,
): Promise<T> {
  if (!dryRun) return store.transaction(work, options);
  try {
    return await store.transaction(
      async (unit) => {
        throw new TakenBack(await work(unit));
      },
      { ...options, joins: false },
    );
  } catch (reason) {
    if (reason instanceof TakenBack) return reason.result as T;
    throw reason;
  }
}

/** Thrown to roll back the transaction of a dry run. */
class TakenBack extends Error {
  constructor(readonly result: unknown) {
    super('a dry run');
  }
}
