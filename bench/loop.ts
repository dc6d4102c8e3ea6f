import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loopCases } from './loop-cases';
import { LoopClient } from './loop-client';
import { startServer } from './processes';

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ror-loop-'));
  const only = process.argv[2] ? new RegExp(process.argv[2]) : undefined;
  const server = await startServer('ours', {
    databaseUrl: `sqlite:${join(folder, 'x.db')}`,
    logFile: join(folder, 'log'),
    firstPath: '/fhir/metadata',
    settings: {
      UPDATE_CREATE: 'true',
      LOG_LEVEL: 'warn',
      ...(Object.fromEntries(process.argv.slice(3).map((each) => each.split('='))) as Record<string, string>),
    },
    flags: process.env['PROF'] ? ['--cpu-prof', `--cpu-prof-dir=${process.env['PROF']}`] : [],
  });
  const client = new LoopClient(server.port);
  await client.send({
    method: 'PUT',
    path: '/Organization/small',
    type: 'application/fhir+json',
    body: '{"resourceType":"Organization","id":"small","name":"S"}',
  });
  for (const { name, request: make } of loopCases().filter(({ name }) => !only || only.test(name))) {
    const request = make();
    let done = false;
    let worstGet = 0;
    await server.loopDelay();
    const prober = (async () => {
      while (!done) {
        const { ms } = await client.send({ method: 'GET', path: '/Organization/small' });
        worstGet = Math.max(worstGet, ms);
        await sleep(5);
      }
    })();
    await sleep(20);
    const answer = await client.send(request).catch((e: Error) => ({ status: 0, bytes: 0, ms: 0, text: String(e) }));
    done = true;
    await prober;
    const delay = await server.loopDelay();
    console.log(
      [
        delay.toFixed(0).padStart(6),
        worstGet.toFixed(0).padStart(6),
        answer.ms.toFixed(0).padStart(6),
        answer.status,
        String(answer.bytes).padStart(8),
        name,
        process.env['SHOW'] ? answer.text.slice(0, 400) : '',
      ].join(' '),
    );
  }
  client.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
void main();
