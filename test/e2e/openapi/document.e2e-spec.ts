import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { OPENAPI_FILE, openApiText } from '../../../scripts/openapi';
import { DocumentReader, FORM } from '../../support/openapi-document';
import { FHIR_JSON, FHIR_XML, startTestApp, type TestApp } from '../../support/test-app';

let server: TestApp;
let reader: DocumentReader;
beforeAll(async () => {
  server = await startTestApp({ DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'true' });
  reader = await DocumentReader.of(server);
});
afterAll(() => server.close());

/** What the process serves besides the FHIR API: pages, the document itself, and endpoints for operators. */
const BESIDE = /^\/(?:docs\b.*|openapi\.json|health\/(?:live|ready)|metrics)?$/;

const LEFT_OVER = /^\/fhir(?:\/\*path)?$/;

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

/** Every route registered in Express, in the notation of the document: `get /fhir/Organization/{id}`. */
function registeredRoutes(): string[] {
  const { router } = server.app.getHttpAdapter().getInstance() as { router: { stack: readonly Layer[] } };
  return router.stack.flatMap(({ route }) =>
    Object.keys(route?.methods ?? {})
      // A client needs neither OPTIONS, which every address has, nor the route that refuses unmatched requests.
      .filter((method) => method !== 'options' && !BESIDE.test(route!.path) && !LEFT_OVER.test(route!.path))
      .map((method) => `${method} ${route!.path.replace(/:(\w+)/g, '{$1}').replace(/\/$/, '')}`),
  );
}

describe('the committed document', () => {
  it('is up to date (otherwise: npm run openapi)', async () => {
    expect(await readFile(resolve(OPENAPI_FILE), 'utf8')).toBe(await openApiText());
  });
});

/** Routes at the base. `LEFT_OVER` excludes them, because the refusal of unmatched requests has the same path. */
const OF_THE_BASE = ['get /fhir', 'post /fhir'];

const OPERATIONS = [
  'get /fhir/$export',
  'post /fhir/$export',
  'get /fhir/{type}/$export',
  'post /fhir/{type}/$export',
  'get /fhir/$export-poll-status',
  'delete /fhir/$export-poll-status',
  'get /fhir/$export-file',
  'get /fhir/$async-status',
  'delete /fhir/$async-status',
  'get /fhir/$meta',
  'post /fhir/$meta',
  'get /fhir/{type}/$meta',
  'post /fhir/{type}/$meta',
  'get /fhir/{type}/{id}/$meta',
  'post /fhir/{type}/{id}/$meta',
  'get /fhir/{type}/{id}/_history/{vid}/$meta',
  'post /fhir/{type}/{id}/_history/{vid}/$meta',
  'post /fhir/{type}/{id}/$meta-add',
  'post /fhir/{type}/{id}/$meta-delete',
  'post /fhir/$diff',
  'get /fhir/{type}/{id}/$diff',
  'post /fhir/{type}/{id}/$diff',
  'post /fhir/$validate',
  'post /fhir/{type}/$validate',
  'get /fhir/{type}/{id}/$validate',
  'post /fhir/{type}/{id}/$validate',
];

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1', () => expect(reader.document.openapi).toBe('3.1.0'));

  it('declares no security', () => expect(reader.document.security).toEqual([]));

  it('points only to what exists', () => {
    const text = JSON.stringify(reader.document);
    const pointers = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, pointer]) => pointer!));
    expect(pointers.size).toBeGreaterThan(100);
    expect([...pointers].filter(($ref) => reader.follow<unknown>({ $ref }) === undefined)).toEqual([]);
  });

  it('gives every component a valid name', () => {
    const names = Object.values(reader.document.components ?? {}).flatMap((group) => Object.keys(group as object));
    expect(names.filter((name) => !/^[a-zA-Z0-9._-]+$/.test(name))).toEqual([]);
  });

  it('has every route of the server, and no other', () => {
    const documented = reader.operations().map(({ method, path }) => `${method} ${path}`);
    expect(documented.length).toBeGreaterThan(50);
    // One route serves all operations; the document lists each of them instead.
    // The SMART configuration exists only where clients have to authenticate.
    const routes = registeredRoutes().filter((route) => !/\/\$\{operation\}$|smart-configuration$/.test(route));
    expect(documented.sort()).toEqual([...routes, ...OF_THE_BASE, ...OPERATIONS].sort());
  });

  it('declares the parameters of every path, and no other', () => {
    for (const { path, operation } of reader.operations()) {
      const declared = operation.parameters.filter(({ in: place }) => place === 'path');
      expect(declared.every(({ required }) => required)).toBe(true);
      expect(declared.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
    }
  });

  it('describes every tag it uses', () => {
    const used = reader.operations().flatMap(({ operation }) => operation.tags);
    expect(reader.document.tags?.map(({ name }) => name)).toEqual(expect.arrayContaining(used));
  });

  it('declares the possible refusals of each operation', () => {
    const refusals = reader
      .operations()
      .map(({ operation: { operationId, responses } }) => [
        operationId,
        Object.keys(responses).some((status) => status.startsWith('4')) && '500' in responses,
      ]);
    expect(refusals).toEqual(refusals.map(([operationId]) => [operationId, true]));
  });

  it('names FHIR JSON first and XML next where a resource can be sent or comes back', () => {
    const operations = reader.operations().map(({ operation }) => operation);
    const bodies = operations.flatMap((operation) => reader.bodiesOf(operation)).filter((content) => !content[FORM]);
    const contents = [...operations.flatMap((operation) => reader.answersOf(operation)), ...bodies];
    expect(contents.length).toBeGreaterThan(100);
    expect(new Set(contents.map((content) => Object.keys(content).slice(0, 2).join()))).toEqual(
      new Set([`${FHIR_JSON},${FHIR_XML}`]),
    );
  });

  it('says that every answer with a resource can be a page', () => {
    const contents = reader.operations().flatMap(({ operation }) => reader.answersOf(operation));
    expect(contents.length).toBeGreaterThan(100);
    expect(contents.filter((content) => !content['text/html'])).toEqual([]);
  });

  it('shows every answer with a body in both formats', () => {
    const contents = reader.operations().flatMap(({ operation }) => reader.answersOf(operation));
    const shown = contents.map((content) => new Set(reader.examplesOf(content).map(({ mediaType }) => mediaType)));
    expect(shown).toEqual(contents.map(() => new Set([FHIR_JSON, FHIR_XML])));
  });
});
