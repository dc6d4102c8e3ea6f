import { Injectable, Scope } from '@nestjs/common';
import {
  FhirError,
  FhirPlugin,
  FhirPolicy,
  type AccessPolicy,
  type Denial,
  type RequestContext,
} from '../../../src/fhir';
import { organizationDefinition } from '../../../src/ror/organization/organization.definition';
import { resourcePlugin } from '../../../src/fhir/assembly/resource-plugin';
import { fhir, stockApp, type StockApp } from '../../support/stock-app';

const asked: string[] = [];

@FhirPolicy()
class ReadOnly implements AccessPolicy {
  readonly name = 'read-only';
  admit({ interaction, operation, type }: RequestContext): Denial | undefined {
    asked.push([interaction, operation, type].filter(Boolean).join(' '));
    return ['create', 'update', 'delete'].includes(interaction) ? { scope: `system/${type}.cud` } : undefined;
  }
}
@FhirPlugin({ providers: [ReadOnly] })
class ReadOnlyPlugin {}

/** An asynchronous policy that refuses by a header. */
const polite: AccessPolicy = {
  name: 'polite',
  headers: ['x-name'],
  async admit({ headers }) {
    await Promise.resolve();
    if (headers['x-name'] === 'nobody') throw new FhirError('unauthenticated', 'Say who you are');
    return headers['x-name'] === 'rude' ? { text: 'Be polite', hint: 'Say please' } : undefined;
  },
};

let server: StockApp;
beforeAll(async () => {
  const plugins = [resourcePlugin(organizationDefinition), ReadOnlyPlugin];
  server = await stockApp({ imports: [fhir(plugins, { policies: [polite] })] });
});
afterAll(() => server.app.close());
beforeEach(() => (asked.length = 0));

describe('policies are asked whether a request may happen', () => {
  it.each([
    ['get', '/fhir/Organization', 200, 'search-type Organization'],
    ['get', '/fhir/Organization/1', 404, 'read Organization'],
    ['get', '/fhir/metadata', 200, 'capabilities'],
    ['get', '/fhir/Organization/1/$validate', 404, 'operation $validate Organization'],
    ['delete', '/fhir/Organization/1', 403, 'delete Organization'],
  ] as const)('%s %s is %d', async (method, path, status, told) => {
    await server.send(method, path).expect(status);
    expect(asked).toEqual([told]);
  });

  it('before anything of the body is looked at', async () => {
    await server.send('post', '/fhir/Organization').set('Content-Type', 'text/csv').send('a,b').expect(403);
  });

  it('and not about addresses outside FHIR', async () => {
    await server.send('get', '/fhir/Nothing').expect(404);
    await server.send('get', '/fhir/$nothing').expect(404);
    expect(asked).toEqual([]);
  });

  it('a refusal names the missing scope', async () => {
    const reply = await server.write('put', '/fhir/Organization/1', {}).expect(403);
    expect(reply.headers['www-authenticate']).toBe(
      'Bearer error="insufficient_scope", error_description="This client is not allowed to do this", scope="system/Organization.cud"',
    );
    expect(JSON.parse(reply.text)).toMatchObject({
      issue: [{ code: 'forbidden', diagnostics: 'Request a token with the scope system/Organization.cud.' }],
    });
  });

  it('each must agree, one after the other, and refuses with its own text', async () => {
    const reply = await server.send('get', '/fhir/Organization').set('x-name', 'rude').expect(403);
    expect(reply.headers['www-authenticate']).toBeUndefined();
    expect(JSON.parse(reply.text).issue).toEqual([
      { severity: 'error', code: 'forbidden', details: { text: 'Be polite' }, diagnostics: 'Say please' },
    ]);
    // The first policy refused it, so the second was not asked.
    expect(asked).toEqual([]);
  });

  it('one may require authentication', async () => {
    await server.send('get', '/fhir/Organization').set('x-name', 'nobody').expect(401);
  });
});

describe('an invalid policy stops the boot', () => {
  const start = (policies: readonly AccessPolicy[], ...plugins: (new () => object)[]) =>
    stockApp({ imports: [fhir([resourcePlugin(organizationDefinition), ...plugins], { policies })] });
  const labelled = (name: string, names: readonly string[]): AccessPolicy => ({
    name,
    labels: { names, of: () => [] },
  });

  it.each<[string, readonly AccessPolicy[]]>([
    ['Two access policies are called a', [{ name: 'a' }, { name: 'a' }]],
    ['A b is not a name of an access policy: [a-z0-9-]+', [{ name: 'A b' }]],
    ['The access policy a has the label x twice', [labelled('a', ['x', 'x'])]],
    [
      'The access policies of a server have 26 labels together at most',
      [
        labelled(
          'a',
          Array.from({ length: 20 }, (_, n) => `a${n}`),
        ),
        labelled(
          'b',
          Array.from({ length: 11 }, (_, n) => `b${n}`),
        ),
      ],
    ],
  ])('%s', async (message, policies) => {
    await expect(start(policies)).rejects.toThrow(message);
  });

  it('such as a request-scoped one', async () => {
    @Injectable({ scope: Scope.REQUEST })
    @FhirPolicy()
    class OfEachRequest implements AccessPolicy {
      readonly name = 'each';
    }
    @FhirPlugin({ providers: [OfEachRequest] })
    class EachPlugin {}
    await expect(start([], EachPlugin)).rejects.toThrow('OfEachRequest cannot be an access policy');
  });
});
