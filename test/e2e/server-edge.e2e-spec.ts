import { Injectable } from '@nestjs/common';
import type { Server } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { FhirPlugin, Hook, type HookPoints, InFlight } from '../../src/fhir';
import { parseXml } from '../../src/fhir/xml';
import { answerIn, RawConnection } from '../support/raw-http';
import { startTestApp, type TestApp } from '../support/test-app';

const LIMIT = 400_000;

/** Holds writes of one name until the test releases them. */
@Injectable()
class Gate {
  static arrived = (): void => undefined;
  static open: Promise<void> = Promise.resolve();

  @Hook('resource.beforeValidate')
  async hold({ resource }: HookPoints['resource.beforeValidate']['event']): Promise<void> {
    if (resource['id'] !== 'held') return;
    Gate.arrived();
    await Gate.open;
  }
}
@FhirPlugin({ providers: [Gate] })
class GateModule {}

let server: TestApp;
let http: Server;
beforeAll(async () => {
  const settings = {
    DATABASE_URL: 'sqlite::memory:',
    UPDATE_CREATE: 'true',
    BODY_LIMIT: String(LIMIT),
    MEMORY_BUDGET: '4mb',
  };
  server = await startTestApp(settings, { plugins: [GateModule] });
  http = server.app.getHttpServer();
});
afterAll(() => server.close());

const POST = 'POST /fhir/Organization HTTP/1.1';
const HOST = 'Host: localhost';
const TYPE = 'Content-Type: application/fhir+json';
const CLOSE = 'Connection: close';

const issueOf = (body: string): { code: string; details: { text: string } } =>
  (JSON.parse(body) as { issue: [{ code: string; details: { text: string } }] }).issue[0];

describe('an unreadable request is refused with an OperationOutcome', () => {
  it.each([
    ['an address that is none', ['GET http://[bad/fhir HTTP/1.1', HOST, CLOSE], 400, 'invalid'],
    ['an address with a port that is none', ['GET http://x:99999/fhir/metadata HTTP/1.1', HOST, CLOSE], 400, 'invalid'],
    ['an address of another kind', ['GET ftp://x/fhir/metadata HTTP/1.1', HOST, CLOSE], 400, 'invalid'],
    ['two hosts', ['GET /fhir/metadata HTTP/1.1', HOST, 'host: other', CLOSE], 400, 'invalid'],
    ['a host with a space', ['GET /fhir/metadata HTTP/1.1', 'Host: a b', CLOSE], 400, 'invalid'],
    ['a host with a path', ['GET /fhir/metadata HTTP/1.1', 'Host: a/b', CLOSE], 400, 'invalid'],
    ['a host with a user', ['GET /fhir/metadata HTTP/1.1', 'Host: me@a', CLOSE], 400, 'invalid'],
    ['a host with a port that is none', ['GET /fhir/metadata HTTP/1.1', 'Host: a:b', CLOSE], 400, 'invalid'],
    ['no host', ['GET /fhir/metadata HTTP/1.1', CLOSE], 400, 'invalid'],
    ['an unknown expectation', ['GET /fhir/metadata HTTP/1.1', HOST, 'Expect: more', CLOSE], 417, 'not-supported'],
    ['no HTTP', ['What is this?'], 400, 'structure'],
    ['a header that is none', ['GET /fhir/metadata HTTP/1.1', HOST, 'a b'], 400, 'structure'],
    ['headers that are too long', ['GET /fhir/metadata HTTP/1.1', HOST, `X: ${'x'.repeat(20_000)}`], 431, 'too-long'],
    ['CONNECT', ['CONNECT localhost:80 HTTP/1.1', HOST], 405, 'not-supported'],
    ['an unknown method', ['BREW /fhir/Organization HTTP/1.1', HOST], 501, 'not-supported'],
    ['a method in small letters', ['get /fhir/metadata HTTP/1.1', HOST], 501, 'not-supported'],
    ['a method that begins like another', ['GETALL /fhir/metadata HTTP/1.1', HOST], 501, 'not-supported'],
    ['a method of another protocol', ['DESCRIBE /fhir/metadata HTTP/1.1', HOST], 501, 'not-supported'],
    ['a method that is none', ['P@ST /fhir/metadata HTTP/1.1', HOST], 400, 'structure'],
    ['another version of HTTP', ['GET /fhir/metadata HTTP/3.0', HOST], 505, 'not-supported'],
    ['another protocol', ['GET /fhir/metadata HTTP/a', HOST], 400, 'structure'],
    [
      'a transfer coding',
      [POST, HOST, TYPE, CLOSE, 'Transfer-Encoding: gzip, chunked', '', '0', ''],
      501,
      'not-supported',
    ],
    [
      'two lines of transfer codings',
      [POST, HOST, TYPE, CLOSE, 'Transfer-Encoding: deflate', 'Transfer-Encoding: chunked', '', '0', ''],
      501,
      'not-supported',
    ],
    ['two lengths', [POST, HOST, 'Content-Length: 1', 'Content-Length: 2'], 400, 'structure'],
  ])('%s', async (_, lines, status, code) => {
    const answer = await new RawConnection(http).send(lines).answer();
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/fhir+json; charset=utf-8',
      'content-length': String(Buffer.byteLength(answer.body)),
      connection: 'close',
    });
    expect(issueOf(answer.body).code).toBe(code);
  });

  it.each([
    ['PROPFIND', '/fhir/Organization/1', 405, 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'],
    ['LOCK', '/fhir/metadata', 405, 'GET, HEAD, OPTIONS'],
    ['QUERY', '/fhir/Organization', 405, 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'],
    ['M-SEARCH', '/fhir', 405, 'GET, HEAD, POST, OPTIONS'],
    ['TRACE', '/fhir/metadata', 405, 'GET, HEAD, OPTIONS'],
    ['PROPFIND', '/fhir/Patient', 404, undefined],
    ['CONNECT', 'localhost:80', 405, ''],
  ])('%s at %s, a method of HTTP that is not served', async (method, path, status, allow) => {
    const answer = await new RawConnection(http).send([`${method} ${path} HTTP/1.1`, HOST, CLOSE]).answer();
    expect([answer.status, answer.headers['allow']]).toEqual([status, allow]);
    expect(issueOf(answer.body).code).toBe(status === 405 ? 'not-supported' : 'not-found');
  });

  it('an unknown method after a request on the same connection', async () => {
    const text = await new RawConnection(http)
      .send(['GET /fhir/metadata HTTP/1.1', HOST, '', 'BREW /fhir HTTP/1.1', HOST])
      .end();
    expect(text).toContain('HTTP/1.1 501 Not Implemented');
    expect(text).toContain('The method BREW is not known here');
  });

  it.each(['localhost', 'LOCALHOST:3000', '', 'a_b.example.', '127.0.0.1:80', '[::1]:3000', 'a%20b'])(
    'a host is %j',
    async (host) => {
      const lines = ['GET /fhir/metadata HTTP/1.1', `Host: ${host}`, CLOSE];
      expect((await new RawConnection(http).send(lines).answer()).status).toBe(200);
    },
  );

  it('in the requested format and language, where they could be read', async () => {
    const lines = ['GET http://[bad HTTP/1.1', HOST, CLOSE, 'Accept: application/fhir+xml', 'Accept-Language: fr'];
    const { status, headers, body } = await new RawConnection(http).send(lines).answer();
    expect(status).toBe(400);
    expect(headers['content-language']).toBe('fr');
    const { resource } = parseXml(body);
    expect(resource).toMatchObject({ issue: [{ details: { text: 'http://[bad n’est pas une adresse valable' } }] });
  });

  it('a request that takes too long is a 408', async () => {
    const connection = new RawConnection(http).send([POST, HOST, TYPE, 'Content-Length: 100'], '{');
    const [socket] = await new Promise<[unknown]>((resolve) => http.once('request', ({ socket: s }) => resolve([s])));
    // The error Node emits when its timer finds the connection.
    http.emit('clientError', Object.assign(new Error('timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket);
    const text = await connection.until((received) => received.endsWith('}'));
    expect(answerIn(text).status).toBe(408);
    expect(issueOf(answerIn(text).body).code).toBe('timeout');
    connection.socket.end();
    await connection.end();
  });

  it('a body that breaks HTTP refuses its request', async () => {
    const lines = [POST, HOST, TYPE, 'Transfer-Encoding: chunked'];
    const connection = new RawConnection(http).send(lines, '5\r\n{"res\r\nnot a size\r\n');
    const answer = answerIn(await connection.until((received) => received.endsWith('}')));
    expect(answer.status).toBe(400);
    expect(issueOf(answer.body).code).toBe('structure');
    connection.socket.end();
    await connection.end();
  });

  it('an earlier request is answered first', async () => {
    const both = 'GET /fhir/metadata HTTP/1.1\r\nHost: localhost\r\n\r\nnonsense\r\n\r\n';
    const connection = new RawConnection(http);
    connection.socket.write(both);
    const received = await connection.end();
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
  });

  it('an absolute URL is served by its path', async () => {
    const lines = ['GET http://anything/fhir/metadata?_format=xml HTTP/1.1', HOST, CLOSE];
    const answer = await new RawConnection(http).send(lines).answer();
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/fhir+xml; charset=utf-8');
  });
});

describe('a body over the limit', () => {
  const announced = [POST, HOST, TYPE, `Content-Length: ${LIMIT + 1}`];

  it.each([
    ['is refused before it is sent', announced],
    ['is not asked for', [...announced, 'Expect: 100-continue']],
  ])('%s, where its length is announced', async (_, lines) => {
    const connection = new RawConnection(http).send(lines);
    const received = await connection.until((text) => text.endsWith('}'));
    expect(received).toMatch(/^HTTP\/1\.1 413 /);
    const answer = answerIn(received);
    expect(answer.headers['connection']).toBe('close');
    expect(issueOf(answer.body)).toMatchObject({
      code: 'too-long',
      details: { text: `The body is larger than the ${LIMIT} bytes this server accepts` },
    });
    connection.socket.end();
    await connection.end();
  });

  it('of unknown length is refused at the limit', async () => {
    const connection = new RawConnection(http).send([POST, HOST, TYPE, 'Transfer-Encoding: chunked']);
    connection.socket.write(`${LIMIT.toString(16)}\r\n${'x'.repeat(LIMIT)}\r\n1\r\nx`);
    const answer = answerIn(await connection.until((received) => received.endsWith('}')));
    expect(answer.status).toBe(413);
    expect(answer.headers['connection']).toBe('close');
    connection.socket.end();
    await connection.end();
  });

  it('is answered even to a client that reads only after it has sent everything, and the connection is closed', async () => {
    const connection = new RawConnection(http).send([POST, HOST, TYPE, `Content-Length: ${4_000_000}`]);
    connection.socket.pause();
    await new Promise<void>((resolve) => connection.socket.write('x'.repeat(4_000_000), () => resolve()));
    connection.socket.resume();
    expect((await connection.answer()).status).toBe(413);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('is measured before compression with %s', async (coding, compress) => {
    const send = (text: string) =>
      server.send('post', '/Organization').set({ 'Content-Type': 'application/fhir+json', 'Content-Encoding': coding }).serialize((body: unknown) => body as string).send(compress(text)); // prettier-ignore
    await send(JSON.stringify({ resourceType: 'Organization', name: 'x' })).expect(201);
    await send(JSON.stringify({ resourceType: 'Organization', name: 'x'.repeat(LIMIT) })).expect(413);
  });

  it.each([
    ['that is broken', 'gzip', 400, 'structure'],
    ['that is unknown', 'zstd-9', 415, 'not-supported'],
  ])('a coding %s', async (_, coding, status, code) => {
    const answer = await server.write('post', '/Organization', '{}', { 'Content-Encoding': coding });
    expect([answer.status, (answer.body as { issue: [{ code: string }] }).issue[0].code]).toEqual([status, code]);
  });

  it('a client that waits for 100 Continue gets it for an acceptable body', async () => {
    const body = JSON.stringify({ resourceType: 'Organization', name: 'x' });
    const lines = [POST, HOST, TYPE, CLOSE, `Content-Length: ${body.length}`, 'Expect: 100-continue'];
    const connection = new RawConnection(http).send(lines);
    await connection.until((received) => received === 'HTTP/1.1 100 Continue\r\n\r\n');
    connection.socket.write(body);
    expect((await connection.answer()).status).toBe(201);
  });
});

describe('the memory budget', () => {
  const put = (name: string) =>
    server.write('put', `/Organization/${name}`, { resourceType: 'Organization', id: name, name: `${name}${'x'.repeat(100_000)}` }); // prettier-ignore

  const patch = (id: string) =>
    server.write('patch', `/Organization/${id}`, '[{"op":"replace","path":"/name","value":"x"}]', { 'Content-Type': 'application/json-patch+json' }); // prettier-ignore

  it('a large request beyond it is a 503, small ones are served, and completed ones make room', async () => {
    await put('stored').expect(201);
    await server.write('put', '/Organization/small', { resourceType: 'Organization', id: 'small', name: 's' }).expect(201); // prettier-ignore
    let open = (): void => undefined;
    Gate.open = new Promise((resolve) => (open = resolve));
    const inside = new Promise<void>((resolve) => (Gate.arrived = resolve));
    const held = put('held').then((answer) => answer);
    await inside;

    const refused = await put('refused');
    expect(refused.status).toBe(503);
    expect(refused.headers['retry-after']).toMatch(/^\d+$/);
    expect(refused.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'throttled' }] });
    // A small patch of a large resource counts as a large request.
    await patch('stored').expect(503);
    await patch('small').expect(200);
    await server.send('get', '/metadata').expect(200);

    open();
    expect((await held).status).toBe(201);
    await patch('stored').expect(200);
    await put('refused').expect(201);
  });

  it('appears in the metrics', async () => {
    const metrics = await (await fetch((await server.app.getUrl()) + '/metrics')).text();
    const limit = 4 * 1024 ** 2;
    expect(metrics).toContain(`fhir_bytes_in_flight_limit{of="work"} ${limit / 2}`);
    expect(metrics).toMatch(/^fhir_bytes_in_flight\{of="answers"\} \d+$/m);
    expect(metrics).toMatch(/^fhir_refused_for_memory_total\{of="work"\} [1-9]\d*$/m);
    expect(metrics).toMatch(/^fhir_unread_requests_total [1-9]\d*$/m);
    expect(metrics).toMatch(/^fhir_slow_readers_cut_total 0$/m);
    expect(metrics).toMatch(/^fhir_connections [1-9]\d*$/m);
  });

  it('is released by every request, answered or aborted', async () => {
    const { budgets } = server.app.get(InFlight);
    const connection = new RawConnection(http).send([POST, HOST, TYPE, 'Content-Length: 1000'], '{');
    while (budgets.bodies.used === 0) await new Promise(setImmediate);
    connection.socket.destroy();
    while (budgets.bodies.used > 0) await new Promise(setImmediate);
    const used = (): number[] => Object.values(budgets).map((budget) => budget.used);
    while (used().some((bytes) => bytes > 0)) await new Promise(setImmediate);
    expect(used()).toEqual([0, 0, 0]);
  });
});
