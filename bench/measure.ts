import type { LoadResult } from './load';
import type { Durations, Interaction, ServerName } from './plan';
import type { LoadProcess, ServerProcess } from './processes';
import { median, percentile, pooled, sum } from './statistics';

export type Pair = Readonly<Record<ServerName, ServerProcess>>;

/** One server in one cell, over all its turns. */
export interface Measured {
  readonly requests: number;
  /** Median of the turns. */
  readonly perSecond: number;
  /** Milliseconds, over all requests. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** CPU time of the server process, user and system, milliseconds. */
  readonly cpuMsPerRequest: number;
}

/** One interaction at one number of connections. */
export interface Cell {
  readonly interaction: Interaction;
  readonly connections: number;
  readonly servers: Readonly<Record<ServerName, Measured>>;
  /** Requests per second, ours / bare: the median of the rounds, and the lowest and highest. */
  readonly ratio: number;
  readonly ratioRange: readonly [number, number];
}

interface Turn {
  readonly load: LoadResult;
  readonly cpuMs: number;
}

/** Earlier numbers belong to `assertSameWork`. */
const FIRST_REQUEST = 10;
/** Requests sent to a server while its speed is still unknown. */
const FIRST_GUESS = 200;
/** Ensures that a slow server too gets a request on each connection, and that percentiles are meaningful. */
const FEWEST_REQUESTS = 64;

/** Loads the servers in turns and counts their answers. */
export class Meter {
  /** Writes answered with 200, including warm-ups; the database must hold as many versions. */
  writes = 0;
  /**
   * Number of the next request; ids and changes continue over turns and servers, so that every write changes something.
   */
  private next = FIRST_REQUEST;

  constructor(
    private readonly load: LoadProcess,
    private readonly servers: Pair,
    private readonly durations: Durations,
  ) {}

  /** Call it once per interaction, before its cells. */
  async warmUp(interaction: Interaction, connections: number): Promise<void> {
    for (const server of Object.values(this.servers)) {
      const rate = await this.rate(server, interaction, connections, FIRST_GUESS);
      await this.send(server, interaction, connections, rate * this.durations.firstWarmUpSeconds);
    }
  }

  async cell(interaction: Interaction, connections: number): Promise<Cell> {
    const turns: Record<ServerName, Turn[]> = { ours: [], bare: [] };
    const rates: Partial<Record<ServerName, number>> = {};
    for (let round = 0; round < this.durations.rounds; round += 1) {
      // The second one of a round comes first in the next, so that a steady drift affects both alike.
      const order: readonly ServerName[] = round % 2 ? ['bare', 'ours'] : ['ours', 'bare'];
      for (const name of order) {
        const server = this.servers[name];
        const { warmUpSeconds, turnSeconds } = this.durations;
        const before = rates[name] ? rates[name] * warmUpSeconds : FIRST_GUESS;
        const rate = await this.rate(server, interaction, connections, before);
        const turn = await this.turn(server, interaction, connections, rate * turnSeconds);
        rates[name] = turn.load.good / turn.load.seconds;
        turns[name].push(turn);
      }
    }
    const ratios = turns.ours.map((turn, round) => perSecond(turn) / perSecond(turns.bare[round]!));
    return {
      interaction,
      connections,
      servers: { ours: summary(turns.ours), bare: summary(turns.bare) },
      ratio: median(ratios),
      ratioRange: [Math.min(...ratios), Math.max(...ratios)],
    };
  }

  private async turn(
    server: ServerProcess,
    interaction: Interaction,
    connections: number,
    amount: number,
  ): Promise<Turn> {
    const before = await server.usage();
    const load = await this.send(server, interaction, connections, amount);
    const after = await server.usage();
    return { load, cpuMs: after.cpuMs - before.cpuMs };
  }

  private async rate(
    server: ServerProcess,
    interaction: Interaction,
    connections: number,
    amount: number,
  ): Promise<number> {
    const { good, seconds } = await this.send(server, interaction, connections, amount);
    return good / seconds;
  }

  /** @throws Error when an answer is not the expected one, because a run with errors is not a result */
  private async send(
    server: ServerProcess,
    interaction: Interaction,
    connections: number,
    amount: number,
  ): Promise<LoadResult> {
    const whole = Math.max(FEWEST_REQUESTS, Math.round(amount));
    const first = this.next;
    this.next += whole;
    const result = await this.load.ask({ port: server.port, interaction, connections, amount: whole, first });
    if (result.good !== whole) {
      const faults = Object.entries(result.faults).map(([name, count]) => `${count} × ${name}`);
      throw new Error(`${interaction} at ${connections} connections: of ${whole} requests ${faults.join(', ')}`);
    }
    if (interaction !== 'GET') this.writes += whole;
    return result;
  }
}

function perSecond({ load }: Turn): number {
  return load.good / load.seconds;
}

function summary(turns: readonly Turn[]): Measured {
  const requests = sum(turns.map(({ load }) => load.good));
  const latencies = pooled(turns.map(({ load }) => load.latencies));
  return {
    requests,
    perSecond: median(turns.map(perSecond)),
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
    cpuMsPerRequest: sum(turns.map(({ cpuMs }) => cpuMs)) / requests,
  };
}
