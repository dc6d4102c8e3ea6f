import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cleanup } from '../cleanup';
import { startServer, type ServerProcess } from '../processes';
import { inWords } from './client';
import { SmallReader } from './small-reader';
import { stopUnderLoad } from './stopping';
import { fill, TRIALS } from './trials';

/** Limit of the server's peak resident memory, MB of 2^20 bytes. */
const RESIDENT_MEGABYTES = 1_024;
const STOP = { STOP_DELAY: '2', STOP_TIMEOUT: '3' };
/** The delay, the deadline, and the time to close a database on a busy machine, milliseconds. */
const STOP_LIMIT_MS = 8_000;

/**
 * Tries to bring a server down with many large requests, with the flags and settings of `npm start`, and then stops
 * one under load. Arguments select trials by parts of their names. `DATABASE_URL` names a separate database; without
 * it, SQLite is used. Exits with 1 if the server was brought down.
 */
async function main(): Promise<void> {
  const cleanup = new Cleanup();
  const faults: string[] = [];
  try {
    const folder = await mkdtemp(join(tmpdir(), 'overload-'));
    cleanup.add(() => rm(folder, { recursive: true }));
    const start = async (settings: Record<string, string>): Promise<ServerProcess> => {
      const server = await startServer('ours', {
        databaseUrl: process.env['DATABASE_URL'] ?? `sqlite:${join(folder, 'overload.db')}`,
        logFile: join(folder, 'log'),
        firstPath: '/health/live',
        settings: { UPDATE_CREATE: 'true', LOG_LEVEL: 'fatal', ...settings },
      });
      cleanup.add(() => server.stop());
      return server;
    };
    faults.push(...(await overload(await start({}))));
    const { milliseconds, written, lost } = await stopUnderLoad(await start(STOP));
    console.log(`SIGTERM under writers: ${written} written, ${lost} lost, ended after ${Math.round(milliseconds)} ms`);
    if (lost > 0) faults.push(`${lost} requests were lost at the stop`);
    if (milliseconds > STOP_LIMIT_MS) faults.push('the stop took too long');
  } finally {
    await cleanup.run();
  }
  for (const fault of faults) console.error(`NOT MET: ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}

async function overload(server: ServerProcess): Promise<string[]> {
  const faults: string[] = [];
  await fill(server.port);
  const asked = process.argv.slice(2);
  for (const { name, run } of TRIALS.filter((trial) => asked.every((part) => trial.name.includes(part)))) {
    const reader = new SmallReader(`http://127.0.0.1:${server.port}/fhir/metadata`);
    const started = performance.now();
    const tally = await run(server.port);
    await reader.stop();
    if (!server.isAlive) return [...faults, `${name}: the server ended`];
    const { peakResidentBytes } = await server.usage();
    const megabytes = Math.round(peakResidentBytes / 1024 ** 2);
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    console.log(`${name}: ${inWords(tally)}; ${seconds} s; a small read waited ${Math.round(reader.slowest)} ms at most; ${megabytes} MB`); // prettier-ignore
    if (megabytes >= RESIDENT_MEGABYTES) faults.push(`${name}: ${megabytes} MB`);
    if (reader.failed > 0 || reader.answered === 0) faults.push(`${name}: a small read was not answered`);
  }
  return faults;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
