/** What is measured and against which goals: every number a reader of the results may ask for is here. */

/** Entries of a transaction or batch. */
export const ENTRIES = 100;
/** Requests at once, where there are several. */
export const CONNECTIONS = 8;
/** Of a large transaction; `BODY_LIMIT` is 2 MB of 2^20 bytes. */
export const LARGE_BYTES = 2_000_000;

export interface Durations {
  /** Turns of each subject. */
  readonly rounds: number;
  readonly turnSeconds: number;
  /** Unmeasured requests of each subject before the first round, seconds; a few are sent at any rate. */
  readonly warmUpSeconds: number;
  /** How often the large transactions are sent. */
  readonly largeTurns: number;
}

export const FULL: Durations = { rounds: 6, turnSeconds: 2, warmUpSeconds: 3, largeTurns: 5 };
export const QUICK: Durations = { rounds: 1, turnSeconds: 0.4, warmUpSeconds: 0, largeTurns: 1 };

export const GOALS = {
  /** Resources a second of transactions by those of single POSTs, at least. */
  transaction: 5,
  /** Reads a second of batches by SELECTs a second of the driver alone, at least. */
  batch: 0.5,
  /** Highest resident memory of a server that gets the large transactions, MB of 2^20 bytes: less than. */
  residentMegabytes: 250,
  /** Resources a second by transactions with links, several at once, at least. */
  imported: { sqlite: 1_500, mariadb: undefined },
} as const;
