import { Inject, Injectable, Module, Scope } from '@nestjs/common';
import type { Bundle, CapabilityStatement } from 'fhir/r4';
import { FhirModule, FhirPlugin, Hook, type HookPoints } from '../../src/fhir';
import { MemoryPersistenceModule } from '../../src/persistence';
import { EndpointPlugin } from '../support/endpoint/endpoint.plugin';
import { fhir, OPTIONS, stockApp } from '../support/stock-app';
import { startTestApp } from '../support/test-app';

const seen: string[] = [];

@Injectable()
class WatchA {
  @Hook('request.received')
  note({ context }: HookPoints['request.received']['event']): void {
    seen.push(`A ${context.interaction}`);
  }
}
@FhirPlugin({ providers: [WatchA] })
class PluginA {}

@Injectable()
class WatchB {
  @Hook('request.received')
  note({ context }: HookPoints['request.received']['event']): void {
    seen.push(`B ${context.interaction}`);
  }
}
@FhirPlugin({ providers: [WatchB] })
class PluginB {}

const endpoint = (id: string) => ({
  resourceType: 'Endpoint',
  id,
  status: 'active',
  connectionType: { code: 'hl7-fhir-rest' },
  payloadType: [{ text: 'any' }],
  address: 'https://example.org',
});

describe('where FHIR is', () => {
  it('is the path of the options, with the prefix of the application: routes, links, pages', async () => {
    const baseUrl = 'https://example.org/api/directory/r4';
    const host = { imports: [fhir([EndpointPlugin], { path: 'directory/r4', baseUrl })] };
    const { app, send, write } = await stockApp(host, 'api');
    const created = await write('put', '/api/directory/r4/Endpoint/a', endpoint('a'));
    expect([created.status, created.headers['location']]).toEqual([201, `${baseUrl}/Endpoint/a/_history/1`]);
    const found = (await send('get', '/api/directory/r4/Endpoint?_id=a')).body as Bundle;
    expect([found.link![0]!.url, found.entry![0]!.fullUrl]).toEqual([
      `${baseUrl}/Endpoint?_id=a`,
      `${baseUrl}/Endpoint/a`,
    ]);
    const statement = (await send('get', '/api/directory/r4/metadata')).body as CapabilityStatement;
    expect(statement.implementation!.url).toBe(baseUrl);
    const page = (await send('get', '/api/directory/r4/Endpoint/a').set('Accept', 'text/html')).text;
    expect(page).toContain('href="/api/directory/r4/metadata"');
    expect(page).not.toContain('"/fhir');
    expect((await send('get', '/api/directory/r4/Nothing')).text).not.toContain('/fhir/');
    expect((await send('get', '/fhir/metadata')).status).toBe(404);
    await app.close();
  });

  it.each<[string, string | undefined, string | undefined, string]>([
    ['a base URL of another path', undefined, undefined, 'https://example.org/r4'],
    ['a base URL without a path', undefined, undefined, 'https://example.org'],
    ['a prefix it does not know', 'api', undefined, 'https://example.org/fhir'],
    ['another path', undefined, 'r4', 'https://example.org/fhir'],
  ])('stops the boot with %s, and says both', async (_, prefix, path, baseUrl) => {
    const booting = stockApp({ imports: [fhir([EndpointPlugin], { ...(path && { path }), baseUrl })] }, prefix);
    await expect(booting).rejects.toThrow(
      `FHIR is served at ${prefix ? `/${prefix}` : ''}/${path ?? 'fhir'}, and the baseUrl ${baseUrl} says ${new URL(baseUrl).pathname}`,
    );
  });

  it('follows BASE_URL in the document of the API and on the start page', async () => {
    const server = await startTestApp({ DATABASE_URL: 'sqlite::memory:', BASE_URL: 'http://x.test/ror/r4' });
    const { default: request } = await import('supertest');
    const http = server.app.getHttpServer();
    const document = (await request(http).get('/openapi.json')).body as { paths: object; servers: { url: string }[] };
    expect(document.servers[0]!.url).toBe('http://x.test');
    expect(Object.keys(document.paths)).toContain('/ror/r4/Organization/{id}');
    expect(Object.keys(document.paths).filter((path) => !path.startsWith('/ror/r4'))).toEqual([]);
    expect((await request(http).get('/')).text).toContain('href="/ror/r4/Organization"');
    expect((await request(http).get('/ror/r4/metadata')).status).toBe(200);
    await server.close();
  });
});

describe('two FHIR servers in one application', () => {
  it('have paths, plugins, hooks and stores of their own, and may serve the same plugin', async () => {
    @Module({ providers: [{ provide: 'base', useValue: 'http://localhost/b' }], exports: ['base'] })
    class Config {}
    const b = FhirModule.forRootAsync({
      path: 'b',
      plugins: [EndpointPlugin, PluginB],
      persistence: MemoryPersistenceModule,
      imports: [Config],
      inject: ['base'],
      useFactory: async (baseUrl: unknown) => ({ ...OPTIONS, baseUrl: String(baseUrl), updateCreate: false }),
    });
    const a = fhir([PluginA, EndpointPlugin], {
      path: 'a',
      baseUrl: 'http://localhost/a',
      persistence: { module: MemoryPersistenceModule },
    });
    const { app, send, write } = await stockApp({ imports: [a, b] });
    seen.length = 0;
    expect((await write('put', '/a/Endpoint/x', endpoint('x'))).status).toBe(201);
    expect((await write('put', '/b/Endpoint/x', endpoint('x'))).status).toBe(405);
    expect((await send('get', '/b/Endpoint/x')).status).toBe(404);
    const created = await write('post', '/b/Endpoint', endpoint('x'));
    expect(created.headers['location']).toMatch(/^http:\/\/localhost\/b\/Endpoint\//);
    expect((await send('get', '/a/Endpoint')).body).toMatchObject({
      total: 1,
      link: [{ url: 'http://localhost/a/Endpoint' }],
    });
    expect(seen).toEqual(['A update', 'B update', 'B read', 'B create', 'A search-type']);
    await app.close();
  });
});

describe('a hook on a provider of which there is not one', () => {
  it.each([
    ['request-scoped', Scope.REQUEST],
    ['transient', Scope.TRANSIENT],
  ])('stops the boot: %s', async (_, scope) => {
    @Injectable({ scope })
    class Audit {
      @Hook('request.received')
      note(): void {}
    }
    @FhirPlugin({ providers: [Audit] })
    class AuditPlugin {}
    await expect(stockApp({ imports: [fhir([AuditPlugin])] })).rejects.toThrow(
      'Audit.note cannot listen to request.received: Audit is request-scoped or transient',
    );
  });

  it('which depends on a request-scoped one, too', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class Who {}
    @Injectable()
    class Audit {
      constructor(@Inject(Who) readonly who: Who) {}
      @Hook('request.answered')
      note(): void {}
    }
    @FhirPlugin({ providers: [Who, Audit] })
    class AuditPlugin {}
    await expect(stockApp({ imports: [fhir([AuditPlugin])] })).rejects.toThrow(
      'Audit.note cannot listen to request.answered',
    );
  });
});
