import { Controller, Get, Inject, Injectable, Logger, Module, Scope } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Bundle, CapabilityStatement } from 'fhir/r4';
import {
  type AccessPolicy,
  buildOpenApi,
  defineResource,
  FhirModule,
  FhirOperation,
  FhirPlugin,
  FhirPolicy,
  Hook,
  type HookPoints,
  resourcePlugin,
  serveSwagger,
} from '../../src/fhir';
import { MemoryPersistenceModule } from '../../src/persistence';
import { EndpointPlugin } from '../support/endpoint/endpoint.plugin';
import { fhir, OPTIONS, type StockApp, stockApp } from '../support/stock-app';
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

const OrganizationPlugin = resourcePlugin(defineResource({ type: 'Organization', interactions: ['read', 'create'] }));

@Controller('visits')
class Visits {
  @Get()
  list(): number[] {
    return [7];
  }
}

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

describe('what is marked for a plugin, in the host', () => {
  @FhirPolicy()
  class HostPolicy implements AccessPolicy {
    readonly name = 'host';
  }
  class HostClose {
    @FhirOperation('Endpoint', '$close', { level: ['type'] })
    close(): void {}
  }
  const TO_DO =
    'put it among the providers of a class with @FhirPlugin, and that class among the plugins of FhirModule';
  const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  beforeEach(() => warned.mockClear());
  afterAll(() => warned.mockRestore());

  it('stops the start if it is an access policy, which nobody would ask', async () => {
    const booting = stockApp({ imports: [fhir([EndpointPlugin])], providers: [HostPolicy] });
    await expect(booting).rejects.toThrow(`HostPolicy is an access policy of no plugin, so it is not asked: ${TO_DO}`);
  });

  it('is told in the log, once, if it is a hook or an operation', async () => {
    const two = fhir([], { path: 'two', baseUrl: 'https://example.org/two' });
    const { app } = await stockApp({ imports: [fhir([EndpointPlugin]), two], providers: [WatchA, HostClose] });
    await app.close();
    expect(warned.mock.calls).toEqual([
      [`WatchA.note is a hook of no plugin, so it is never called: ${TO_DO}`],
      [`HostClose.close is an operation of no plugin, so it is never called: ${TO_DO}`],
    ]);
  });

  it('is not told of a plugin, of what a plugin shares, or of a plugin that the host imports too', async () => {
    const shared = new WatchA();
    @FhirPlugin({ providers: [{ provide: WatchA, useValue: shared }] })
    class Sharing {}
    const host = {
      imports: [fhir([EndpointPlugin, PluginA, Sharing]), PluginA],
      providers: [
        { provide: 'a', useValue: shared },
        { provide: 'b', useValue: Object.create(null) as object },
      ],
    };
    const { app } = await stockApp(host);
    await app.close();
    expect(warned).not.toHaveBeenCalled();
  });
});

describe('two FHIR servers in one application', () => {
  it('cannot have one path', async () => {
    const booting = stockApp({ imports: [fhir([EndpointPlugin]), fhir([PluginA], { path: '/fhir/' })] });
    await expect(booting).rejects.toThrow(
      'Two FhirModules have the path fhir: give one of them another path, and a baseUrl that ends with it',
    );
  });

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

describe('the documents of two FHIR servers in one application', () => {
  const a = fhir([EndpointPlugin], {
    path: 'a',
    baseUrl: 'http://a.test/api/a',
    software: { name: 'A', version: '1' },
  });
  const b = fhir([EndpointPlugin, OrganizationPlugin], {
    path: '/b/',
    baseUrl: 'http://b.test/api/b',
    software: { name: 'B', version: '2' },
  });
  let host: StockApp;
  beforeAll(async () => {
    const imports = [a, b, { module: class Routes {}, controllers: [Visits] }];
    host = await stockApp({ imports }, 'api', (app) => {
      serveSwagger(app);
      serveSwagger(app, { path: 'b', page: 'b/docs', document: 'b.json' });
    });
  });
  afterAll(() => host.app.close());

  const served = async (at: string): Promise<OpenAPIObject> => (await host.send('get', at)).body as OpenAPIObject;
  const below = (document: OpenAPIObject, base: string): string[] =>
    Object.keys(document.paths).filter((path) => path === base || path.startsWith(`${base}/`));

  it('are one document for all, including the routes of the application', async () => {
    const document = await served('/openapi.json');
    expect([document.info.title, document.servers!.map(({ url }) => url)]).toEqual([
      'A',
      ['http://a.test', 'http://b.test'],
    ]);
    expect(below(document, '/api/a')).toContain('/api/a/Endpoint/{id}');
    expect(below(document, '/api/a')).not.toContain('/api/a/Organization/{id}');
    expect(below(document, '/api/b')).toEqual(
      expect.arrayContaining(['/api/b/Endpoint/{id}', '/api/b/Organization/{id}', '/api/b/$validate']),
    );
    expect(Object.keys(document.paths)).toContain('/api/visits');
  });

  it('names each operation once', async () => {
    const document = await served('/openapi.json');
    const operations = Object.values(document.paths).flatMap((item) =>
      [item.get, item.post, item.put, item.patch, item.delete].flatMap((each) => each?.operationId ?? []),
    );
    expect(operations).toEqual(expect.arrayContaining(['readEndpoint_a', 'readEndpoint_b', 'capabilities_b']));
    expect(operations.filter((id, index) => operations.indexOf(id) !== index)).toEqual([]);
  });

  it('or one document for the named server only', async () => {
    const document = await served('/b.json');
    expect([document.info.title, document.info.version, document.servers!.map(({ url }) => url)]).toEqual([
      'B',
      '2',
      ['http://b.test'],
    ]);
    expect(Object.keys(document.paths)).toEqual(below(document, '/api/b'));
    expect(document.paths['/api/b/Endpoint/{id}']!.get!.operationId).toBe('readEndpoint');
    expect(Object.keys(document.components!.schemas!)).toContain('Organization');
    expect((await host.send('get', '/b/docs')).text).toContain('<title>B</title>');
  });

  it('refuses a path without a server', () => {
    expect(() => buildOpenApi(host.app, { path: 'c' })).toThrow(
      'No FhirModule has the path c; those of this application: a, b',
    );
  });
});

describe('a hook on a provider that is not a singleton', () => {
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
