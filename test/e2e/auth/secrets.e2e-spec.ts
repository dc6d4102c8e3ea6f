import request from 'supertest';
import { readSettings } from '../../../src/config/settings';
import { banner } from '../../../src/server/banner';
import { AuthorizationServer } from '../../support/authorization-server';
import { startTestApp } from '../../support/test-app';

const SECRETS = ['of-the-introspection-3f9a', 'of-the-links-3f9a-3f9a-3f9a-3f9a-3f9a', 'opaque-token-3f9a'];

it('no secret and no token is in a log line, an answer, a metric, the document or the banner', async () => {
  const issuer = await AuthorizationServer.start();
  const settings = {
    DATABASE_URL: 'sqlite::memory:',
    LOG_LEVEL: 'trace',
    AUTH: 'oauth',
    OAUTH_ISSUERS: issuer.issuer,
    OAUTH_INTROSPECTION: 'opaque',
    OAUTH_CLIENT_ID: 'resource-server',
    OAUTH_CLIENT_SECRET: SECRETS[0]!,
    SEARCH_LINK_KEY: SECRETS[1]!,
  };
  const told: string[] = [banner(readSettings(settings))];
  const server = await startTestApp(settings, { log: { write: (line) => void told.push(line) } });
  const ask = async (path: string, token: string): Promise<number> => {
    const reply = await request(server.app.getHttpServer()).get(path).set('Authorization', `Bearer ${token}`);
    told.push(JSON.stringify(reply.headers), reply.text);
    return reply.status;
  };
  const jwt = await issuer.tokenBySecret('by-secret');
  expect(await ask('/fhir/Organization?_count=1', jwt)).toBe(200);
  // The issuer rejects the client secret of this server.
  expect(await ask('/fhir/Organization', SECRETS[2]!)).toBe(503);
  issuer.isDown = true;
  expect(await ask('/fhir/Organization', `${SECRETS[2]}-again`)).toBe(503);
  expect(await ask('/fhir/Organization', `${jwt}x`)).toBe(401);
  for (const path of ['/metrics', '/health/ready', '/openapi.json', '/fhir/metadata', '/'])
    expect(await ask(path, jwt)).toBe(200);
  await server.close();
  await issuer.close();
  const all = told.join('\n');
  expect(all).toContain('The authorization server does not answer');
  for (const secret of [...SECRETS, jwt, jwt.split('.')[2]!]) expect(all).not.toContain(secret);
});
