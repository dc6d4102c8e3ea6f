import type { BenchDatabase } from '../bench-database';
import type { ServerProcess } from '../processes';
import { median, percentile, pooled } from '../statistics';
import { CONNECTIONS, type Durations } from './plan';
import type { SearchLoad } from './processes';
import type { SearchOrder } from './load';

export interface Measured {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  /** CPU time of the server process per answer, milliseconds. */
  readonly cpu: number;
}

/** A kind of query at one size. */
export interface Cell extends Measured {
  /** Entries per answer, and the server's total of matches; averages over the first URLs. */
  readonly entries: number;
  readonly total: number;
  /** Rows the database server read per request; absent when it does not report them. */
  readonly rowsRead?: number;
  /** Figures of handwritten SQL. */
  readonly bare?: Measured;
  /** Ours divided by that: the median of the rounds. */
  readonly ratio?: number;
}

type Requests = SearchOrder['requests'];

/** Measures servers in turns. @param servers ours first */
export async function measured(
  load: SearchLoad,
  servers: readonly ServerProcess[],
  requests: Requests,
  { rounds, turnSeconds, warmUpSeconds }: Durations,
): Promise<{ readonly each: readonly Measured[]; readonly ratio: number }> {
  const turns = servers.map((): { rate: number; latencies: Float64Array; cpu: number }[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, server] of servers.entries()) {
      const order = { port: server.port, connections: CONNECTIONS, requests };
      await load.send({ ...order, seconds: warmUpSeconds });
      const before = await server.usage();
      const { answered, seconds, latencies } = await load.send({ ...order, seconds: turnSeconds });
      const { cpuMs } = await server.usage();
      turns[index]!.push({ rate: answered / seconds, latencies, cpu: (cpuMs - before.cpuMs) / answered });
    }
  }
  const each = turns.map((some) => {
    const latencies = pooled(some.map((turn) => turn.latencies));
    return {
      perSecond: median(some.map(({ rate }) => rate)),
      p50: percentile(latencies, 0.5),
      p95: percentile(latencies, 0.95),
      cpu: median(some.map(({ cpu }) => cpu)),
    };
  });
  const ratio = turns[1] ? median(turns[0]!.map(({ rate }, round) => rate / turns[1]![round]!.rate)) : Number.NaN;
  return { each, ratio };
}

/** What a request returns, and what it costs the database. */
export async function looked(
  server: ServerProcess,
  requests: Requests,
  database: BenchDatabase | undefined,
): Promise<{ readonly entries: number; readonly total: number; readonly rowsRead?: number }> {
  const some = requests.slice(0, 20);
  const answers: { entries: number; total: number }[] = [];
  const ask = async ({ path, method, body }: Requests[number]): Promise<void> => {
    const reply = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      method,
      ...(body && { body, headers: { 'content-type': 'application/fhir+json' } }),
    });
    const { entry = [], total = 1 } = (await reply.json()) as { entry?: unknown[]; total?: number };
    answers.push({ entries: entry.length, total });
  };
  for (const request of some) await ask(request);
  const before = database && (await rowsRead(database));
  for (const request of some) await ask(request);
  const after = database && (await rowsRead(database));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    entries: mean(answers.map(({ entries }) => entries)),
    total: mean(answers.map(({ total }) => total)),
    ...(before !== undefined && after !== undefined && { rowsRead: (after - before) / some.length }),
  };
}

/** Rows read by the whole server, so nobody else may use it. */
async function rowsRead(database: BenchDatabase): Promise<number> {
  return Number(
    await database.value(
      "SELECT SUM(VARIABLE_VALUE) FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME LIKE 'HANDLER_READ%' AND VARIABLE_NAME <> 'HANDLER_READ_RND_DELETED'",
    ),
  );
}
