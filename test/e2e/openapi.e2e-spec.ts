import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import request from 'supertest';
import { OPENAPI_FILE, openApiText } from '../../scripts/openapi';
import { RESOURCE_DEFINITIONS } from '../../src/fhir/rest/tokens';
import { routesOf } from '../../src/fhir/rest/routes';
import type { ResourceDefinition } from '../../src/fhir';
import { parseXml } from '../../src/fhir/xml';
import { FHIR_JSON, FHIR_XML, startTestApp, type TestApp } from '../support/test-app';

const FORM = 'application/x-www-form-urlencoded';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}
interface Media {
  readonly schema: Schema;
  readonly examples?: Readonly<Record<string, { $ref?: string; value?: unknown }>>;
}
type Content = Readonly<Record<string, Media>>;
interface Answer {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Content;
}
interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters: readonly { name: string; in: string; required?: boolean; schema: object }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Answer & { $ref?: string }>>;
}

let server: TestApp;
let document: OpenAPIObject;
let definitions: readonly ResourceDefinition[];

beforeAll(async () => {
  server = await startTestApp({ DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'true' });
  document = JSON.parse(await fetchText('/openapi.json')) as OpenAPIObject;
  definitions = [...server.app.get<ReadonlyMap<string, ResourceDefinition>>(RESOURCE_DEFINITIONS).values()];
});
afterAll(() => server.close());

async function fetchText(path: string): Promise<string> {
  return (
    await request(server.app.getHttpServer() as Parameters<typeof request>[0])
      .get(path)
      .expect(200)
  ).text;
}

function operations(): { path: string; method: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation: operation })),
  );
}

/** What a pointer leads to; the thing itself when it is none. */
function follow<T>(thing: T & { $ref?: string }): T {
  if (thing.$ref === undefined) return thing;
  return thing.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document) as T;
}

function listOf(content: Content | undefined): Content[] {
  return content ? [content] : [];
}

/** What the answers of an operation can hold. */
function answersOf({ responses }: Operation): Content[] {
  return Object.values(responses).flatMap((response) => listOf(follow(response).content));
}

/** The examples of a content, each with what it holds and the schema of that: XML has the schema of its JSON. */
function examplesOf(content: Content = {}) {
  return Object.entries(content).flatMap(([mediaType, { schema, examples = {} }]) =>
    Object.entries(examples).map(([name, example]) => {
      const { value } = follow(example);
      const xml = mediaType === FHIR_XML;
      return {
        mediaType,
        name,
        value,
        resource: xml ? parseXml(value as string).resource : value,
        schema: xml ? content[FHIR_JSON]!.schema : schema,
      };
    }),
  );
}

/** Where a value breaks a schema; the keywords the document uses, and no more. */
function faults(value: unknown, pointer: Schema, at = '$'): string[] {
  const schema = follow(pointer);
  for (const branches of [schema.oneOf, schema.anyOf]) {
    if (branches && !branches.some((branch) => faults(value, branch, at).length === 0)) return [`${at} fits no branch`];
  }
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  if (schema.type && schema.type.replace('integer', 'number') !== kind) return [`${at} is no ${schema.type}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${at} is none of ${schema.enum.join()}`];
  if (typeof value === 'string' && !new RegExp(schema.pattern ?? '', 'u').test(value))
    return [`${at} breaks its pattern`];
  if (Array.isArray(value)) return value.flatMap((item, i) => faults(item, schema.items ?? {}, `${at}[${i}]`));
  if (kind !== 'object') return [];
  const members = Object.entries(value as object) as [string, unknown][];
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value as object, name));
  return [
    ...missing.map((name) => `${at}.${name} is missing`),
    ...members.flatMap(([name, member]) => {
      const known = schema.properties?.[name];
      if (known) return faults(member, known, `${at}.${name}`);
      return schema.additionalProperties === false ? [`${at}.${name} is not known`] : [];
    }),
  ];
}

describe('the committed document', () => {
  it('is what the server says now (else: npm run openapi)', async () => {
    expect(await readFile(resolve(OPENAPI_FILE), 'utf8')).toBe(await openApiText());
  });
});

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1', () => expect(document.openapi).toBe('3.1.0'));

  it('points only to what exists', () => {
    const pointers = new Set(
      [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, pointer]) => pointer!),
    );
    expect(pointers.size).toBeGreaterThan(100);
    expect([...pointers].filter(($ref) => follow<unknown>({ $ref }) === undefined)).toEqual([]);
  });

  it('names every component legally', () => {
    const names = Object.values(document.components ?? {}).flatMap((group) => Object.keys(group as object));
    expect(names.filter((name) => !/^[a-zA-Z0-9._-]+$/.test(name))).toEqual([]);
  });

  it('has every operation once, under its own id', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['patchHealthcareService', 'readOrganization', 'capabilities']));
  });

  it('has every route the definitions ask for', () => {
    const documented = operations().map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    const served = definitions.flatMap((definition) =>
      routesOf(definition).map(({ method, path }) =>
        `${method} /fhir/${definition.type}/${path}`.replace(/:(\w+)/g, '{$1}').replace(/\/$/, ''),
      ),
    );
    expect(documented).toEqual(expect.arrayContaining(served));
  });

  it('declares the parameters of every path, and no other', () => {
    for (const { path, operation } of operations()) {
      const declared = operation.parameters.filter(({ in: place }) => place === 'path');
      expect(declared.every(({ required }) => required)).toBe(true);
      expect(declared.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
    }
  });

  it('describes every tag it uses', () => {
    const used = operations().flatMap(({ operation }) => operation.tags);
    expect(document.tags?.map(({ name }) => name)).toEqual(expect.arrayContaining(used));
  });

  it('names FHIR JSON first and XML next where a resource can be sent or comes back', () => {
    const bodies = operations()
      .flatMap(({ operation }) => listOf(operation.requestBody?.content))
      .filter((content) => !content[FORM]);
    const contents = [...operations().flatMap(({ operation }) => answersOf(operation)), ...bodies];
    expect(contents.length).toBeGreaterThan(100);
    expect(new Set(contents.map((content) => Object.keys(content).slice(0, 2).join()))).toEqual(
      new Set([`${FHIR_JSON},${FHIR_XML}`]),
    );
  });

  it('says that every answer with a resource can be a page', () => {
    const contents = operations().flatMap(({ operation }) => answersOf(operation));
    expect(contents.length).toBeGreaterThan(100);
    expect(contents.filter((content) => !content['text/html'])).toEqual([]);
  });

  it('shows requests and answers in JSON and in XML that fit their schema', () => {
    const wrong = operations().flatMap(({ operation }) => {
      const answers = answersOf(operation).flatMap((content) => examplesOf(content));
      // Bodies as an implementation guide prints them need not fit; whether they work is tried below.
      const bodies = examplesOf(operation.requestBody?.content).filter(({ mediaType }) => mediaType !== FHIR_JSON);
      return [...answers, ...bodies].flatMap(({ resource, schema, name }) =>
        faults(resource, schema, `${operation.operationId} ${name}`),
      );
    });
    expect(wrong).toEqual([]);
  });

  it('shows every answer with a body in both formats', () => {
    const contents = operations().flatMap(({ operation }) => answersOf(operation));
    const shown = contents.map((content) => new Set(examplesOf(content).map(({ mediaType }) => mediaType)));
    expect(shown).toEqual(contents.map(() => new Set([FHIR_JSON, FHIR_XML])));
  });
});

describe('what the server answers is in the document', () => {
  const rename = (name: string): object => ({
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'replace' },
          { name: 'path', valueString: 'Organization.name' },
          { name: 'value', valueString: name },
        ],
      },
    ],
  });
  const json = { 'Content-Type': FHIR_JSON };
  const xml = { Accept: FHIR_XML };
  const plain = { 'Content-Type': 'text/plain' };
  const rows = [
    { id: 'readOrganization', method: 'get', path: '/Organization/1234', status: 200 },
    {
      id: 'readOrganization',
      method: 'get',
      path: '/Organization/1234',
      headers: { 'If-None-Match': 'W/"1"' },
      status: 304,
    },
    { id: 'readOrganization', method: 'get', path: '/Organization/no_id', status: 400 },
    { id: 'readOrganization', method: 'get', path: '/Organization/nobody', status: 404 },
    {
      id: 'readOrganization',
      method: 'get',
      path: '/Organization/1234',
      headers: { Accept: 'application/pdf' },
      status: 406,
    },
    { id: 'readOrganization', method: 'get', path: '/Organization/1234', headers: xml, status: 200 },
    { id: 'readOrganization', method: 'get', path: '/Organization/nobody', headers: xml, status: 404 },
    {
      id: 'readOrganization',
      method: 'get',
      path: '/Organization/1234',
      headers: { Accept: 'text/html' },
      status: 200,
    },
    { id: 'readOrganization', method: 'get', path: '/Organization/1234?_summary=some', status: 400 },
    { id: 'readOrganization', method: 'get', path: '/Organization/nobody?_format=html', status: 404 },
    { id: 'vreadOrganization', method: 'get', path: '/Organization/1234/_history/1', status: 200 },
    { id: 'vreadOrganization', method: 'get', path: '/Organization/1234/_history/99', status: 404 },
    { id: 'historyOrganization', method: 'get', path: '/Organization/1234/_history', status: 200 },
    { id: 'searchOrganization', method: 'get', path: '/Organization?_id=1234', status: 200 },
    { id: 'searchOrganization', method: 'get', path: '/Organization?_count=2', headers: xml, status: 200 },
    { id: 'searchOrganization', method: 'get', path: '/Organization?_summary=count', status: 200 },
    {
      id: 'searchOrganization',
      method: 'get',
      path: '/Organization?name=x&_id=1234',
      headers: { Prefer: 'handling=lenient' },
      status: 200,
    },
    {
      id: 'searchOrganization',
      method: 'get',
      path: '/Organization?_id=1234',
      headers: { Accept: 'text/html' },
      status: 200,
    },
    { id: 'searchOrganization', method: 'get', path: '/Organization?name=x', status: 400 },
    {
      id: 'searchOrganization',
      method: 'get',
      path: '/Organization',
      headers: { Accept: 'application/pdf' },
      status: 406,
    },
    { id: 'searchByPostOrganization', method: 'post', path: '/Organization/_search?_id=1234', status: 200 },
    { id: 'searchByPostOrganization', method: 'post', path: '/Organization/_search?name=x', status: 400 },
    {
      id: 'searchByPostOrganization',
      method: 'post',
      path: '/Organization/_search',
      headers: json,
      body: {},
      status: 415,
    },
    { id: 'historyOrganization', method: 'get', path: '/Organization/1234/_history?_count=0', status: 400 },
    {
      id: 'createOrganization',
      method: 'post',
      path: '/Organization',
      headers: json,
      body: { resourceType: 'Organization', name: 'A' },
      status: 201,
    },
    {
      id: 'createOrganization',
      method: 'post',
      path: '/Organization',
      headers: json,
      body: { resourceType: 'Organization' },
      status: 422,
    },
    { id: 'createOrganization', method: 'post', path: '/Organization', headers: json, body: [], status: 400 },
    {
      id: 'createOrganization',
      method: 'post',
      path: '/Organization',
      headers: plain,
      status: 415,
    },
    {
      id: 'updateOrganization',
      method: 'put',
      path: '/Organization/nobody',
      headers: json,
      body: { resourceType: 'Organization', id: 'nobody', name: 'A' },
      status: 405,
    },
    {
      id: 'patchOrganization',
      method: 'patch',
      path: '/Organization/789',
      headers: json,
      body: rename('A'),
      status: 200,
    },
    {
      id: 'patchOrganization',
      method: 'patch',
      path: '/Organization/nobody',
      headers: json,
      body: rename('A'),
      status: 404,
    },
    {
      id: 'patchOrganization',
      method: 'patch',
      path: '/Organization/1234',
      headers: { ...json, 'If-Match': 'W/"9"' },
      body: rename('A'),
      status: 412,
    },
    {
      id: 'patchOrganization',
      method: 'patch',
      path: '/Organization/1234',
      headers: json,
      body: rename(''),
      status: 400,
    },
    { id: 'deleteOrganization', method: 'delete', path: '/Organization/nobody', status: 204 },
    {
      id: 'deleteOrganization',
      method: 'delete',
      path: '/Organization/1234',
      headers: { 'If-Match': '9' },
      status: 400,
    },
    {
      id: 'patchOrganization',
      method: 'patch',
      path: '/Organization/789?_dryRun=true',
      headers: { 'Content-Type': 'application/json-patch+json', Prefer: 'return=OperationOutcome', ...xml },
      body: [{ op: 'replace', path: '/name', value: 'B' }],
      status: 200,
    },
    { id: 'patchOrganization', method: 'patch', path: '/Organization/789', headers: plain, status: 415 },
    { id: 'historyOrganization', method: 'get', path: '/Organization/789/_history', headers: xml, status: 200 },
    { id: 'diffInstance', method: 'get', path: '/Organization/1234/$diff', status: 200 },
    { id: 'diffInstance', method: 'get', path: '/Organization/1234/$diff', headers: xml, status: 200 },
    { id: 'diffInstance', method: 'get', path: '/Organization/1234/$diff?fromVersion=x', status: 400 },
    { id: 'diffVersions', method: 'post', path: '/$diff', headers: plain, status: 415 },
    { id: 'diffVersions', method: 'post', path: '/$diff', headers: json, body: {}, status: 400 },
    { id: 'capabilities', method: 'get', path: '/metadata', status: 200 },
    { id: 'capabilities', method: 'get', path: '/metadata', headers: xml, status: 200 },
    { id: 'capabilities', method: 'get', path: '/metadata?_summary=some', status: 400 },
    { id: 'deletePractitionerRole', method: 'delete', path: '/PractitionerRole/753?_dryRun=true', status: 204 },
    { id: 'deleteOrganization', method: 'delete', path: '/Organization/1234', status: 409 },
    { id: 'capabilities', method: 'get', path: '/metadata', headers: { Accept: 'text/html' }, status: 200 },
  ] as const satisfies { id: string; method: string; path: string; headers?: object; body?: object; status: number }[];
  type Row = {
    id: string;
    method: 'get';
    path: string;
    headers?: Record<string, string>;
    body?: object;
    status: number;
  };
  /** Of HTTP itself, not of ours. */
  const TRANSPORT = [
    'connection',
    'content-length',
    'content-type',
    'date',
    'keep-alive',
    'transfer-encoding',
    'vary',
    'content-encoding',
  ];
  const SECURITY = ['content-security-policy', 'referrer-policy', 'x-content-type-options', 'x-frame-options'];

  it.each(rows as unknown as Row[])(
    '$id: $status at $path',
    async ({ id, method, path, headers = {}, body, status }) => {
      const text = body && JSON.stringify(body);
      const reply = await server.send(method, path).set(headers).send(text);
      expect(reply.status).toBe(status);
      const { operation } = operations().find((candidate) => candidate.operation.operationId === id)!;
      const documented = follow(operation.responses[status] ?? {});
      const sent = Object.keys(reply.headers).filter((name) => ![...TRANSPORT, ...SECURITY].includes(name));
      expect(Object.keys(documented.headers ?? {}).map((name) => name.toLowerCase())).toEqual(
        expect.arrayContaining(sent),
      );
      const [mediaType = ''] = (reply.headers['content-type'] ?? '').split(';');
      expect(Object.keys(documented.content ?? {})).toEqual(
        reply.text === '' ? [] : expect.arrayContaining([mediaType]),
      );
      const read = { [FHIR_JSON]: (sent: string) => JSON.parse(sent) as unknown, [FHIR_XML]: (sent: string) => parseXml(sent).resource }[mediaType]; // prettier-ignore
      const schema = documented.content?.[FHIR_JSON]?.schema;
      expect(read && schema ? faults(read(reply.text), schema) : []).toEqual([]);
    },
  );

  it.each([
    ['NotAcceptable', { Accept: 'application/pdf' }],
    ['UnsupportedMediaType', { 'Content-Type': 'text/plain' }],
    ['NoForm', { 'Content-Type': 'application/json' }, '/Organization/_search'],
    ['BadSearch', {}, '/Organization/_search?identifer=1'],
  ])('%s is shown in the words of the server', async (name, headers, path = '/Organization') => {
    const reply = await server
      .send('post', path)
      .set(headers)
      .send(name === 'BadSearch' ? undefined : 'x');
    const { content } = follow<Answer>({ $ref: `#/components/responses/${name}` });
    expect(examplesOf(content).map(({ resource }) => resource)).toContainEqual(reply.body);
  });
});

describe('examples of requests', () => {
  /** A patch of the type is conditional. */
  const addressOf = (method: string, path: string, id = ''): string =>
    path.replace('/fhir', '').replace('{id}', id) + (method === 'patch' && !path.includes('{id}') ? `?_id=${id}` : '');

  it('work as they stand, each on a fresh server', async () => {
    const tried = definitions.flatMap(({ type, examples = {} }) =>
      operations()
        .filter(({ operation }) => operation.tags.includes(type))
        .flatMap(({ method, path, operation: { requestBody } }) =>
          examplesOf(requestBody?.content).map((example) => ({
            ...example,
            method: method as 'post' | 'put' | 'patch',
            path: addressOf(method, path, examples.id),
          })),
        ),
    );
    const refused: string[] = [];
    for (const { method, path, mediaType, name, value } of tried) {
      const fresh = await startTestApp({ DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'true' });
      const body = value as object | string;
      const sent = mediaType === FORM ? new URLSearchParams(value as Record<string, string>).toString() : body;
      const { status, text } = await fresh.write(method, path, sent, { 'Content-Type': mediaType });
      if (status >= 300) refused.push(`${method} ${path} ${mediaType} ${name}: ${status} ${text}`);
      await fresh.close();
    }
    expect(tried.length).toBeGreaterThan(30);
    expect(refused).toEqual([]);
  });
});

describe('Swagger UI', () => {
  it.each(['/docs', '/docs/'])('is a page of this server at %s, with nothing from elsewhere', async (path) => {
    const page = await fetchText(path);
    expect(page).toContain('<div id="swagger-ui">');
    const links = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link!);
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((link) => !link.startsWith('./'))).toEqual([]);
  });

  it('asks no validator on the internet', async () => {
    expect(await fetchText('/docs/swagger-ui-init.js')).toContain('"validatorUrl": null');
  });

  it('is given a document it can show at once: no open choices in its schemas', async () => {
    const script = await fetchText('/docs/swagger-ui-init.js');
    expect(script).not.toContain('"valueSampledData"');
    expect(JSON.stringify(document)).toContain('"valueSampledData"');
  });

  it('sends to the server the page came from', async () => {
    expect(await fetchText('/docs/swagger-ui-init.js')).toMatch(/"servers": \[\s*\{\s*"url": "\/"/);
  });
});
