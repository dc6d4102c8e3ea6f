import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { startTestApp, type TestApp } from '../support/test-app';

const organization = { resourceType: 'Organization', name: 'CHU' };

describe('the HTTP edge', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startTestApp({
      DATABASE_URL: 'sqlite::memory:',
      CORS_ORIGINS: 'https://app.example',
      BODY_LIMIT: '100kb',
    });
  });
  afterAll(() => server.close());
  const http = () => request(server.app.getHttpServer());

  it('C51 OPTIONS on the base is the CapabilityStatement', async () => {
    const reply = await http().options('/fhir');
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.text)).toMatchObject({ resourceType: 'CapabilityStatement' });
  });

  it.each([
    ['/fhir/Organization', 204, 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'],
    ['/fhir/Organization/1', 204, 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'],
    ['/fhir/Patient/1', 404, undefined],
  ])('C51 OPTIONS %s', async (path, status, allow) => {
    const reply = await http().options(path);
    expect({ status: reply.status, allow: reply.headers['allow'] }).toEqual({ status, allow });
  });

  it('C51 TRACE is refused', async () => {
    const reply = await http().trace('/fhir/Organization/1');
    expect(reply.status).toBe(405);
    expect(reply.headers['allow']).toContain('PATCH');
  });

  it('C52 a preflight of a conditional PUT is let through, and ETag can be read', async () => {
    const preflight = await http().options('/fhir/Organization/1').set({
      Origin: 'https://app.example',
      'Access-Control-Request-Method': 'PUT',
      'Access-Control-Request-Headers': 'if-match',
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-origin']).toBe('https://app.example');
    expect(preflight.headers['access-control-allow-headers']).toContain('If-Match');
    const reply = await http().get('/fhir/metadata').set('Origin', 'https://app.example');
    expect(reply.headers['access-control-expose-headers']).toMatch(/ETag.*Location/);
    const stranger = await http().get('/fhir/metadata').set('Origin', 'https://evil.example');
    expect(stranger.headers['access-control-allow-origin']).not.toBe('https://evil.example');
  });

  it.each(['gzip', 'br'])('C53 answers in %s on request', async (encoding) => {
    const reply = await http().get('/fhir/metadata').set('Accept-Encoding', encoding);
    expect(reply.headers['content-encoding']).toBe(encoding);
    expect(reply.headers['vary']).toContain('Accept-Encoding');
  });

  it('C53 reads a gzip body', async () => {
    const body = gzipSync(JSON.stringify(organization));
    const reply = await server
      .send('post', '/Organization')
      .set({ 'Content-Type': 'application/fhir+json', 'Content-Encoding': 'gzip' })
      .serialize((bytes: Buffer) => bytes as unknown as string)
      .send(body);
    expect(reply.status).toBe(201);
  });

  it.each([
    ['a gzip bomb', gzipSync(Buffer.alloc(10_000_000, ' ')), 'gzip', 413],
    ['gzip that is none', Buffer.from('not gzip'), 'gzip', 400],
    ['an unknown encoding', Buffer.from('{}'), 'zip', 415],
  ])('C53 %s is refused', async (_, body, encoding, status) => {
    const reply = await server
      .send('post', '/Organization')
      .set({ 'Content-Type': 'application/fhir+json', 'Content-Encoding': encoding })
      .serialize((bytes: Buffer) => bytes as unknown as string)
      .send(body);
    expect(reply.status).toBe(status);
    expect(reply.body).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  it('answers carry security headers', async () => {
    const { headers } = await http().get('/fhir/metadata');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    });
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('a body that never ends is cut off', async () => {
    // A server of its own, because a busy machine may need more than this second for a whole request.
    const hasty = await startTestApp({ DATABASE_URL: 'sqlite::memory:', REQUEST_TIMEOUT: '1' });
    const { port } = (hasty.app.getHttpServer() as { address(): AddressInfo }).address();
    const socket = connect(port, '127.0.0.1');
    socket.write(
      'POST /fhir/Organization HTTP/1.1\r\nHost: x\r\nContent-Type: application/fhir+json\r\nContent-Length: 50\r\n\r\n{',
    );
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
      socket.on('error', () => resolve(text));
    });
    expect(answer).toMatch(/^(HTTP\/1\.1 408|HTTP\/1\.1 400|$)/);
    await hasty.close();
  });

  it('is alive and ready, with its database', async () => {
    expect((await http().get('/health/live').expect(200)).body).toEqual({ status: 'up' });
    expect((await http().get('/health/ready').expect(200)).body).toEqual({ status: 'up', database: 'up' });
  });

  it('counts requests, conflicts and rules for Prometheus, without data of clients', async () => {
    const { id } = (
      await server.write('post', '/Organization', { ...organization, identifier: { value: '1' } }).expect(201)
    ).body as { id: string };
    await server.write('put', `/Organization/${id}`, { ...organization, id }, { 'If-Match': 'W/"9"' }).expect(412);
    await server.send('get', '/Secret-Name/1').expect(404);
    const { text } = await http().get('/metrics').expect(200);
    expect(text).toMatch(
      /fhir_request_duration_seconds_count\{interaction="create",type="Organization",status="201"\} \d+/,
    );
    expect(text).toMatch(/fhir_conflicts_total\{type="Organization"\} \d+/);
    expect(text).toMatch(/fhir_applied_rules_total\{rule="wrap-list"\} \d+/);
    expect(text).toMatch(/^fhir_store_connections [1-9]/m);
    expect(text).toMatch(/^fhir_store_connections_busy \d+$/m);
    expect(text).toMatch(/^fhir_store_waiting 0$/m);
    expect(text).toMatch(/^fhir_store_retries_total \d+$/m);
    expect(text).not.toContain('Secret-Name');
  });
});
