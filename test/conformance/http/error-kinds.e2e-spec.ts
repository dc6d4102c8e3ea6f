import { Injectable } from '@nestjs/common';
import type request from 'supertest';
import { FhirError, FhirPlugin, Hook, type FhirErrorKind, type HookPoints } from '../../../src/fhir';
import { HTML_FORMAT, JSON_FORMAT, XML_FORMAT } from '../../../src/fhir/rest/formats/formats';
import { parseXml } from '../../../src/fhir/xml';
import { startTestApp, type TestApp } from '../../support/test-app';

/**
 * Errors that no request can cause by itself: a guard, a rule, and faults below the FHIR layer. A header selects one.
 */
const FAULTS: Readonly<Record<string, () => Error>> = {
  unauthenticated: () => new FhirError('unauthenticated', 'Who are you?'),
  forbidden: () => new FhirError('forbidden', 'Not yours'),
  throttled: () => new FhirError('throttled', 'Too often'),
  'not-implemented': () => new FhirError('not-implemented', 'Not yet'),
  'business-rule': () => new FhirError('business-rule', 'Never on Sundays'),
  'edit-conflict': () => new FhirError('edit-conflict', 'Somebody was faster'),
  'expectation-failed': () => new FhirError('expectation-failed', 'Not this'),
  unavailable: () => new FhirError('unavailable', 'Away'),
  expired: () => new FhirError('expired', 'Too late'),
  'not-shown': () => new FhirError('not-shown', 'Stored'),
  internal: () => new RangeError('hunter2'),
};

@Injectable()
class Faults {
  @Hook('request.received')
  fail({ context }: HookPoints['request.received']['event']): void {
    const fault = FAULTS[String(context.headers['x-fault'])];
    if (fault) throw fault();
  }
}

@FhirPlugin({ providers: [Faults] })
class FaultsModule {}

interface Row {
  readonly status: number;
  readonly code: string;
  send(server: TestApp): request.Test;
}

const AT = '/Organization/1234';
const body = (over: object = {}): object => ({ resourceType: 'Organization', id: '1234', name: 'x', ...over });
const fault =
  (kind: string) =>
  (server: TestApp): request.Test =>
    server.send('get', AT).set('X-Fault', kind);

/** For each kind of error a request that fails with it. A kind without a row does not compile. */
const ROWS: Readonly<Record<FhirErrorKind, Row>> = {
  'invalid-request': { status: 400, code: 'structure', send: (server) => server.write('put', AT, '{') },
  'invalid-structure': {
    status: 400,
    code: 'structure',
    send: (server) => server.write('put', AT, body({ nom: 'x' })),
  },
  unprocessable: {
    status: 422,
    code: 'invariant',
    send: (server) => server.write('put', AT, body({ name: undefined })),
  },
  'business-rule': { status: 422, code: 'business-rule', send: fault('business-rule') },
  'not-found': { status: 404, code: 'not-found', send: (server) => server.send('get', '/Organization/nobody') },
  gone: { status: 410, code: 'deleted', send: (server) => server.send('get', '/Location/gone') },
  expired: { status: 410, code: 'not-found', send: fault('expired') },
  'version-conflict': {
    status: 412,
    code: 'conflict',
    send: (server) => server.write('put', AT, body(), { 'If-Match': 'W/"999"' }),
  },
  'edit-conflict': { status: 409, code: 'conflict', send: fault('edit-conflict') },
  referenced: { status: 409, code: 'conflict', send: (server) => server.send('delete', '/Organization/1234') },
  'method-not-allowed': { status: 405, code: 'not-supported', send: (server) => server.send('post', AT) },
  'not-acceptable': {
    status: 406,
    code: 'not-supported',
    send: (server) => server.send('get', `${AT}?_format=text/turtle`),
  },
  'unsupported-media-type': {
    status: 415,
    code: 'not-supported',
    send: (server) => server.write('put', AT, 'x', { 'Content-Type': 'text/plain' }),
  },
  'expectation-failed': {
    status: 417,
    code: 'not-supported',
    send: fault('expectation-failed'),
  },
  'too-large': {
    status: 413,
    code: 'too-long',
    send: (server) => server.write('put', AT, body({ name: 'x'.repeat(3_000_000) })),
  },
  unauthenticated: { status: 401, code: 'login', send: fault('unauthenticated') },
  forbidden: { status: 403, code: 'forbidden', send: fault('forbidden') },
  throttled: { status: 429, code: 'throttled', send: fault('throttled') },
  'not-implemented': { status: 501, code: 'not-supported', send: fault('not-implemented') },
  unavailable: { status: 503, code: 'transient', send: fault('unavailable') },
  'not-shown': { status: 500, code: 'exception', send: fault('not-shown') },
  internal: { status: 500, code: 'exception', send: fault('internal') },
};

describe('every kind of error over HTTP', () => {
  let server: TestApp;
  beforeAll(async () => {
    const settings = { DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'true', UPDATE_CREATE: 'true' };
    server = await startTestApp(settings, { plugins: [FaultsModule] });
    await server.write('put', '/Location/gone', { resourceType: 'Location', id: 'gone', name: 'x' }).expect(201);
    await server.send('delete', '/Location/gone').expect(204);
  });
  afterAll(() => server.close());

  const rows = Object.entries(ROWS);

  it.each(rows)('%s in JSON', async (_, { status, code, send }) => {
    const answer = await send(server).set('Accept', 'application/fhir+json');
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe(JSON_FORMAT.contentType);
    expect(answer.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code }] });
  });

  // A client that asks for an unsupported format gets the default, JSON.
  const negotiable = rows.filter(([kind]) => kind !== 'not-acceptable');

  it.each(negotiable)('%s in XML', async (_, { status, code, send }) => {
    const answer = await send(server).set('Accept', 'application/fhir+xml');
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe(XML_FORMAT.contentType);
    expect(parseXml(answer.text).resource).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code }] });
  });

  it.each(negotiable)('%s on a page', async (_, { status, send }) => {
    const answer = await send(server).set('Accept', 'text/html');
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe(HTML_FORMAT.contentType);
    expect(answer.text).toContain(`>${status} `);
    expect(answer.text).toContain('OperationOutcome');
    expect(answer.text).not.toContain('hunter2');
  });
});
