import { randomUUID } from 'node:crypto';
import { indexChange, type JsonObject, type ResourceStore, type TokenEntry } from '../../src/fhir';
import { sampleDirectory } from '../../src/ror';
import { databases } from '../support/databases';
import { patchOf } from '../support/patches';
import type { TestApp } from '../support/test-app';
import { identified } from './identified';
import { startNotedServer, type NotedServer } from './noted-server';

const SYSTEM = 'http://finess.esante.gouv.fr';
const WRITE = ['SELECT', 'BEGIN', 'UPDATE', 'INSERT INTO', 'COMMIT'];
const withIndex = (...more: string[]): string[] => [...WRITE.slice(0, -1), ...more, 'COMMIT'];

describe.each(databases)('what a write of a resource says to $name about its identifiers', (kind) => {
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

  it('a few statements when it is created, with all else it is found by', async () => {
    expect(await find(SYSTEM)).toEqual([id]);
    statements.length = 0;
    await server.write('post', '/Organization', organization('CHU', { value: `${value} b` })).expect(201);
    // Tokens, words and texts; totals have statements of their own.
    expect(statements.filter((each) => each === 'REPLACE INTO')).toHaveLength(3);
    expect(await find(undefined)).toHaveLength(2);
  });

  it('few statements for many', async () => {
    const many = Array.from({ length: 84 }, (_, n) => ({ value: `${value} ${n}` }));
    await put('CHU', ...many).expect(200);
    expect(statements.filter((each) => each === 'REPLACE INTO').length).toBeLessThanOrEqual(6);
    expect(statements.slice(0, WRITE.length - 1)).toEqual(WRITE.slice(0, -1));
    expect([await find('', `${value} 0`), await find('', `${value} 83`)]).toEqual([[id], [id]]);
  });

  it('nothing when a PUT leaves all that is indexed as it is', async () => {
    await server.write('put', path(), { ...organization('CHU'), id, language: 'fr' }).expect(200);
    expect(statements).toEqual(WRITE);
    expect(await find(SYSTEM)).toEqual([id]);
  });

  it('nothing when a PATCH leaves all that is indexed as it is', async () => {
    const patch = patchOf({ type: 'add', path: 'Organization', name: 'language', value: { valueCode: 'fr' } });
    await server.write('patch', path(), patch).expect(200);
    expect(statements).toEqual(WRITE);
    expect(await find(SYSTEM)).toEqual([id]);
  });

  it('what comes and goes when a PATCH changes one', async () => {
    const changed = { type: 'replace', path: 'Organization.identifier[0].value', value: { valueString: `${value} b` } };
    await server.write('patch', path(), patchOf(changed)).expect(200);
    // One token is removed; one token and one word are added.
    expect(statements).toEqual(withIndex('DELETE FROM', 'REPLACE INTO', 'REPLACE INTO'));
    expect([await find(SYSTEM), await find(SYSTEM, `${value} b`)]).toEqual([[], [id]]);
  });

  it('what comes and goes when a PATCH changes the name', async () => {
    const rename = patchOf({ type: 'replace', path: 'Organization.name', value: { valueString: 'CHU de Lyon' } });
    await server.write('patch', path(), rename).expect(200);
    // One text is removed; one text and its words are added.
    expect(statements).toEqual(withIndex('DELETE FROM', 'REPLACE INTO', 'REPLACE INTO'));
  });

  it('what comes when a PUT adds one', async () => {
    await put('CHU', { value: `${value} b` }).expect(200);
    expect(statements).toEqual(withIndex('REPLACE INTO', 'REPLACE INTO'));
    expect([await find(SYSTEM), await find('', `${value} b`)]).toEqual([[id], [id]]);
  });

  it('all of them when the resource is deleted, and again when it comes back', async () => {
    await server.send('delete', path()).expect(204);
    expect(statements.filter((each) => each === 'DELETE FROM').length).toBeGreaterThan(4);
    expect(statements.slice(-3)).toEqual(['guards', 'SELECT', 'COMMIT']);
    expect(await find(undefined)).toEqual([]);
    await put('CHU').expect(201);
    expect(await find(SYSTEM)).toEqual([id]);
  });

  it('nothing that stays after a dry run', async () => {
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
