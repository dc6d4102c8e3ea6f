import { Injectable } from '@nestjs/common';
import { FhirPlugin, Hook } from '../../src/fhir';
import { startTestApp } from '../support/test-app';

let arrived = (): void => undefined;
let release = (): void => undefined;
const inside = new Promise<void>((resolve) => (arrived = resolve));
const gate = new Promise<void>((resolve) => (release = resolve));

/** Holds a write in the middle of its transaction until the test lets it go. */
@Injectable()
class Gate {
  @Hook('resource.beforeWrite')
  async hold(): Promise<void> {
    arrived();
    await gate;
  }
}
@FhirPlugin({ providers: [Gate] })
class GateModule {}

it('a server that is asked to stop finishes the current request, and accepts no new one', async () => {
  const server = await startTestApp({ DATABASE_URL: 'sqlite::memory:' }, { plugins: [GateModule] });
  const address = server.app.getHttpServer() as { address(): { port: number } | null };
  const { port } = address.address()!;
  const url = `http://127.0.0.1:${port}/fhir/Organization`;
  const body = JSON.stringify({ resourceType: 'Organization', name: 'CHU' });
  const headers = { 'Content-Type': 'application/fhir+json', Connection: 'close' };
  const writing = fetch(url, { method: 'POST', headers, body });
  await inside;

  const stopped = server.close();
  // New connections are refused as soon as the server no longer listens.
  while (address.address() !== null) await new Promise(setImmediate);
  await expect(fetch(url)).rejects.toThrow();

  release();
  expect((await writing).status).toBe(201);
  await stopped;
});
