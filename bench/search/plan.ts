/** What is measured, and the goals. Every number a reader of the results may look for is here. */

export const SIZES = [20_000, 200_000] as const;
export const CONNECTIONS = 8;

export interface Durations {
  /** Turns of each query. */
  readonly rounds: number;
  readonly turnSeconds: number;
  readonly warmUpSeconds: number;
}

export const FULL: Durations = { rounds: 4, turnSeconds: 1.5, warmUpSeconds: 0.5 };
export const QUICK: Durations = { rounds: 1, turnSeconds: 0.6, warmUpSeconds: 0.2 };

export const GOALS = {
  /** p95 at that number of connections, milliseconds: less than. */
  selectiveMs: 50,
  extractionMs: 300,
  /** p50 at the larger size divided by that at the smaller one, for an answer of fixed size: less than. */
  growth: 1.5,
  /** Our requests per second divided by those of handwritten SQL: at least. */
  ratio: 0.6,
  /** Resources per second, at least. */
  imported: { sqlite: 1_500, mariadb: 800 },
  exported: 20_000,
  /** Peak resident memory of an import or export at the larger size divided by that at the smaller one: less than. */
  memory: 1.3,
} as const;
