import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openServerDatabase } from '../bench-database';
import { Cleanup } from '../cleanup';
import { ENGINES, type EngineName } from '../plan';
import { startServer, type ServerProcess } from '../processes';
import { Data } from './data';
import { factsOf, type Facts } from './facts';
import { looked, measured, type Cell } from './measure';
import { FULL, QUICK, SIZES } from './plan';
import { SearchLoad } from './processes';
import { queryKinds, type QueryKind } from './queries';
import { report, type EngineFigures, type SizeFigures } from './report';
import { program } from '../program';

const RESULTS = join(__dirname, '../../../bench/results/search.md');

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    engine: { type: 'string', multiple: true },
    size: { type: 'string', multiple: true },
    data: { type: 'string' },
    only: { type: 'string' },
  },
});
const durations = flags.quick ? QUICK : FULL;
const engines = ENGINES.filter((name) => flags.engine?.includes(name) ?? true);
const sizes = SIZES.filter((size) => flags.size?.includes(String(size)) ?? true);
const cleanup = new Cleanup();

/** Imports directories of each size, or uses those of `--data`, and measures the guide's queries on them. */
async function main(): Promise<void> {
  const folder = flags.data === undefined ? await mkdtemp(join(tmpdir(), 'search-bench-')) : resolve(flags.data);
  await mkdir(folder, { recursive: true });
  if (flags.data === undefined) cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const facts = factsOf();
  const data = new Data(folder, cleanup);
  const load = SearchLoad.start();
  cleanup.add(async () => load.stop());
  const all: EngineFigures[] = [];
  for (const engine of engines) {
    const kinds = new Map<string, { kind: QueryKind; cells: Cell[] }>();
    const figures: SizeFigures[] = [];
    for (const size of sizes) figures.push(await measureSize({ engine, size, data, facts, load, folder }, kinds));
    all.push({ engine, kinds: [...kinds.values()], sizes: figures });
  }
  const text = report(all);
  console.log(`\n${text}`);
  if (!flags.quick && !flags.engine && !flags.size && !flags.only) {
    await writeFile(RESULTS, `# Searches of a national directory\n\nWritten by \`npm run bench:search\`; bench/README.md says how.\n\n${text}`); // prettier-ignore
  }
}

interface Setting {
  readonly engine: EngineName;
  readonly size: number;
  readonly data: Data;
  readonly facts: Facts;
  readonly load: SearchLoad;
  readonly folder: string;
}

async function measureSize(
  { engine, size, data, facts, load, folder }: Setting,
  kinds: Map<string, { kind: QueryKind; cells: Cell[] }>,
): Promise<SizeFigures> {
  const directory = await data.open(engine, size);
  const servers = new Cleanup();
  cleanup.add(() => servers.run());
  const start = async (name: 'ours' | 'bare'): Promise<ServerProcess> => {
    const server = await startServer(name, {
      databaseUrl: directory.url,
      logFile: join(folder, `${name}.log`),
      firstPath: '/fhir/Organization?_count=1',
      settings: { NODE_ENV: 'production' },
      ...(name === 'bare' && { program: join(__dirname, 'bare-search.js') }),
    });
    servers.add(() => server.stop());
    return server;
  };
  const [ours, bare] = [await start('ours'), await start('bare')];
  const database = engine === 'mariadb' ? await openServerDatabase(directory.url) : undefined;
  servers.add(async () => void (await database?.close()));
  const all = [...queryKinds(facts, await latelyOn(ours))];
  const writes = await writesOn(ours, facts);
  const put: QueryKind = { name: 'PUT', urls: [], answers: 'few', isFixed: true };
  const runs = [
    ...all.map((kind) => ({ kind, requests: kind.urls.map((path) => ({ method: 'GET' as const, path })) })),
    { kind: put, requests: writes },
  ].filter(({ kind }) => flags.only === undefined || kind.name.includes(flags.only));
  for (const { kind, requests } of runs) {
    const seen = await looked(ours, requests, database);
    const { each, ratio } = await measured(load, kind.isCompared ? [ours, bare] : [ours], requests, durations);
    const [own, other] = each;
    const cell: Cell = { ...own!, ...seen, ...(other && { bare: other, ratio }) };
    const known = kinds.get(kind.name) ?? { kind, cells: [] };
    known.cells.push(cell);
    kinds.set(kind.name, known);
    console.log(`${engine} ${size} ${kind.name}: p50 ${cell.p50.toFixed(1)}, p95 ${cell.p95.toFixed(1)} ms, CPU ${cell.cpu.toFixed(2)} ms, ${Math.round(cell.perSecond)}/s; finds ${Math.round(cell.total)}, ${Math.round(cell.entries)} entries${cell.rowsRead === undefined ? '' : `, ${Math.round(cell.rowsRead)} rows read`}${cell.ratio === undefined ? '' : `; ${cell.ratio.toFixed(2)} of SQL (${Math.round(other!.perSecond)}/s)`}`); // prettier-ignore
  }
  const { peakResidentBytes: serverPeakBytes } = await ours.usage();
  await servers.run();
  const exported = await data.exported(directory, size);
  const { rate, startSeconds, peakBytes } = exported;
  return { size, ...directory, exported: rate, startSeconds, exportPeakBytes: peakBytes, serverPeakBytes };
}

interface Searchset {
  readonly entry: readonly { readonly resource: { readonly id: string; readonly meta: { readonly lastUpdated: string } } }[];
} // prettier-ignore

async function latelyOn({ port }: ServerProcess): Promise<readonly string[]> {
  const reply = await fetch(`http://127.0.0.1:${port}/fhir/HealthcareService?_sort=-_lastUpdated&_count=20`);
  const { entry } = (await reply.json()) as Searchset;
  return entry.slice(5).map(({ resource }) => resource.meta.lastUpdated);
}

/** Writes each offer with one name and, after all of them, with another. */
async function writesOn({ port }: ServerProcess, { offers }: Facts) {
  const bodies: object[] = [];
  for (const id of offers) {
    const reply = await fetch(`http://127.0.0.1:${port}/fhir/HealthcareService/${id}`);
    bodies.push((await reply.json()) as object);
  }
  return ['a', 'b'].flatMap((name) =>
    bodies.map((body, index) => ({
      method: 'PUT' as const,
      path: `/fhir/HealthcareService/${offers[index]!}`,
      body: JSON.stringify({ ...body, comment: `Bench ${name}` }),
    })),
  );
}

program(main, cleanup);
