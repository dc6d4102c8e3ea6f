import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { assertVersions, fill } from './bench-database';
import { Cleanup } from './cleanup';
import { openEngine, type Engine } from './engines';
import { assertSameWork } from './equivalence';
import { idAt, organization, TYPE } from './fixtures';
import { Meter, type Cell } from './measure';
import { CONNECTIONS, ENGINES, FULL, INTERACTIONS, QUICK, RESOURCE_COUNT, STARTS, TARGETS } from './plan';
import { LoadProcess, startServer, type ServerOptions } from './processes';
import { runFacts } from './record';
import { keep, markdown, type BenchResult } from './report';
import { median } from './statistics';
import type { EngineResult } from './verdicts';
import { program } from './program';

const RESULTS = join(__dirname, '../../bench/results');
/** Characters of a server's log to show when the bench fails. */
const LOG_TAIL = 2_000;
const FIRST_PATH = `/fhir/${TYPE}/${idAt(0)}`;

const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, engine: { type: 'string', multiple: true } },
});
const unknown = flags.engine?.find((name) => !(ENGINES as readonly string[]).includes(name));
if (unknown !== undefined) throw new Error(`--engine ${unknown} is not known; there are ${ENGINES.join(' and ')}`);
const durations = flags.quick ? QUICK : FULL;
const cleanup = new Cleanup();

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ror-bench-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  try {
    await bench(folder);
  } catch (error) {
    await printLogs(folder);
    throw error;
  }
}

async function bench(folder: string): Promise<void> {
  const load = LoadProcess.start();
  cleanup.add(() => load.stop());

  const engines: EngineResult[] = [];
  const left: string[] = [];
  for (const name of ENGINES.filter((known) => flags.engine?.includes(known) ?? true)) {
    const engine = await openEngine(name, folder, cleanup);
    if (typeof engine === 'string') left.push(`${name}: ${engine}`);
    else engines.push(await measureEngine(engine, load, folder));
  }
  const starts = await measureStarts(folder);
  const result: BenchResult = {
    ...runFacts(),
    durations,
    resourceCount: RESOURCE_COUNT,
    bodyBytes: Buffer.byteLength(JSON.stringify(organization(idAt(0), 0))),
    engines,
    left,
    starts,
    startSeconds: median(starts),
  };
  console.log(`\n${markdown(result)}`);
  if (!flags.quick && !flags.engine) console.log(`Kept as bench/results/${await keep(result, RESULTS)}`);
}

/** Measures every cell with both servers on one database; the tables are checked after each interaction. */
async function measureEngine(engine: Engine, load: LoadProcess, folder: string): Promise<EngineResult> {
  const options = (name: string): ServerOptions => ({
    databaseUrl: engine.url,
    logFile: join(folder, `${engine.name}-${name}.log`),
    firstPath: FIRST_PATH,
  });
  const servers = new Cleanup();
  cleanup.add(() => servers.run());
  try {
    // Ours comes first, because it creates the tables.
    const ours = await startServer('ours', options('ours'));
    servers.add(() => ours.stop());
    const database = await engine.open();
    servers.add(() => database.close());
    await fill(database);
    const bare = await startServer('bare', options('bare'));
    servers.add(() => bare.stop());

    const writes = await assertSameWork(ours, bare);
    const meter = new Meter(load, { ours, bare }, durations);
    const cells: Cell[] = [];
    for (const interaction of INTERACTIONS) {
      await meter.warmUp(interaction, TARGETS.connections);
      for (const connections of CONNECTIONS) {
        const cell = await meter.cell(interaction, connections);
        cells.push(cell);
        console.log(
          `${engine.version} ${interaction} at ${connections} connections: ours / bare ${cell.ratio.toFixed(2)}`,
        );
      }
      await assertVersions(database, writes + meter.writes);
    }
    const { peakResidentBytes } = await ours.usage();
    const { name, version, durability } = engine;
    return { name, version, durability, cells, peakResidentBytes };
  } finally {
    await servers.run();
  }
}

/** Measures starts, each with a new database, so that creating the tables is included. */
async function measureStarts(folder: string): Promise<number[]> {
  const starts: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const databaseUrl = `sqlite:${join(folder, `start-${start}.db`)}`;
    const server = await startServer('ours', {
      databaseUrl,
      logFile: join(folder, 'start.log'),
      firstPath: FIRST_PATH,
    });
    starts.push(server.startSeconds);
    await server.stop();
  }
  return starts;
}

/** Prints the end of the servers' logs, which are deleted with the folder. */
async function printLogs(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.log'))) {
    const text = await readFile(join(folder, name), 'utf8');
    console.error(`--- the end of ${name} ---\n${text.slice(-LOG_TAIL)}`);
  }
}

program(main, cleanup);
