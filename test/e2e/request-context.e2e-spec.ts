import { Injectable } from '@nestjs/common';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { FhirError, FhirPlugin, Hook, type HookPoints, type JsonObject } from '../../src/fhir';
import { patchOf } from '../support/patches';
import { startTestApp, type TestApp } from '../support/test-app';

type Answered = HookPoints['request.answered']['event'];

/** What hooks were called with, in order. */
const told: string[] = [];
const answered: Answered[] = [];
let onAnswer: () => void = () => undefined;

@Injectable()
class Watch {
  @Hook('request.received', 1)
  second({ context }: HookPoints['request.received']['event']): void {
    const { interaction, operation = '', type, id = '', versionId = '' } = context;
    told.push([interaction, operation, type, id, versionId].join(' ').replace(/\s+/g, ' ').trim());
    if (context.headers['x-refuse']) throw new FhirError('forbidden', 'No');
  }
  @Hook('request.received', -1)
  first(): void {
    told.push('first');
  }
  @Hook('request.answered')
  fails(): void {
    throw new Error('an audit that is away');
  }
  @Hook('request.answered', 1)
  close(event: Answered): void {
    answered.push(event);
    onAnswer();
  }
  @Hook('resource.beforeShow')
  async mask({ context }: HookPoints['resource.beforeShow']['event']): Promise<Readonly<JsonObject> | void> {
    const fault = context.headers['x-mask-fault'];
    if (fault === 'refuse') throw new FhirError('forbidden', 'You may not see it');
    if (fault === 'break') throw new TypeError('secret');
    if (fault === 'wait') await new Promise(() => undefined);
  }
  @Hook('request.failed')
  soften({ error }: HookPoints['request.failed']['event']): FhirError | void {
    return error.kind === 'not-shown' ? new FhirError('forbidden', 'Softened') : undefined;
  }
}
@FhirPlugin({ providers: [Watch] })
class WatchPlugin {}

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp({ DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'true', UPDATE_CREATE: 'true' }, { plugins: [WatchPlugin] }); // prettier-ignore
});
afterAll(() => server.close());
beforeEach(() => {
  told.length = 0;
  answered.length = 0;
});

const organization = { resourceType: 'Organization', id: 'mine', name: 'x' };
const rename = patchOf({ type: 'replace', path: 'Organization.name', value: { valueString: 'y' } });
const sides = {
  resourceType: 'Parameters',
  parameter: ['from', 'to'].map((name) => ({ name, valueString: 'Organization/789' })),
};
type Method = 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete' | 'options';
type Row = readonly [method: Method, path: string, body: object | string | undefined, context: string];

/** Every kind of route, and the content of its single context. */
const ROUTES: readonly Row[] = [
  ['get', '/Organization/789', undefined, 'read Organization 789'],
  ['head', '/Organization/789', undefined, 'read Organization 789'],
  ['get', '/Organization/789/_history/1', undefined, 'vread Organization 789 1'],
  ['get', '/Organization/789/_history', undefined, 'history-instance Organization 789'],
  ['get', '/Organization?_id=789', undefined, 'search-type Organization'],
  ['post', '/Organization/_search', undefined, 'search-type Organization'],
  ['post', '/Organization', { ...organization, id: undefined }, 'create Organization'],
  ['put', '/Organization/mine', organization, 'update Organization mine'],
  ['patch', '/Organization/mine', rename, 'patch Organization mine'],
  ['patch', '/Organization?_id=mine', rename, 'patch Organization'],
  ['delete', '/Organization/mine', undefined, 'delete Organization mine'],
  ['get', '/metadata', undefined, 'capabilities'],
  ['options', '', undefined, 'capabilities'],
  ['options', '/Organization', undefined, 'capabilities'],
  ['get', '/StructureDefinition', undefined, 'search-type StructureDefinition'],
  ['get', '/ValueSet/none', undefined, 'read ValueSet none'],
  ['post', '/$validate', organization, 'operation $validate'],
  ['post', '/$validate?mode=create', organization, 'operation $validate'],
  ['post', '/Organization/$validate?mode=update', organization, 'operation $validate Organization'],
  ['get', '/Organization/789/$validate', undefined, 'operation $validate Organization 789'],
  ['post', '/Organization/789/$validate', { ...organization, id: '789' }, 'operation $validate Organization 789'],
  ['get', '/Organization/789/$diff', undefined, 'operation $diff Organization 789'],
  ['post', '/$diff', sides, 'operation $diff'],
  ['get', '', undefined, 'search-system'],
  ['get', '?_type=Organization', undefined, 'search-system'],
  ['get', '/_history', undefined, 'history-system'],
  ['get', '/Organization/_history', undefined, 'history-type Organization'],
  ['post', '', {}, 'transaction'],
  ['get', '/Nothing/1', undefined, 'none'],
  ['put', '/Organization', {}, 'update Organization'],
  ['post', '/Organization/mine', {}, 'none'],
  ['get', '/$nothing', undefined, 'none'],
  ['get', '/$export?_type=Location', undefined, 'operation $export'],
  ['get', '/Location/$export', undefined, 'operation $export Location'],
  ['delete', '/$export-poll-status?_jobId=1', undefined, 'operation $export-poll-status'],
];

const ask = (method: Method, path: string, body?: object | string) =>
  body === undefined ? server.send(method, path) : server.write(method as 'post', path, body);

describe('every FHIR request has one context', () => {
  it.each<Row>(ROUTES)('%s %s', async (method, path, body, context) => {
    const closed = new Promise<void>((resolve) => (onAnswer = resolve));
    const reply = await ask(method, path, body);
    await closed;
    expect(told).toEqual(['first', context]);
    expect(answered.map(({ status, aborted, bytes }) => [status, aborted, bytes > 100])).toEqual([[reply.status, false, true]]); // prettier-ignore
    expect(answered[0]!.context.requestId).toBe(reply.headers['x-request-id']);
  });

  it.each<Row>(ROUTES)('and can be refused with it before its body is read: %s %s', async (method, path, body) => {
    const closed = new Promise<void>((resolve) => (onAnswer = resolve));
    const reply = await ask(method, path, body && '{').set('X-Refuse', 'yes');
    await closed;
    expect([reply.status, told.length, answered.length, answered[0]!.status]).toEqual([403, 2, 1, 403]);
  });

  it('requests outside FHIR have none', async () => {
    const { default: request } = await import('supertest');
    await request(server.app.getHttpServer()).get('/health/live').expect(200);
    await request(server.app.getHttpServer()).get('/nowhere').expect(404);
    expect(told).toEqual([]);
  });

  it('is closed when the client leaves', async () => {
    const closed = new Promise<void>((resolve) => (onAnswer = resolve));
    const socket = connect(server.app.getHttpServer().address() as AddressInfo & string);
    await once(socket, 'connect');
    socket.write('GET /fhir/Organization/789 HTTP/1.1\r\nHost: x\r\nX-Mask-Fault: wait\r\n\r\n');
    while (told.length < 2) await new Promise(setImmediate);
    socket.destroy();
    await closed;
    expect(answered.map(({ aborted }) => aborted)).toEqual([true]);
  });
});

describe('a committed write that cannot be shown', () => {
  const put = (name: string, headers: Record<string, string> = {}, query = '') =>
    server.write('put', `/Organization/shown${query}`, { ...organization, id: 'shown', name }, headers);

  it.each(['refuse', 'break'])('is 500 which says that it was done, whatever a hook makes of it: %s', async (fault) => {
    const before = Number(((await put('zero')).body as { meta: { versionId: string } }).meta.versionId);
    const reply = await put(fault, { 'X-Mask-Fault': fault });
    expect(reply.status).toBe(500);
    expect(reply.body).toMatchObject({
      issue: [{ severity: 'fatal', code: 'exception', expression: [`Organization/shown/_history/${before + 1}`] }],
    });
    expect(reply.text).toContain('The request succeeded, but what it stored cannot be shown');
    expect(reply.text).toContain(`Organization/shown/_history/${before + 1}`);
    expect(reply.text).not.toContain('secret');
    expect((await server.send('get', '/Organization/shown')).body).toMatchObject({ name: fault });
  });

  it.each([
    ['a dry run', '?_dryRun=true', 'other'],
    ['what stays as it was', '', 'same'],
  ])('%s is refused as thrown, because nothing was done', async (_, query, name) => {
    await put('same').expect(200);
    await put(name, { 'X-Mask-Fault': 'refuse' }, query).expect(403);
  });
});
