import autocannon from 'autocannon';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cleanup } from './cleanup';
import { startServer, type ServerProcess } from './processes';

/** The servers to compare. They take turns in one run, so that other load on the machine affects all of them. */
const SERVERS = {
  'without an audit': { AUDIT: 'off' },
  'AUDIT_READS=off': { AUDIT: 'on', AUDIT_READS: 'off' },
  'AUDIT_READS=batched': { AUDIT: 'on', AUDIT_READS: 'batched' },
  'AUDIT_READS=sync': { AUDIT: 'on', AUDIT_READS: 'sync' },
} as const satisfies Readonly<Record<string, Record<string, string>>>;

const CONNECTIONS = 16;
const ROUNDS = 6;
const REQUESTS = 3_000;
const WARM_UP = 6_000;

const patch = (value: string): string =>
  JSON.stringify({
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'replace' },
          { name: 'path', valueString: 'Organization.name' },
          { name: 'value', valueString: value },
        ],
      },
    ],
  });

/** The kinds of requests to measure. `[<id>]` is a different text each time, so that each patch creates a version. */
const KINDS = {
  'GET by id': { method: 'GET', path: '/fhir/Organization/789' },
  PATCH: { method: 'PATCH', path: '/fhir/Organization/2001', body: patch('[<id>]'), idReplacement: true },
} as const;

interface Measured {
  cpuMs: number;
  requests: number;
  p99: number[];
}

/**
 * Measures the server's CPU time per request, in milliseconds, with and without an audit. `DATABASE_URL` names a
 * database server that all use in turn; without it, each has its own SQLite file.
 */
async function main(): Promise<void> {
  const cleanup = new Cleanup();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'bench-audit-'));
    cleanup.add(() => rm(folder, { recursive: true }));
    const servers = new Map<string, ServerProcess>();
    for (const [at, [name, settings]] of Object.entries(SERVERS).entries()) {
      const server = await startServer('ours', {
        databaseUrl: process.env['DATABASE_URL'] ?? `sqlite:${join(folder, `${at}.db`)}`,
        logFile: join(folder, `log-${at}`),
        firstPath: '/fhir/metadata',
        settings: { AUTH: 'none', SAMPLE_DATA: 'true', LOG_LEVEL: 'silent', ...settings },
      });
      cleanup.add(() => server.stop());
      servers.set(name, server);
    }
    for (const [kind, request] of Object.entries(KINDS)) {
      const results = new Map<string, Measured>();
      for (const server of servers.values()) await load(server, request, WARM_UP);
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const [name, server] of servers) {
          const before = await server.usage();
          const { latency } = await load(server, request, REQUESTS);
          const after = await server.usage();
          const known = results.get(name) ?? { cpuMs: 0, requests: 0, p99: [] };
          known.cpuMs += after.cpuMs - before.cpuMs;
          known.requests += REQUESTS;
          known.p99.push(latency.p99);
          results.set(name, known);
        }
      }
      console.log(`\n${kind}, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${REQUESTS}`);
      const base = results.get('without an audit')!;
      for (const [name, { cpuMs, requests, p99 }] of results) {
        const each = (cpuMs * 1_000) / requests;
        const share = cpuMs / base.cpuMs;
        console.log(`  ${name.padEnd(22)} ${each.toFixed(0).padStart(6)} µs CPU   ×${share.toFixed(2)}   p99 ${median(p99)} ms`);
      }
    }
  } finally {
    await cleanup.run();
  }
} // prettier-ignore

async function load(
  server: ServerProcess,
  request: (typeof KINDS)[keyof typeof KINDS],
  amount: number,
): Promise<autocannon.Result> {
  const { path, ...asked } = request;
  const result = await autocannon({
    url: `http://127.0.0.1:${server.port}${path}`,
    connections: CONNECTIONS,
    amount,
    headers: { 'Content-Type': 'application/fhir+json' },
    ...asked,
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests failed`);
  return result;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

void main();
