import { Injectable } from '@nestjs/common';
import { FhirError, FhirPlugin, Hook, type HookPoints } from '../../src/fhir';
import { Clients } from '../support/access/authenticator';
import { startTestApp, type TestApp } from '../support/test-app';

type Failed = HookPoints['request.failed']['event'];
const failed: Failed[] = [];

@Injectable()
class Watch {
  @Hook('request.failed')
  note(event: Failed): void {
    failed.push(event);
  }
}
@FhirPlugin({ providers: [Watch] })
class WatchPlugin {}

const clients = new Clients();
clients.add('known', { scopes: ['system/*.cruds'] });
clients.add('often', { scopes: ['system/*.cruds'] });

let server: TestApp;
beforeAll(async () => {
  const throttle = {
    count: (principal?: { readonly client?: string | undefined }) => {
      if (principal?.client === 'often') throw new FhirError('throttled', 'Too often');
    },
    begin: () => undefined,
  };
  server = await startTestApp(
    { DATABASE_URL: 'sqlite::memory:', BODY_LIMIT: '64kb' },
    { plugins: [WatchPlugin], authenticator: clients, throttle },
  );
});
afterAll(() => server.close());
beforeEach(() => (failed.length = 0));

const HUGE = `{"a":"${'x'.repeat(70_000)}"}`;

describe('hooks see a refusal, with what is known of the request', () => {
  it.each<[what: string, who: string | undefined, method: 'get' | 'put' | 'post', path: string, body: string | undefined, status: number, context: object]>([
    ['of a stranger', undefined, 'get', '/Organization/789', undefined, 401, { interaction: 'read', type: 'Organization', id: '789', principal: undefined }],
    ['of a stranger who writes', undefined, 'post', '/Organization', '{}', 401, { interaction: 'create', type: 'Organization', id: undefined, principal: undefined }],
    ['of a stranger, anywhere', undefined, 'get', '/Nothing/1', undefined, 401, { interaction: 'none', type: '', principal: undefined }],
    ['of who asks too often', 'often', 'get', '/Organization/789', undefined, 429, { interaction: 'read', id: '789', principal: { client: 'often' } }],
    ['of a body that is too large', 'known', 'put', '/Organization/789', HUGE, 413, { interaction: 'update', id: '789', principal: { client: 'known' } }],
    ['of what is not there', 'known', 'get', '/Organization/789', undefined, 404, { interaction: 'read', id: '789', principal: { client: 'known' } }],
  ])('%s', async (_, who, method, path, body, status, context) => {
    const request = body === undefined ? server.send(method, path) : server.write(method as 'put', path, body);
    const reply = await request.set({ 'X-Request-Id': 'this-one', ...(who && { Authorization: `Bearer ${who}` }) });
    expect(reply.status).toBe(status);
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ requestId: 'this-one', context: { requestId: 'this-one', ...context } });
  }); // prettier-ignore
});
