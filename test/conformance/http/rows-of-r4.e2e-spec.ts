import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle, Resource } from 'fhir/r4';
import type request from 'supertest';
import { patchOf } from '../../support/patches';
import { startTestApp, type TestApp } from '../../support/test-app';

const FILE = join(__dirname, '../../../docs/rest.md');
/** A table row: the rule, the request (`PUT /Organization/{id}`), what it is sent with, and the expected status. */
const ROW = /^\| ([^|]+) \| `([A-Z]+) (\S+)`([^|]*) \| (\d{3})[^|]*\|/;

interface Row {
  readonly rule: string;
  readonly method: string;
  readonly path: string;
  readonly more: string;
  readonly status: number;
}

const rows = readFileSync(FILE, 'utf8')
  .split('\n')
  .flatMap((line): Row[] => {
    const [, rule, method, path, more, status] = ROW.exec(line) ?? [];
    return rule && method && path ? [{ rule, method, path, more: more!, status: Number(status) }] : [];
  });

const organization = (more: object = {}) => ({ resourceType: 'Organization', name: 'A', ...more });

/** The body that the interaction needs. */
function bodyOf({ method, path, more }: Row, id: string): object | undefined {
  if (method === 'PATCH') return patchOf({ type: 'replace', path: 'Organization.name', value: { valueString: 'B' } });
  if (method === 'PUT') return organization(path.includes('?') ? {} : { id: path.split('/').at(-1)!.replace('{id}', id) }); // prettier-ignore
  if (path === '/Organization') return organization();
  if (method !== 'POST' || path.endsWith('_search')) return undefined;
  const [, type = 'batch'] = /of type `(\w+)`/.exec(more) ?? /of a (batch|transaction)/.exec(more) ?? [];
  const [, entry, url] = /with `(\w+) (\S+)`/.exec(more) ?? [];
  return {
    resourceType: 'Bundle',
    type,
    ...(entry && { entry: [{ request: { method: entry, url: url!.replace('{id}', id) } }] }),
  };
}

describe('docs/rest.md', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startTestApp({ DATABASE_URL: 'sqlite::memory:' });
  });
  afterAll(() => server.close());

  const send = async (row: Row): Promise<request.Response> => {
    const { id = '' } = (await server.write('post', '/Organization', organization()).expect(201)).body as Resource;
    const path = row.path.replace('{id}', id);
    const asked = server.send(row.method.toLowerCase() as 'get', path === '/' ? '' : path);
    const [, header, value] = / with `(If-[\w-]+): (.+)`/.exec(row.more) ?? [];
    if (header) void asked.set(header, value!.replace('{id}', id));
    const body = bodyOf(row, id);
    return body ? asked.set('Content-Type', 'application/fhir+json').send(JSON.stringify(body)) : asked;
  };

  it('has a row for each interaction', () => {
    expect(rows.length).toBeGreaterThan(40);
  });

  it.each(rows)('$rule: $method $path$more is answered with $status', async (row) => {
    const reply = await send(row);
    expect(reply.status).toBe(row.status);
    if (row.status >= 400) expect(JSON.parse(reply.text)).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  it.each(rows.filter(({ more }) => more.includes('of a batch')))('$rule: 400 for the entry', async (row) => {
    const { entry } = (await send(row)).body as Bundle;
    expect(entry![0]!.response!.status).toBe('400 Bad Request');
  });
});
