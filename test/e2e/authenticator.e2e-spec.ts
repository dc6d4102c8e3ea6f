import { Injectable, UnauthorizedException } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { type Authenticator, FhirError, FhirPlugin, Hook, type HookPoints, type Principal } from '../../src/fhir';
import { organizationDefinition } from '../../src/ror/organization/organization.definition';
import { resourcePlugin } from '../../src/fhir/assembly/resource-plugin';
import { fhir, stockApp, type StockApp } from '../support/stock-app';

/** The principals that `request.received` was called with, in order. */
const received: (Principal | undefined)[] = [];

@Injectable()
class Watch {
  @Hook('request.received')
  note({ context }: HookPoints['request.received']['event']): void {
    received.push(context.principal);
  }
}
@FhirPlugin({ providers: [Watch] })
class WatchPlugin {}

const ANA: Principal = { id: 'https://issuer.example.org#ana', client: 'ana', scopes: ['system/Organization.rs'] };

/** Recognises a client by the word it sends. */
const byWord: Authenticator = {
  realm: 'here',
  authenticate({ headers }: IncomingMessage) {
    switch (headers['authorization']) {
      case 'known':
        return ANA;
      case 'asked':
        return Promise.resolve(ANA);
      case 'nobody':
        return undefined;
      case 'late':
        return Promise.reject(new FhirError('unavailable', 'The issuer is away'));
      case 'broken':
        throw new TypeError('secret');
      case 'scope':
        throw new FhirError('forbidden', 'No', [], {
          challenge: { error: 'insufficient_scope', scopes: ['system/Organization.c', 'system/Location.r'] },
        });
      case 'quoted':
        throw new FhirError('unauthenticated', 'A "\\" é', [], { challenge: { error: 'invalid_token' } });
      case 'nest':
        throw new UnauthorizedException();
      case undefined:
      default:
        throw new FhirError('unauthenticated', 'Say who you are', [], { challenge: {} });
    }
  },
};

let server: StockApp;
beforeAll(async () => {
  const plugins = [resourcePlugin(organizationDefinition), WatchPlugin];
  server = await stockApp({ imports: [fhir(plugins, { authenticator: byWord })] });
});
afterAll(() => server.app.close());
beforeEach(() => (received.length = 0));

describe('an authenticator sees every FHIR request', () => {
  it.each([
    ['get', '/fhir/Organization/1'],
    ['get', '/fhir/Organization'],
    ['post', '/fhir/Organization'],
    ['put', '/fhir/Organization/1'],
    ['delete', '/fhir/Organization/1'],
    ['get', '/fhir/StructureDefinition'],
    ['get', '/fhir/$export'],
    ['post', '/fhir/$validate'],
    ['get', '/fhir/Nothing'],
    ['get', '/fhir/.well-known/smart-configuration/other'],
    ['post', '/fhir/metadata'],
    ['get', '/fhir'],
  ] as const)('an unknown client is refused, whether the resource exists or not: %s %s', async (method, path) => {
    const reply = await server.send(method, path).expect(401);
    expect(reply.headers['www-authenticate']).toBe('Bearer realm="here"');
    expect(JSON.parse(reply.text)).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'login' }] });
    expect(received).toEqual([]);
  });

  it.each(['/fhir/metadata', '/fhir/metadata/'])('but not for public information: GET %s', async (path) => {
    await server.send('get', path).expect(200);
  });

  it.each([
    ['known', ANA],
    ['asked', ANA],
    ['nobody', undefined],
  ])('and what it says is in the context before the first hook: %s', async (word, principal) => {
    await server.send('get', '/fhir/Organization').set('Authorization', word).expect(200);
    expect(received).toEqual([principal]);
  });

  it.each([
    ['late', 503],
    ['broken', 500],
    ['nest', 401],
  ])('and what it throws is the answer: %s', async (word, status) => {
    const reply = await server.send('get', '/fhir/Organization').set('Authorization', word).expect(status);
    expect(JSON.parse(reply.text)).toMatchObject({ resourceType: 'OperationOutcome' });
    expect(reply.text).not.toContain('secret');
  });

  it.each([
    ['scope', 403, 'Bearer realm="here", error="insufficient_scope", error_description="No", scope="system/Organization.c system/Location.r"'],
    ['quoted', 401, 'Bearer realm="here", error="invalid_token", error_description="A  "'],
    ['nest', 401, 'Bearer realm="here"'],
  ])('and its challenge is in WWW-Authenticate: %s', async (word, status, challenge) => {
    const reply = await server.send('get', '/fhir/Organization').set('Authorization', word).expect(status);
    expect(reply.headers['www-authenticate']).toBe(challenge);
  }); // prettier-ignore

  it('before the body is looked at', async () => {
    const reply = await server
      .send('post', '/fhir/Organization')
      .set('Content-Type', 'application/fhir+json')
      .send('{');
    expect(reply.status).toBe(401);
    await server
      .send('post', '/fhir/Organization')
      .set({ 'Content-Type': 'application/fhir+json', Authorization: 'asked' })
      .send('{"resourceType":"Organization","name":"x"}')
      .expect(201);
  });
});
