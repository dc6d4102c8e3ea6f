import { Global, Module } from '@nestjs/common';
import { EVERY_CAPABILITY, FhirError, RESOURCE_STORE, type ResourceStore, StaleWriteError } from '../../src/fhir';
import { startTestApp, type TestApp } from '../support/test-app';

/** A store all of whose calls fail with the error that the test sets. */
let failure: () => Error = () => new Error('unset');
const fail = (): Promise<never> => Promise.reject(failure());
const store: ResourceStore = {
  capabilities: () => EVERY_CAPABILITY,
  read: fail,
  vread: fail,
  history: fail,
  search: fail,
  transaction: fail,
  ping: fail,
};

@Global()
@Module({ providers: [{ provide: RESOURCE_STORE, useValue: store }], exports: [RESOURCE_STORE] })
class FailingPersistenceModule {}

describe('faults below the FHIR layer', () => {
  let server: TestApp;
  const lines: string[] = [];
  beforeAll(async () => {
    const log = { write: (line: string) => void lines.push(line) };
    server = await startTestApp({ LOG_LEVEL: 'info' }, { persistence: FailingPersistenceModule, log });
  });
  afterAll(() => server.close());
  beforeEach(() => (lines.length = 0));

  const organization = { resourceType: 'Organization', id: 'x', name: 'x' };
  const requests = {
    read: () => server.send('get', '/Organization/x'),
    history: () => server.send('get', '/Organization/x/_history'),
    search: () => server.send('get', '/Organization?_id=x'),
    create: () => server.write('post', '/Organization', organization),
    update: () => server.write('put', '/Organization/x', organization),
    delete: () => server.send('delete', '/Organization/x'),
  };

  describe.each(Object.entries(requests))('%s', (_, send) => {
    it('C70 an unknown error is 500, without a word about it, under its request id', async () => {
      failure = () => new RangeError('password=hunter2');
      const reply = await send().set('X-Request-Id', 'abc-123');
      expect(reply.status).toBe(500);
      expect(reply.headers['x-request-id']).toBe('abc-123');
      expect(reply.body).toMatchObject({
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'fatal', code: 'exception' }],
      });
      expect(reply.text).not.toMatch(/hunter2|RangeError|\.ts/);
      expect(lines.some((line) => line.includes('hunter2') && line.includes('abc-123'))).toBe(true);
    });

    it('C71 an unreachable database is 503 with Retry-After', async () => {
      failure = () => new FhirError('unavailable', 'The database cannot be reached');
      const reply = await send();
      expect(reply.status).toBe(503);
      expect(reply.headers['retry-after']).toMatch(/^\d+$/);
      expect(reply.body).toMatchObject({ issue: [{ severity: 'fatal', code: 'transient' }] });
    });
  });

  it('C72 a write that never finds its turn is 409, and says that nothing was stored', async () => {
    failure = () => new StaleWriteError('Organization', 'x', '1');
    const reply = await requests.create();
    expect(reply.status).toBe(409);
    expect(reply.body).toMatchObject({
      issue: [{ code: 'conflict', diagnostics: expect.stringContaining('Nothing was stored') }],
    });
  });

  it('logs no query, no body and no client address', async () => {
    failure = () => new FhirError('unavailable', 'away');
    await server.send('get', '/Organization/x?telecom=0199000000').expect(503);
    await server.write('put', '/Organization/x', { ...organization, name: 'Dupont' }).expect(503);
    const text = lines.join('');
    expect(text).toContain('"path":"/fhir/Organization/x"');
    expect(text).not.toMatch(/0199000000|Dupont|127\.0\.0\.1/);
  });

  it('gives a request id where the client sent none, or an unsafe one', async () => {
    const unsafe = await requests.read().set('X-Request-Id', 'a b<script>');
    expect(unsafe.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});
