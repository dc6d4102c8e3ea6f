/** What is measured, for how long, and the targets. Every number a reader of the results may look for is here. */

export type ServerName = 'ours' | 'bare';
export type EngineName = 'mariadb' | 'sqlite';
export type Interaction = 'GET' | 'PUT' | 'PATCH';

export const SERVERS: readonly ServerName[] = ['ours', 'bare'];
export const ENGINES: readonly EngineName[] = ['mariadb', 'sqlite'];
export const INTERACTIONS: readonly Interaction[] = ['GET', 'PUT', 'PATCH'];
export const CONNECTIONS: readonly number[] = [1, 8, 32];

/** Number of resources that requests use in turn. */
export const RESOURCE_COUNT = 1_000;
/** Connections to MariaDB, for either server. */
export const POOL_SIZE = 10;

export interface Durations {
  /** Turns of each server in one cell (one engine, interaction and number of connections). */
  readonly rounds: number;
  /** One measured turn of one server, seconds. */
  readonly turnSeconds: number;
  /** Unmeasured requests before each turn, seconds. */
  readonly warmUpSeconds: number;
  /** Unmeasured requests once per server and interaction, seconds, so that V8 has compiled the hot code. */
  readonly firstWarmUpSeconds: number;
}

/** A write of ours runs through ten times the code of a bare one, which V8 has compiled after some 3,000 of them. */
export const FULL: Durations = { rounds: 6, turnSeconds: 1, warmUpSeconds: 0.3, firstWarmUpSeconds: 8 };
export const QUICK: Durations = { rounds: 2, turnSeconds: 0.45, warmUpSeconds: 0.1, firstWarmUpSeconds: 0.7 };

/** Number of fresh starts, of which the median counts. */
export const STARTS = 5;

export const TARGETS = {
  /** The number of connections at which the ratios count. */
  connections: 8,
  /** Our requests per second, divided by those of the bare server: at least. */
  ratio: { GET: 0.75, PUT: 0.68, PATCH: 0.68 } satisfies Record<Interaction, number>,
  /** Peak resident memory of our server in the whole run, MB of 2^20 bytes: less than. */
  residentMegabytes: 220,
  /** From the start of the process to its first answered request, seconds: less than. */
  startSeconds: 1.5,
} as const;
