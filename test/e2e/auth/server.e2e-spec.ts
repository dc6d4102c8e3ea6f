import { once } from 'node:events';
import { request as requestByTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { AuthorizationServer, thumbprintOf, tlsFile, tlsText } from '../../support/authorization-server';
import { startTestApp, type SettingsText, type TestApp } from '../../support/test-app';

let issuer: AuthorizationServer;
let server: TestApp;
/** Servers by their settings. Tests only read, so several may share one. */
const servers = new Map<string, TestApp>();
beforeAll(async () => (issuer = await AuthorizationServer.start()));
afterAll(async () => {
  for (const each of servers.values()) await each.close();
  await issuer.close();
});
afterEach(() => {
  issuer.isDown = false;
});

/** @param called distinguishes a server from others with the same settings */
const start = async (settings: SettingsText, called = ''): Promise<void> => {
  const name = `${called} ${JSON.stringify(settings)}`;
  const running = servers.get(name);
  if (running) {
    server = running;
    return;
  }
  server = await startTestApp({ DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'true', AUTH: 'oauth', OAUTH_ISSUERS: issuer.issuer, ...settings }); // prettier-ignore
  servers.set(name, server);
};
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

/** Waits for the issuer's metadata, which the server requests while it starts. */
async function smartConfiguration(): Promise<Record<string, unknown>> {
  for (;;) {
    const reply = await server.send('get', '/.well-known/smart-configuration');
    if (reply.status !== 503) return reply.body as Record<string, unknown>;
  }
}

describe('a server with AUTH=oauth', () => {
  it('admits only clients with a token', async () => {
    await start({});
    const token = await issuer.tokenBySecret('by-secret');
    await server.send('get', '/Organization/789').set(bearer(token)).expect(200);
    const { id } = (await server.write('post', '/Organization', { resourceType: 'Organization', name: 'x' }, bearer(token)).expect(201)).body as { id: string }; // prettier-ignore
    await server.send('get', `/Organization/${id}`).expect(401);
    const stranger = await server.send('get', '/Organization/none').expect(401);
    const known = await server.send('get', '/Organization/789').expect(401);
    expect(stranger.text).toBe(known.text);
  });

  it.each([
    ['nothing', undefined, 401, 'Bearer realm="http://localhost:3000/fhir"'],
    ['another scheme', 'Basic eDp4', 401, 'Bearer realm="http://localhost:3000/fhir"'],
    ['no token', 'Bearer', 400, /^Bearer realm="[^"]+", error="invalid_request", error_description="[^"]+"$/],
    ['two words', 'Bearer a b', 400, /error="invalid_request"/],
    ['a wrong token', 'Bearer x', 401, /error="invalid_token", error_description="The token is unknown/],
  ])('says what is missing, in two languages: %s', async (_, header, status, challenge) => {
    await start({});
    const ask = (language: string) =>
      server
        .send('get', '/Organization/789')
        .set({ 'Accept-Language': language, ...(header && { Authorization: header }) });
    const [english, french] = [await ask('en'), await ask('fr')];
    expect([english.status, french.status]).toEqual([status, status]);
    for (const reply of [english, french]) {
      if (typeof challenge === 'string') expect(reply.headers['www-authenticate']).toBe(challenge);
      else expect(reply.headers['www-authenticate']).toMatch(challenge);
      expect(JSON.parse(reply.text)).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'login' }] });
    }
    expect(french.text).not.toBe(english.text);
  });

  it('answers 503, which a client may retry, when the issuer is unreachable', async () => {
    issuer.isDown = true;
    await start({}, 'started while the issuer is away');
    const reply = await server
      .send('get', '/Organization/789')
      .set(bearer(await issuer.signed({})))
      .expect(503);
    expect(reply.headers['retry-after']).toBeDefined();
    expect(reply.text).not.toContain(issuer.issuer);
    await server.send('get', '/.well-known/smart-configuration').expect(503);
    await server.send('get', '/metadata').expect(200);
  });

  it('says how to authenticate: SMART configuration, CapabilityStatement, OpenAPI', async () => {
    await start({});
    expect(await smartConfiguration()).toMatchObject({
      issuer: issuer.issuer,
      token_endpoint: `${issuer.issuer}/token`,
      jwks_uri: `${issuer.issuer}/jwks`,
      introspection_endpoint: `${issuer.issuer}/token/introspection`,
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'self_signed_tls_client_auth'],
      code_challenge_methods_supported: ['S256'],
      scopes_supported: expect.arrayContaining(['system/*.rs']) as unknown,
      capabilities: ['client-confidential-symmetric', 'permission-v2'],
    });
    const statement = (await server.send('get', '/metadata').expect(200)).text;
    expect(JSON.parse(statement)).toMatchObject({
      rest: [
        {
          security: {
            cors: false,
            extension: [{ extension: [{ url: 'token', valueUri: `${issuer.issuer}/token` }, { url: 'introspect' }] }],
            service: [
              { coding: [{ code: 'SMART-on-FHIR' }] },
              { coding: [{ code: 'OAuth' }] },
              { coding: [{ code: 'Certificates' }] },
            ],
          },
        },
      ],
    });
    const document = (await request(server.app.getHttpServer()).get('/openapi.json').expect(200)).body as Document;
    expect(document.components.securitySchemes).toMatchObject({
      oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: `${issuer.issuer}/token` } } },
      token: { type: 'http', scheme: 'bearer' },
    });
    expect(document.paths['/fhir/Organization/{id}']!['get']).toMatchObject({
      security: [{ oauth: [] }, { token: [] }],
      responses: { 401: {}, 403: {}, 429: {} },
    });
    expect(document.paths['/fhir/metadata']!['get']!.security).toBeUndefined();
  });
});

interface Document {
  readonly components: { readonly securitySchemes: object };
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly security?: unknown }>>>>;
}

describe('a token that is bound to a certificate', () => {
  /** Sends a request over the server's own TLS. */
  async function over(certificate: string | undefined, token: string): Promise<[status: number, text: string]> {
    const { port } = (server.app.getHttpServer() as { address(): AddressInfo }).address();
    const asking = requestByTls({
      host: '127.0.0.1', port, path: '/fhir/Organization/789', ca: tlsText('ca.crt'), headers: bearer(token), agent: false,
      ...(certificate && { key: tlsText(`${certificate}.key`), cert: tlsText(`${certificate}.crt`) }),
    }); // prettier-ignore
    asking.end();
    const [response] = (await once(asking, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
    let text = '';
    for await (const chunk of response) text += String(chunk);
    return [response.statusCode, text];
  }
  const TLS = { TLS_KEY_FILE: tlsFile('server.key'), TLS_CERT_FILE: tlsFile('server.crt') };
  const WITH_CA = { ...TLS, TLS_CLIENT_CA_FILE: tlsFile('ca.crt'), OAUTH_AUDIENCE: 'http://localhost:3000/fhir' };

  it('is accepted only over a connection with that certificate', async () => {
    await start({ ...WITH_CA, TLS_CLIENT_CERT: 'optional' });
    const token = await issuer.tokenByCertificate('client');
    expect((await over('client', token))[0]).toBe(200);
    expect(await over('other', token)).toEqual([401, expect.stringContaining('a certificate other than')]);
    expect((await over(undefined, token))[0]).toBe(401);
    expect((await over(undefined, await issuer.tokenBySecret('by-secret')))[0]).toBe(200);
  });

  it('ignores a certificate from an unknown authority', async () => {
    await start({ ...WITH_CA, TLS_CLIENT_CERT: 'optional' });
    const token = await issuer.signed({ cnf: { 'x5t#S256': thumbprintOf('self-signed.crt') } });
    expect((await over('self-signed', token))[0]).toBe(401);
  });

  it('takes any certificate as proof where no authority is named', async () => {
    await start({ ...TLS, OAUTH_AUDIENCE: WITH_CA.OAUTH_AUDIENCE, TLS_CLIENT_CERT: 'optional' });
    const token = await issuer.signed({ cnf: { 'x5t#S256': thumbprintOf('self-signed.crt') } });
    expect((await over('self-signed', token))[0]).toBe(200);
  });

  it('is not accepted with the certificate of a proxy, which is not that of a client', async () => {
    await start({ ...WITH_CA, TLS_CLIENT_CERT: 'optional', TRUSTED_PROXIES: '127.0.0.1' });
    expect((await over('client', await issuer.tokenByCertificate('client')))[0]).toBe(401);
    expect((await over('client', await issuer.tokenBySecret('by-secret')))[0]).toBe(200);
  });

  it('is required at the handshake where the settings say so', async () => {
    await start({ ...WITH_CA, TLS_CLIENT_CERT: 'required' });
    const token = await issuer.tokenBySecret('by-secret');
    expect((await over('client', token))[0]).toBe(200);
    await expect(over(undefined, token)).rejects.toThrow();
    await expect(over('self-signed', token)).rejects.toThrow();
  });

  it.each([
    ['127.0.0.1', 'client', 200],
    ['127.0.0.1', 'other', 401],
    ['10.0.0.0/8', 'client', 400],
  ])('passed on by a proxy, where %s is trusted: %s', async (TRUSTED_PROXIES, certificate, status) => {
    await start({ TRUSTED_PROXIES, CLIENT_CERT_HEADER: 'X-Client-Cert' });
    const reply = await server
      .send('get', '/Organization/789')
      .set({ ...bearer(await issuer.tokenByCertificate('client')), 'X-Client-Cert': encodeURIComponent(tlsText(`${certificate}.crt`)) }); // prettier-ignore
    expect(reply.status).toBe(status);
  });
});

describe('a server with AUTH=demo', () => {
  const token = async (client: string, form: object = {}) =>
    request(server.app.getHttpServer())
      .post('/demo/token')
      .set('Authorization', `Basic ${Buffer.from(client).toString('base64')}`)
      .type('form')
      .send({ grant_type: 'client_credentials', ...form });
  beforeEach(() => start({ AUTH: 'demo', OAUTH_ISSUERS: '' }));

  it.each(['demo-0', 'demo-1', 'demo-2', 'demo-3', 'demo-4', 'demo-5', 'demo-supplier'])(
    'issues a token to %s',
    async (client) => {
      const reply = await token(`${client}:${client}`);
      const body = reply.body as { access_token: string };
      await server.send('get', '/Organization/789').set(bearer(body.access_token)).expect(200);
      expect(await smartConfiguration()).toMatchObject({ token_endpoint: 'http://localhost:3000/demo/token' });
    },
  );

  it.each([
    ['demo-1:wrong', {}, 401, 'invalid_client'],
    ['nobody:nobody', {}, 401, 'invalid_client'],
    ['demo-1:demo-1', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['demo-1:demo-1', { scope: 'system/*.cruds' }, 400, 'invalid_scope'],
    ['demo-1:demo-1', { scope: 'everything' }, 400, 'invalid_scope'],
  ])('refuses %s with %j', async (client, form, status, error) => {
    const reply = await token(client, form);
    expect([reply.status, reply.body]).toEqual([status, { error }]);
  });

  it.each([
    ['demo-1', 'system/Organization.r', 'system/Organization.r'],
    ['demo-supplier', 'system/Location.cud system/*.rs', 'system/Location.cud system/*.rs'],
    ['demo-supplier', '', 'system/*.cruds'],
  ])('grants %s the requested scopes that it may have: %s', async (client, scope, given) => {
    const reply = await token(`${client}:${client}`, { scope });
    expect((reply.body as { scope: string }).scope).toBe(given);
  });
});

it('mentions no authentication with AUTH=none', async () => {
  await start({ AUTH: 'none', OAUTH_ISSUERS: '' });
  await server.send('get', '/.well-known/smart-configuration').expect(404);
  await request(server.app.getHttpServer()).post('/demo/token').expect(404);
  expect((await server.send('get', '/metadata')).text).not.toContain('"security"');
});
