import type { HealthcareService } from 'fhir/r4';
import { referencesOf, type JsonObject, type ResourceStore } from '../../src/fhir';
import { sampleDirectory } from '../../src/ror';
import { databases } from '../support/databases';
import { patchOf } from '../support/patches';
import type { TestApp } from '../support/test-app';
import { startNotedServer, WORDS, type NotedServer } from './noted-server';
import { referrersOf } from './reference-index.contract';

const to = (reference: string) => ({ reference });
const UPDATE = ['UPDATE', 'INSERT INTO'];

describe.each(databases)('the statements for the references of a resource, on $name', (kind) => {
  const isSqlite = kind.name === 'SQLite';
  let noted: NotedServer;
  let server: TestApp;
  let store: ResourceStore;
  let statements: string[];
  beforeAll(async () => {
    noted = await startNotedServer(kind);
    ({ server, store, statements } = noted);
  });
  afterAll(() => noted.close());

  let service: HealthcareService;
  let path: string;
  beforeEach(async () => {
    statements.length = 0;
    const body = { ...unnamed(), providedBy: to('Organization/789'), location: [to('Location/654')] };
    service = (await server.write('post', '/HealthcareService', body).expect(201)).body as HealthcareService;
    path = `/HealthcareService/${service.id}`;
  });
  const unnamed = () => ({ resourceType: 'HealthcareService', name: 'Cardiologie' });
  const said = async (work: () => PromiseLike<unknown>): Promise<string[]> => {
    statements.length = 0;
    await work();
    return [...statements];
  };
  const put = (over: object) => server.write('put', path, { ...service, ...over }).expect(200);

  it('when it is created, write the rows together, then lock all targets at once and check each', () => {
    expect(statements).toEqual([
      'BEGIN', 'INSERT INTO', 'INSERT INTO', 'REPLACE INTO', 'REPLACE INTO', isSqlite ? WORDS : 'REPLACE INTO', 'REPLACE INTO', 'guards', 'SELECT', 'SELECT',
      'COMMIT',
    ]); // prettier-ignore
  });

  it('none when a PUT does not change them', async () => {
    expect(await said(() => put({ appointmentRequired: true }))).toEqual(['SELECT', 'BEGIN', ...UPDATE, 'COMMIT']);
  });

  it('none when they are only written differently', async () => {
    const location = [{ reference: 'Location/654/_history/1', type: 'Location' }, to('Location/654')];
    expect(await said(() => put({ location }))).toEqual(['SELECT', 'BEGIN', ...UPDATE, 'COMMIT']);
  });

  it('none when a PATCH does not change them', async () => {
    const rename = patchOf({
      type: 'add',
      path: 'HealthcareService',
      name: 'appointmentRequired',
      value: { valueBoolean: true },
    });
    const patch = () => server.write('patch', path, rename).expect(200);
    expect(await said(patch)).toEqual(['SELECT', 'BEGIN', ...UPDATE, 'COMMIT']);
  });

  it('write the difference, and check the new target only', async () => {
    const change = () => put({ location: [to('Location/654'), to('Location/5253')], providedBy: undefined });
    expect(await said(change)).toEqual([
      'SELECT', 'BEGIN', ...UPDATE, 'DELETE FROM', 'REPLACE INTO', 'DELETE FROM', 'REPLACE INTO', 'guard', 'SELECT', 'COMMIT',
    ]); // prettier-ignore
    const itself = { type: 'HealthcareService', id: service.id };
    expect(await referrersOf(store, '789')).not.toContainEqual(expect.objectContaining(itself));
    const ofPlace = await store.transaction((unit) => unit.referrers('Location', '5253', 1_000));
    expect(ofPlace).toContainEqual({ ...itself, path: 'HealthcareService.location' });
  });

  it('only the rows for a target that it refers to elsewhere already', async () => {
    const again = () => put({ coverageArea: [to('Location/654')] });
    expect(await said(again)).toEqual(['SELECT', 'BEGIN', ...UPDATE, 'REPLACE INTO', 'REPLACE INTO', 'COMMIT']);
  });

  it('one statement for all of them when it is deleted, and one for each thing or table it was found by', async () => {
    const gone = await said(() => server.send('delete', path).expect(204));
    const rows = ['DELETE FROM', 'DELETE FROM', 'DELETE FROM'];
    expect(gone).toEqual(
      isSqlite
        ? ['SELECT', 'BEGIN', 'UPDATE', WORDS, 'INSERT INTO', ...rows, WORDS, 'DELETE FROM', 'guards', 'SELECT', 'COMMIT']
        : ['SELECT', 'BEGIN', ...UPDATE, ...rows, 'DELETE FROM', 'guards', 'SELECT', 'COMMIT'],
    ); // prettier-ignore
  });

  it('none that have a lasting effect in a dry run', async () => {
    const before = await store.transaction((unit) => unit.referrers('Location', '5253', 1_000));
    const body = { ...service, location: [to('Location/5253')] };
    await server.write('put', `${path}?_dryRun=true`, body).expect(200);
    expect(await store.transaction((unit) => unit.referrers('Location', '5253', 1_000))).toEqual(before);
  });

  it('those of the directory that comes with the server, which is whole', async () => {
    const references = sampleDirectory().flatMap((resource) =>
      referencesOf(resource as unknown as JsonObject).map((to) => ({ from: resource, to })),
    );
    expect(references.length).toBeGreaterThan(100);
    expect(await store.transaction((unit) => unit.missing(references.map(({ to }) => to)))).toEqual([]);
    for (const { from, to } of references) {
      const referrers = await store.transaction((unit) => unit.referrers(to.type, to.id, 1_000));
      expect(referrers).toContainEqual({ type: from.resourceType, id: from.id, path: to.path });
    }
  });
});
