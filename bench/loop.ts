import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loopCases } from './loop/cases';
import { LoopClient } from './loop/client';
import { markdown, type LoopBenchResult, type LoopRow } from './loop/report';
import type { LoopCase } from './loop/requests';
import { startServer, type ServerProcess } from './processes';
import { record, runFacts } from './record';

const SMALL = { resourceType: 'Organization', id: 'small', name: 'Small' };
const SMALL_PATH = '/Organization/small';
const BETWEEN_READS_MS = 5;

const { only, show: shows } = parseArgs({
  options: { only: { type: 'string' }, show: { type: 'boolean', default: false } },
}).values;

async function measure(): Promise<LoopBenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'ror-loop-'));
  const server = await startServer('ours', {
    databaseUrl: `sqlite:${join(folder, 'loop.db')}`,
    logFile: join(folder, 'log'),
    firstPath: '/fhir/metadata',
    settings: { UPDATE_CREATE: 'true' },
  });
  const client = new LoopClient(server.port);
  try {
    const body = JSON.stringify(SMALL);
    await client.send({ method: 'PUT', path: SMALL_PATH, type: 'application/fhir+json', body });
    const rows: LoopRow[] = [];
    for (const [each, isMeasured] of chosen(loopCases())) {
      if (!isMeasured) {
        await client.send(each.request());
        continue;
      }
      const row = await measureCase(each, server, client);
      console.log(`${row.turn.toFixed(0).padStart(6)} ms  ${row.status}  ${row.name}`);
      rows.push(row);
      if (row.status === 0 && !(await answers(client))) throw new Error(`No answer any more, since "${each.name}"`);
    }
    return { ...runFacts(), rows };
  } finally {
    client.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The cases to send, and whether they are measured: all, or those of `--only` and what they need. */
function chosen(cases: readonly LoopCase[]): readonly (readonly [LoopCase, boolean])[] {
  if (only === undefined) return cases.map((each) => [each, true]);
  const pattern = new RegExp(only, 'i');
  const measured = new Set(cases.filter(({ name }) => pattern.test(name)));
  const needed = new Set([...measured].flatMap(({ needs }) => needs ?? []));
  return cases.flatMap((each) => (measured.has(each) || needed.has(each.name) ? [[each, measured.has(each)]] : []));
}

async function answers(client: LoopClient): Promise<boolean> {
  const { status } = await client.send({ method: 'GET', path: SMALL_PATH });
  return status === 200;
}

async function measureCase({ name, request }: LoopCase, server: ServerProcess, client: LoopClient): Promise<LoopRow> {
  const sent = request();
  await server.loopDelay();
  let under = true;
  const reads = (async () => {
    let slowest = 0;
    while (under) {
      const { ms } = await client.send({ method: 'GET', path: SMALL_PATH });
      slowest = Math.max(slowest, ms);
      await sleep(BETWEEN_READS_MS);
    }
    return slowest;
  })();
  const { status, bytes, ms, text } = await client.send(sent);
  if (shows) console.log(text);
  under = false;
  const read = await reads;
  return { name, status, turn: await server.loopDelay(), read, whole: ms, bytes };
}

if (only === undefined) record('loop', measure, markdown);
else void measure();
