import { inspect } from 'node:util';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { CapabilityStatement, Endpoint } from 'fhir/r4';
import {
  defineResource,
  EVERY_CAPABILITY,
  FhirError,
  FhirPlugin,
  Hook,
  type HookPoints,
  r4SearchParameters,
  resourcePlugin,
  seed,
  StoreRegistry,
  WritePipeline,
} from '../../src/fhir';
import { MemoryResourceStore, PersistenceModule, sqlOf } from '../../src/persistence';
import {
  client,
  describeConformance,
  describeMapping,
  describeStore,
  patchOf,
  sampleOf,
  startApp,
  type RunningApp,
} from '../../src/testing';
import { organizations } from '../contract/facade/hospital';
import { EndpointPlugin } from '../support/endpoint/endpoint.plugin';

/** Writes into a table of its own, and fails on demand with an error of its own. */
@Injectable()
class Outbox implements OnModuleInit {
  constructor(@InjectDataSource() readonly source: DataSource) {}

  async onModuleInit(): Promise<void> {
    await this.source.query('CREATE TABLE outbox (what TEXT)');
  }

  @Hook('resource.beforeCommit')
  async note({ unit, resource }: HookPoints['resource.beforeCommit']['event']): Promise<void> {
    await sqlOf(unit).run('INSERT INTO outbox VALUES (?)', [resource!['name'] as string]);
    if (resource!['name'] === 'fails') throw new TypeError('a mistake of the plugin');
  }
}

@FhirPlugin({ providers: [Outbox] })
class OutboxPlugin {}

describe('an app of the kit on a database', () => {
  const logged: unknown[] = [];
  const log = () => undefined;
  const logger = { log, warn: log, error: (...said: unknown[]) => logged.push(...said) };
  let app: RunningApp;
  beforeAll(async () => {
    const persistence = PersistenceModule.forRoot({ url: 'sqlite::memory:' });
    app = await startApp({ plugins: [EndpointPlugin, OutboxPlugin], persistence, logger });
  });
  afterAll(() => app.close());

  it('gives plugins its tables, says which store it has, and logs the cause of a 500', async () => {
    const fhir = client(app);
    const made = await fhir.create(sampleOf('Endpoint', { name: 'A' }));
    expect((await app.store.read('Endpoint', made.resource!.id!))?.versionId).toBe('1');
    const refused = await fhir.create(sampleOf('Endpoint', { name: 'fails' }));
    expect(refused.status).toBe(500);
    expect(inspect(logged, { depth: 5 })).toContain('a mistake of the plugin');
    const { source } = app.app.get(Outbox, { strict: false });
    expect(await source.query('SELECT what FROM outbox')).toEqual([{ what: 'A' }]);
  });
});

describe('an app of the kit', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp({ plugins: [EndpointPlugin] });
  });
  afterAll(() => app.close());

  it('is used by its client', async () => {
    const fhir = client(app);
    const created = await fhir.create(sampleOf('Endpoint', { name: 'A' }));
    expect(created).toMatchObject({ status: 201, resource: { name: 'A' }, outcome: undefined });
    const { id, ...content } = created.resource!;
    const updated = await fhir.update({ ...content, id: id!, name: 'B' }, { 'If-Match': created.etag! });
    expect(updated).toMatchObject({ status: 200, resource: { name: 'B' } });
    const patch = patchOf({ type: 'replace', path: 'Endpoint.name', value: { valueString: 'C' } });
    expect(await fhir.patch('Endpoint', id!, patch)).toMatchObject({ status: 200, resource: { name: 'C' } });
    const stale = await fhir.patch('Endpoint', id!, [{ op: 'remove', path: '/name' }], { 'If-Match': created.etag! });
    expect(stale).toMatchObject({ status: 412, outcome: { issue: [{ code: 'conflict' }] } });
    const found = await fhir.search('Endpoint', { _id: id! });
    expect(found.resource).toMatchObject({ total: 1, entry: [{ resource: { name: 'C' } }] });
    expect(found.resource!.link![0]!.url.startsWith(app.baseUrl)).toBe(true);
    expect((await fhir.delete('Endpoint', id!)).status).toBe(204);
    expect(await fhir.read('Endpoint', id!)).toMatchObject({
      status: 410,
      resource: { resourceType: 'OperationOutcome' },
    });
    expect((await fhir.capabilities()).rest![0]!.resource!.map(({ type }) => type)).toContain('Endpoint');
    expect((await app.store.read('Endpoint', id!))?.json).toBeNull();
  });
});

/** Acts like a table with a unique column. */
@Injectable()
class Names {
  private readonly taken = new Set<unknown>();
  @Hook('resource.beforeCommit')
  once({ context, resource }: HookPoints['resource.beforeCommit']['event']): void {
    if (context.interaction !== 'create') return;
    if (this.taken.has(resource!['name'])) throw new FhirError('unprocessable', 'There is another one of that name');
    this.taken.add(resource!['name']);
  }
}
@FhirPlugin({ providers: [Names] })
class NamesPlugin {}

const capabilities = { deletes: false, history: false, versions: 'current', ids: 'store', search: [] } as const;
describeConformance(
  () =>
    startApp({
      plugins: [EndpointPlugin, NamesPlugin],
      store: new MemoryResourceStore({ versionIds: 'hashed', capabilities }),
    }),
  {
    Endpoint: {
      sample: (n) => sampleOf('Endpoint', { name: `Endpoint ${n}` }),
      change: (endpoint, n) => ({ ...endpoint, name: `Renamed ${n}` }),
      interactions: ['read', 'create', 'update', 'patch'],
    },
  },
  { title: 'FHIR REST on a store that can do little', formats: ['JSON'] },
);

const NOT_CREATED = ['read', 'vread', 'history-instance', 'update', 'patch', 'search-type'] as const;
const NotCreatedPlugin = resourcePlugin(
  defineResource({ type: 'Endpoint', interactions: NOT_CREATED, searchParameters: r4SearchParameters('Endpoint') }),
);
/** Every request needs a key, including the one for the CapabilityStatement. */
@Injectable()
class Door {
  @Hook('request.received')
  open({ context }: HookPoints['request.received']['event']): void {
    if (context.headers['x-key'] === undefined) throw new FhirError('unauthenticated', 'Say the key');
  }
}
@FhirPlugin({ providers: [Door] })
class DoorPlugin {}

const present = sampleOf('Endpoint', { id: 'e', name: 'Endpoint' });
describeConformance(
  async () => {
    const store = new MemoryResourceStore({ capabilities: { search: ['name'] } });
    const app = await startApp({ plugins: [NotCreatedPlugin, DoorPlugin], store });
    await seed(app.app.get(StoreRegistry), app.app.get(WritePipeline), [present]);
    return app;
  },
  {
    Endpoint: {
      present: () => 'e',
      change: (endpoint, n) => ({ ...endpoint, name: `Renamed ${n}` }),
      interactions: NOT_CREATED,
    },
  },
  {
    title: 'FHIR REST of a type that is not created, and not searched by its id, for who has the key',
    formats: ['JSON'],
    headers: { 'X-Key': 'open' },
  },
);

describe('a type without search parameters', () => {
  it('is told of in XML too, and says so', async () => {
    const store = new MemoryResourceStore({ capabilities: { search: ['nothing'] } });
    const app = await startApp({ plugins: [EndpointPlugin], store });
    const fhir = client(app);
    const told = await fhir.send<CapabilityStatement>('GET', '/metadata', { Accept: 'application/fhir+xml' });
    expect(told.status).toBe(200);
    expect(told.resource!.rest![0]!.resource![0]!.searchParam).toBeUndefined();
    const refused = await fhir.search('Endpoint', { name: 'x' }, { Prefer: 'handling=strict' });
    expect(refused.outcome!.issue[0]!.diagnostics).toBe('Endpoint has no search parameter here.');
    await app.close();
  });
});

describe('the kit', () => {
  it('skips what needs more than is served, and says so', () => {
    const [skipped, run]: [string[], string[]] = [[], []];
    const runner = {
      describe: (_: string, body: () => void) => body(),
      it: Object.assign((name: string) => run.push(name), { skip: (name: string) => skipped.push(name) }),
      beforeAll: () => undefined,
      afterAll: () => undefined,
    };
    const about = { present: () => 'e', change: (endpoint: Endpoint) => endpoint, interactions: NOT_CREATED };
    describeConformance(() => startApp({ plugins: [] }), { Endpoint: about }, { runner, formats: ['JSON'] });
    expect(skipped).toContain('a deleted resource is gone (needs delete)');
    expect(skipped.filter((name) => !name.endsWith(' (needs delete)'))).toEqual([]);
    // The type is not served at all, so the test expects a refusal.
    expect(run).toContain('POST gives Location, ETag and Last-Modified');
  });

  it('refuses to start without what a declared capability needs for its test', () => {
    const about = { type: 'Basic', capabilities: EVERY_CAPABILITY, sample: () => sampleOf('Basic'), change: () => sampleOf('Basic') } as const; // prettier-ignore
    expect(() => describeStore(async () => ({ store: new MemoryResourceStore() }), about)).toThrow(
      'The store of Basic declares that it tells referrers: give `refer`, so that this can be tried, or `refer: false`',
    );
  });

  it('says what is wrong with a mapping that loses something', async () => {
    const laws: Promise<void>[] = [];
    const runner = {
      describe: (_: string, body: () => void) => body(),
      it: Object.assign((_: string, body: () => Promise<void>) => laws.push(body()), { skip: () => undefined }),
      beforeAll: () => undefined,
      afterAll: () => undefined,
    };
    const lost = sampleOf('Organization', { name: 'CHU', alias: ['lost'] });
    describeMapping(organizations(), { samples: { lost }, runner });
    await expect(Promise.all(laws)).rejects.toThrow('alias');
  });
});
