import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Cleanup } from '../cleanup';
import { openEngine } from '../engines';
import { ENGINES } from '../plan';
import { runFacts } from '../record';
import { measureEngine } from './measure';
import { FULL, QUICK } from './plan';
import { engineReport } from './report';
import { program } from '../program';

const RESULTS = join(__dirname, '../../../bench/results/bundles.md');

const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, engine: { type: 'string', multiple: true } },
});
const server = process.env['DATABASE_URL'];
const asked = flags.engine ?? (server === undefined ? ['sqlite'] : ENGINES);
const cleanup = new Cleanup();

/** Measures SQLite, and MariaDB if `DATABASE_URL` names a server, in a separate database that is dropped afterwards. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bundle-bench-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const { measuredAt, node, machine } = runFacts();
  const lines = [`# Batches and transactions of ${measuredAt}`, '', `Node ${node}; ${machine}. Written by \`npm run bench:bundles\`; bench/README.md says how.`, '']; // prettier-ignore
  for (const name of ENGINES.filter((known) => asked.includes(known))) {
    const engine = await openEngine(name, folder, cleanup, server);
    if (typeof engine === 'string') lines.push(`${name} was not measured: ${engine}.`, '');
    else lines.push(...engineReport(await measureEngine(engine, folder, flags.quick ? QUICK : FULL, cleanup)));
  }
  const text = lines.join('\n');
  console.log(text);
  if (!flags.quick && !flags.engine) await writeFile(RESULTS, text);
}

program(main, cleanup);
