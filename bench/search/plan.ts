/** What is measured and against which goals: every number a reader of the results may ask for is here. */

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
  /** p95 at so many connections, milliseconds: less than. */
  selectiveMs: 50,
  extractionMs: 300,
  /** p50 at the larger size by that at the smaller one, for an answer of fixed size: less than. */
  growth: 1.5,
  /** Our requests per second by those of hand-written SQL: at least. */
  ratio: 0.6,
  /** Resources a second, at least. */
  imported: { sqlite: 1_500, mariadb: 800 },
  exported: 20_000,
  /** Highest resident memory of an import or an export at the larger size by that at the smaller one: less than. */
  memory: 1.3,
} as const;
