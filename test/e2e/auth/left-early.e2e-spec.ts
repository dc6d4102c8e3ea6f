import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { FhirPlugin, Hook, type Authenticator, type Principal } from '../../../src/fhir';
import { RawConnection } from '../../support/raw-http';
import { startTestApp, type TestApp } from '../../support/test-app';

/** Knows everybody, but only once it is told to, as an authorization server that takes its time. */
class Slow implements Authenticator {
  readonly waiting: { readonly request: IncomingMessage; readonly known: (principal: Principal) => void }[] = [];
  isSlow = false;

  authenticate(request: IncomingMessage): Principal | Promise<Principal> {
    if (!this.isSlow) return { id: 'i#a', issuer: 'i', client: 'a' };
    return new Promise((known) => this.waiting.push({ request, known }));
  }
}

let received = 0;

@Injectable()
class Counting {
  @Hook('request.received')
  count(): void {
    received += 1;
  }
}

@FhirPlugin({ providers: [Counting] })
class CountingPlugin {}

describe('a client that leaves before it is known', () => {
  const slow = new Slow();
  let server: TestApp;
  beforeAll(async () => {
    server = await startTestApp(
      { DATABASE_URL: 'sqlite::memory:', SEARCHES_PER_CLIENT: '1', ACCESS_POLICIES: 'none', AUTH: 'demo' },
      { authenticator: slow, plugins: [CountingPlugin] },
    );
  });
  afterAll(() => server.close());

  it.each([
    ['GET', ''],
    ['POST', '/_search'],
  ])('is not served, and keeps no place among the searches: %s', async (method, path) => {
    slow.isSlow = true;
    received = 0;
    const connection = new RawConnection(server.app.getHttpServer());
    connection.send([`${method} /fhir/Organization${path} HTTP/1.1`, 'Host: a', 'Content-Length: 0']);
    while (slow.waiting.length === 0) await new Promise(setImmediate);
    const { request, known } = slow.waiting.pop()!;
    const gone = new Promise((resolve) => request.socket.once('close', resolve));
    connection.socket.destroy();
    await gone;
    slow.isSlow = false;
    known({ id: 'i#a', issuer: 'i', client: 'a' });
    await new Promise(setImmediate);
    expect(received).toBe(0);
    await server.send('get', '/Organization').expect(200);
    expect(received).toBe(1);
  });
});
