import 'reflect-metadata';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Cli from '../../src/cli/run';
import { Bundle, BUNDLE } from '../../src/cli/bundle';
import { EXIT } from '../../src/cli/exit-code';
import { asAtStart } from '../../src/cli/serve/garbage';

/** Asked of the server, so that what they need is compiled too. */
const REQUESTS = ['metadata', 'Organization?_count=1', 'Organization/none', 'Organization/none/_history'];

/** Starts the server of the bundle on a new database, and keeps what V8 has compiled by then. */
async function main(): Promise<void> {
  const bundle = new Bundle<typeof Cli>(BUNDLE);
  const folder = mkdtempSync(join(tmpdir(), 'ror-fhir-bundle-'));
  process.chdir(folder);
  const port = await freePort();
  const { exports, script } = bundle.load();
  const stop = new AbortController();
  const { stdin, stdout, stderr } = process;
  const env = {
    PORT: String(port),
    DATABASE_URL: `sqlite:${join(folder, 'new.db')}`,
    AUTH: 'none',
    LOG_LEVEL: 'error',
  };
  const code = await exports.run(['serve'], { env, stdin, stdout, stderr, interrupted: () => stop.signal });
  if (code !== EXIT.done) throw new Error('The server of the bundle does not start');
  const base = `http://127.0.0.1:${port}/fhir`;
  for (const path of REQUESTS) await (await fetch(`${base}/${path}`)).text();
  asAtStart();
  bundle.keep(script.createCachedData());
  process.chdir(tmpdir());
  rmSync(folder, { recursive: true, force: true });
  process.exit();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

void main();
