import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { table, verdictTable } from './markdown';
import type { Cell } from './measure';
import { RESOURCE_COUNT, SERVERS, type Durations, type ServerName } from './plan';
import type { RunFacts } from './record';
import { MEGABYTE, verdicts, type EngineResult } from './verdicts';

export interface BenchResult extends RunFacts {
  readonly durations: Durations;
  readonly resourceCount: number;
  readonly bodyBytes: number;
  readonly engines: readonly EngineResult[];
  /** Engines that were requested but not measured, with the reason. */
  readonly left: readonly string[];
  /** Duration of each start, seconds. */
  readonly starts: readonly number[];
  readonly startSeconds: number;
}

type Column = readonly [title: string, value: (cell: Cell, server: ServerName) => string];

const COLUMNS: readonly Column[] = [
  ['interaction', ({ interaction }) => interaction],
  ['connections', ({ connections }) => String(connections)],
  ['server', (_cell, server) => server],
  ['requests/s', ({ servers }, server) => servers[server].perSecond.toFixed(0)],
  ['p50 ms', ({ servers }, server) => servers[server].p50.toFixed(2)],
  ['p95 ms', ({ servers }, server) => servers[server].p95.toFixed(2)],
  ['p99 ms', ({ servers }, server) => servers[server].p99.toFixed(2)],
  ['CPU ms/request', ({ servers }, server) => servers[server].cpuMsPerRequest.toFixed(3)],
  ['ours / bare', ({ ratio }, server) => (server === 'ours' ? ratio.toFixed(2) : '')],
  [
    'lowest–highest round',
    ({ ratioRange }, server) => (server === 'ours' ? ratioRange.map((r) => r.toFixed(2)).join('–') : ''),
  ],
];

export function markdown(result: BenchResult): string {
  const { measuredAt, node, engines, left, starts, startSeconds, durations } = result;
  return [
    `# Bench of ${measuredAt}`,
    '',
    `Node ${node}; ${result.machine}. ${RESOURCE_COUNT} resources of ${result.bodyBytes} bytes; ` +
      `${durations.rounds} rounds of ${durations.turnSeconds} s for each server and row. ` +
      'Every answer had status 200, and every write is a version in the database. README.md beside this folder says how to read it.',
    '',
    ...verdictTable(verdicts(engines, startSeconds)),
    '',
    ...left.map((reason) => `**Not measured: ${reason}.**\n`),
    ...engines.flatMap(engineSection),
    `Starts: ${starts.map((start) => start.toFixed(2)).join(', ')} s.`,
    '',
  ].join('\n');
}

function engineSection({ version, durability, cells, peakResidentBytes }: EngineResult): string[] {
  const rows = cells.flatMap((cell) => SERVERS.map((server) => COLUMNS.map(([, value]) => value(cell, server))));
  return [
    `## ${version} (${durability})`,
    '',
    ...table(COLUMNS.map(([title]) => title), rows),
    '',
    `Peak resident memory of our server: ${(peakResidentBytes / MEGABYTE).toFixed(0)} MB.`,
    '',
  ]; // prettier-ignore
}

/** Saves the result under its date and engines, and its table as `latest.md`. */
export async function keep(result: BenchResult, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const date = result.measuredAt.slice(0, 16).replace(':', '');
  const name = `${date}Z-${result.engines.map(({ version }) => version.replace(' ', '-').toLowerCase()).join('-')}`;
  await writeFile(
    join(folder, `${name}.json`),
    `${JSON.stringify({ ...result, verdicts: verdicts(result.engines, result.startSeconds) }, null, 2)}\n`,
  );
  await writeFile(join(folder, `${name}.md`), markdown(result));
  await writeFile(join(folder, 'latest.md'), markdown(result));
  return `${name}.md`;
}
