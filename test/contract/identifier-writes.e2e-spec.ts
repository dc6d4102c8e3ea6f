import { randomUUID } from 'node:crypto';
import { indexChange, type JsonObject, type ResourceStore, type TokenEntry } from '../../src/fhir';
import { sampleDirectory } from '../../src/ror';
import { databases } from '../support/databases';
import { patchOf } from '../support/patches';
import type { TestApp } from '../support/test-app';
import { identified } from './identified';
import { startNotedServer, WORDS, type NotedServer } from './noted-server';

const SYSTEM = 'http://finess.esante.gouv.fr';
const WRITE = ['SELECT', 'BEGIN', 'UPDATE', 'INSERT INTO', 'COMMIT'];

describe.each(databases)('the statements for the identifiers of a resource, on $name', (kind) => {
  const isSqlite = kind.name === 'SQLite';
  /** A write that changes words, with the other statements of its index. */
  const withWords = (...others: string[]): string[] =>
    isSqlite
      ? ['SELECT', 'BEGIN', 'UPDATE', WORDS, 'INSERT INTO', ...others, WORDS, 'COMMIT']
      : ['SELECT', 'BEGIN', 'UPDATE', 'INSERT INTO', ...others, 'REPLACE INTO', 'COMMIT'];
  let noted: NotedServer;
  let server: TestApp;
  let store: ResourceStore;
  let statements: string[];
  beforeAll(async () => {
    noted = await startNotedServer(kind);
    ({ server, store, statements } = noted);
  });
  afterAll(() => noted.close());

  let value: string;
  let id: string;
  beforeEach(async () => {
    value = randomUUID();
    const reply = await server.write('post', '/Organization', organization('CHU')).expect(201);
    id = String((reply.body as { id: unknown }).id);
    statements.length = 0;
  });

  const organization = (name: string, ...identifiers: object[]) => ({
    resourceType: 'Organization',
    name,
    active: true,
    identifier: [{ system: SYSTEM, value }, ...identifiers],
  });
  const find = (system: string | undefined, wanted = value) =>
    identified(store, 'Organization', { ...(system !== undefined && { system }), value: wanted });
  const path = () => `/Organization/${id}`;
  const put = (name: string, ...identifiers: object[]) =>
    server.write('put', path(), { ...organization(name, ...identifiers), id });

  it('a few when it is created, together with its other index entries', async () => {
    expect(await find(SYSTEM)).toEqual([id]);
    statements.length = 0;
    await server.write('post', '/Organization', organization('CHU', { value: `${value} b` })).expect(201);
    // Tokens, texts and words; totals have statements of their own.
    expect(statements.filter((each) => each === 'REPLACE INTO' || each === WORDS)).toHaveLength(3);
    expect(await find(undefined)).toHaveLength(2);
  });

  it('few for many identifiers', async () => {
    const many = Array.from({ length: 84 }, (_, n) => ({ value: `${value} ${n}` }));
    await put('CHU', ...many).expect(200);
    expect(statements.filter((each) => each === 'REPLACE INTO').length).toBeLessThanOrEqual(6);
    expect(statements.filter((each) => each !== 'REPLACE INTO')).toEqual(
      withWords().filter((each) => each !== 'REPLACE INTO'),
    );
    expect([await find('', `${value} 0`), await find('', `${value} 83`)]).toEqual([[id], [id]]);
  });

  it('none when a PUT changes nothing that is indexed', async () => {
    await server.write('put', path(), { ...organization('CHU'), id, language: 'fr' }).expect(200);
    expect(statements).toEqual(WRITE);
    expect(await find(SYSTEM)).toEqual([id]);
  });

  it('none when a PATCH changes nothing that is indexed', async () => {
    const patch = patchOf({ type: 'add', path: 'Organization', name: 'language', value: { valueCode: 'fr' } });
    await server.write('patch', path(), patch).expect(200);
    expect(statements).toEqual(WRITE);
    expect(await find(SYSTEM)).toEqual([id]);
  });

  it('those for the difference when a PATCH changes one', async () => {
    const changed = { type: 'replace', path: 'Organization.identifier[0].value', value: { valueString: `${value} b` } };
    await server.write('patch', path(), patchOf(changed)).expect(200);
    // One token is removed; one token and one word are added.
    expect(statements).toEqual(withWords('DELETE FROM', 'REPLACE INTO'));
    expect([await find(SYSTEM), await find(SYSTEM, `${value} b`)]).toEqual([[], [id]]);
  });

  it('those for the difference when a PATCH changes the name', async () => {
    const rename = patchOf({ type: 'replace', path: 'Organization.name', value: { valueString: 'CHU de Lyon' } });
    await server.write('patch', path(), rename).expect(200);
    // One text is removed; one text and its words are added.
    expect(statements).toEqual(withWords('DELETE FROM', 'REPLACE INTO'));
  });

  it('those for the new one when a PUT adds one', async () => {
    await put('CHU', { value: `${value} b` }).expect(200);
    expect(statements).toEqual(withWords('REPLACE INTO'));
    expect([await find(SYSTEM), await find('', `${value} b`)]).toEqual([[id], [id]]);
  });

  it('those for all of them when the resource is deleted, and when it is restored', async () => {
    await server.send('delete', path()).expect(204);
    expect(statements.filter((each) => each === 'DELETE FROM').length).toBeGreaterThan(isSqlite ? 4 : 1);
    expect(statements.slice(-3)).toEqual(['guards', 'SELECT', 'COMMIT']);
    expect(await find(undefined)).toEqual([]);
    await put('CHU').expect(201);
    expect(await find(SYSTEM)).toEqual([id]);
  });

  it('none that have a lasting effect in a dry run', async () => {
    await server.write('put', `${path()}?_dryRun=true`, { ...organization('CHU', { value: `${value} b` }), id });
    expect(statements.at(-1)).toBe('ROLLBACK');
    expect([await find(SYSTEM), await find(undefined, `${value} b`)]).toEqual([[id], []]);
  });

  it('those of the directory that comes with the server', async () => {
    const sample = sampleDirectory().flatMap((resource) =>
      indexChange(undefined, resource as unknown as JsonObject)
        .entries.added.filter((entry): entry is TokenEntry => entry.code === 'identifier')
        .map((each) => [resource, { system: each.system, value: each.value }] as const),
    );
    expect(sample.length).toBeGreaterThan(0);
    for (const [{ resourceType, id: itsId }, identifier] of sample) {
      expect(await identified(store, resourceType, identifier)).toContain(itsId);
    }
  });
});
