import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fill, openSqliteDatabase } from '../bench-database';
import { Cleanup } from '../cleanup';
import { LoadProcess, startServer, type ServerOptions, type ServerProcess } from '../processes';
import { program } from '../program';
import { median } from '../statistics';

const CONNECTIONS = 8;
const ROUNDS = 5;
const REQUESTS = 600;
/** V8 has compiled the code of a write after some thousands of them. */
const WARM_UP = 4_000;
const STAGED = join(__dirname, 'staged-server.js');
const RESULTS = join(__dirname, '../../../bench/results/writes.md');

/** What is compared, in turns, each on a database of its own. */
const CONTENDERS: readonly { readonly name: string; readonly server: 'ours' | 'bare'; readonly stages?: string }[] = [
  { name: 'bare', server: 'bare' },
  { name: 'bare and validation', server: 'bare', stages: 'validation' },
  { name: 'bare and index', server: 'bare', stages: 'index' },
  { name: 'bare, validation and index', server: 'bare', stages: 'validation,index' },
  { name: 'bare and all engines', server: 'bare', stages: 'validation,index,patch' },
  { name: 'ours', server: 'ours' },
];

const cleanup = new Cleanup();

/** Measures what a write on SQLite costs besides its two rows: validation, the search index, the server. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-writes-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const template = await filled(folder);
  const load = LoadProcess.start();
  cleanup.add(() => load.stop());
  const servers: { name: string; server: ServerProcess; cpu: number[]; rate: number[] }[] = [];
  for (const [at, { name, server, stages }] of CONTENDERS.entries()) {
    const file = join(folder, `${at}.db`);
    await copyFile(template, file);
    const options = optionsOf(file, folder);
    const started = await startServer(
      server,
      stages === undefined ? options : { ...options, program: STAGED, settings: { STAGES: stages } },
    );
    cleanup.add(() => started.stop());
    servers.push({ name, server: started, cpu: [], rate: [] });
  }
  const told: string[] = [];
  const tell = (line: string): void => {
    told.push(line);
    console.log(line);
  };
  let first = 10;
  for (const interaction of ['PUT', 'PATCH'] as const) {
    const send = async ({ server }: { server: ServerProcess }, amount: number) => {
      const result = await load.ask({ port: server.port, interaction, connections: CONNECTIONS, amount, first });
      first += amount;
      if (result.good !== amount) throw new Error(JSON.stringify(result.faults));
      return amount / result.seconds;
    };
    for (const each of servers) {
      [each.cpu, each.rate] = [[], []];
      await send(each, WARM_UP);
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const each of servers) {
        const before = await each.server.usage();
        each.rate.push(await send(each, REQUESTS));
        const after = await each.server.usage();
        each.cpu.push(((after.cpuMs - before.cpuMs) * 1_000) / REQUESTS);
      }
    }
    const [bare] = servers;
    tell(`\n${interaction} on SQLite, ${CONNECTIONS} connections, the median of ${ROUNDS} rounds of ${REQUESTS}`);
    for (const { name, cpu, rate } of servers) {
      const share = median(rate.map((each, round) => each / bare!.rate[round]!));
      tell(
        `  ${name.padEnd(28)} ${median(cpu).toFixed(0).padStart(5)} µs of CPU ${median(rate).toFixed(0).padStart(6)}/s  ${share.toFixed(2)} of bare, by CPU ${(median(bare!.cpu) / median(cpu)).toFixed(2)}`,
      );
    }
  }
  await writeFile(
    RESULTS,
    `# What a write pays for\n\nWritten by \`npm run bench:writes\`; bench/README.md says how to read it.\n\n\`\`\`text\n${told.join('\n').trim()}\n\`\`\`\n`,
  );
}

function optionsOf(file: string, folder: string): ServerOptions {
  return { databaseUrl: `sqlite:${file}`, logFile: join(folder, 'servers.log'), firstPath: '/fhir/metadata' };
}

/** A database with the resources of the bench, indexed by a write of each; a file on its own. */
async function filled(folder: string): Promise<string> {
  const file = join(folder, 'template.db');
  const server = await startServer('ours', optionsOf(file, folder));
  const database = openSqliteDatabase(file);
  await fill(database);
  await database.close();
  const load = LoadProcess.start();
  await load.ask({ port: server.port, interaction: 'PUT', connections: CONNECTIONS, amount: 1_000, first: 0 });
  await load.stop();
  await server.stop();
  return file;
}

program(main, cleanup);
