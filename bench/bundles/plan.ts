/** What is measured, and the goals. Every number a reader of the results may look for is here. */

/** Entries of a transaction or batch. */
export const ENTRIES = 100;
/** Concurrent requests, where there are several. */
export const CONNECTIONS = 8;
/** Size of a large transaction; `BODY_LIMIT` is 2 MB of 2^20 bytes. */
export const LARGE_BYTES = 2_000_000;

export interface Durations {
  /** Turns of each subject. */
  readonly rounds: number;
  readonly turnSeconds: number;
  /** Unmeasured requests of each subject before the first round, seconds; a few are always sent. */
  readonly warmUpSeconds: number;
  /** How often the large transactions are sent. */
  readonly largeTurns: number;
}

export const FULL: Durations = { rounds: 6, turnSeconds: 2, warmUpSeconds: 3, largeTurns: 5 };
export const QUICK: Durations = { rounds: 1, turnSeconds: 0.4, warmUpSeconds: 0, largeTurns: 1 };

export const GOALS = {
  /** Resources per second by transactions divided by those by single POSTs, at least. */
  transaction: 5,
  /** Reads per second by batches divided by SELECTs per second of the driver alone, at least. */
  batch: 0.5,
  /** Peak resident memory of a server under large transactions, in MB of 2^20 bytes, less than. */
  residentMegabytes: 250,
  /** Resources per second by transactions with links, several at once, at least. */
  imported: { sqlite: 1_500, mariadb: undefined },
} as const;
