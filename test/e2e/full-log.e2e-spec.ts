import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A disk that is always full; Linux has it. */
const FULL = '/dev/full';

(existsSync(FULL) ? it : it.skip)('a server whose log cannot be written answers, says so once, and stops (needs /dev/full)', async () => {
  const probe = createServer();
  await once(probe.listen(0), 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  const child = spawn(process.execPath, [join(__dirname, '../support/run-typescript.mjs'), 'src/cli/bin.ts', 'serve'], {
    cwd: join(__dirname, '../..'),
    env: { PATH: process.env['PATH'], PORT: String(port), AUTH: 'none', LOG_LEVEL: 'info', STOP_DELAY: '0', DATABASE_URL: 'sqlite::memory:' },
    stdio: ['ignore', openSync(FULL, 'w'), 'pipe'],
  });
  let said = '';
  child.stderr!.on('data', (text: Buffer) => (said += text.toString()));
  const exited = once(child, 'exit');
  while (!said.includes('log cannot be written')) await Promise.race([once(child.stderr!, 'data'), exited]);
  // Each request is a line of the log.
  for (let answers = 0; answers < 300 && child.exitCode === null;) {
    const answer = await fetch(`http://127.0.0.1:${port}/fhir/Organization/x`).catch(() => undefined);
    if (answer?.status === 404) answers += 1;
    await answer?.text();
  }
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  expect(said.match(/log cannot be written/g)).toHaveLength(1);
}); // prettier-ignore
