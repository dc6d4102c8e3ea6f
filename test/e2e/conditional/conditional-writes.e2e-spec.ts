import { randomUUID } from 'node:crypto';
import type { Location } from 'fhir/r4';
import { describeOnEachDatabase, withServer } from '../../support/on-each-database';
import { FHIR_XML, type TestApp } from '../../support/test-app';

const SYSTEM = 'urn:s';
const place = (value: string, over: Partial<Location> = {}): Location => ({
  resourceType: 'Location',
  name: 'A',
  identifier: [{ system: SYSTEM, value }],
  ...over,
});

interface Outcome {
  readonly issue: {
    readonly code: string;
    readonly details: { readonly text: string };
    readonly expression?: string[];
  }[];
}

describeOnEachDatabase('writes by criteria', {}, (server) => {
  const fresh = (): string => randomUUID().slice(0, 8);
  const created = async (body: Location): Promise<Location & { id: string }> =>
    (await server.write('post', '/Location', body).expect(201)).body as Location & { id: string };
  const found = async (value: string): Promise<(Location & { id: string })[]> => {
    const { body } = await server.send('get', `/Location?identifier=${SYSTEM}|${value}`).expect(200);
    return ((body as { entry?: { resource: Location & { id: string } }[] }).entry ?? []).map(
      ({ resource }) => resource,
    );
  };
  const create = (value: string, criteria = `identifier=${SYSTEM}|${value}`, headers = {}) =>
    server.write('post', '/Location', place(value), { 'If-None-Exist': criteria, ...headers });
  const update = (query: string, body: Location, headers = {}) =>
    server.write('put', `/Location?${query}`, body, headers);
  const remove = (query: string, headers = {}) => server.send('delete', `/Location?${query}`).set(headers);
  const codes = ({ body }: { body: unknown }): string[] => (body as Outcome).issue.map(({ code }) => code);

  describe('POST with If-None-Exist', () => {
    it('creates when none fits', async () => {
      const value = fresh();
      const reply = await create(value);
      expect(reply.status).toBe(201);
      expect(reply.headers['location']).toMatch(/\/Location\/[\w-]+\/_history\/1$/);
      expect(await found(value)).toHaveLength(1);
    });

    it('answers 200 with the one that fits, its ETag and where it is, and stores nothing', async () => {
      const value = fresh();
      const { id } = await created(place(value, { name: 'before' }));
      const reply = await create(value);
      expect(reply.status).toBe(200);
      expect(reply.body).toMatchObject({ id, name: 'before' });
      expect(reply.headers).toMatchObject({ etag: 'W/"1"' });
      expect(reply.headers['location']).toMatch(new RegExp(`/Location/${id}/_history/1$`));
      expect(await found(value)).toHaveLength(1);
    });

    it('does not validate a body that is not stored', async () => {
      const value = fresh();
      await created(place(value));
      const reply = await server.write('post', '/Location', { resourceType: 'Location', status: 'nonsense' }, { 'If-None-Exist': `identifier=${value}` }); // prettier-ignore
      expect(reply.status).toBe(200);
    });

    it('refuses a body that cannot be read, even if one fits', async () => {
      const value = fresh();
      await created(place(value));
      const headers = { 'Content-Type': 'application/fhir+json', 'If-None-Exist': `identifier=${value}` };
      await server.send('post', '/Location').set(headers).send('{bad').expect(400);
    });

    it('is refused with 412 when several fit', async () => {
      const value = fresh();
      await created(place(value));
      await created(place(value));
      const reply = await create(value);
      expect([reply.status, ...codes(reply)]).toEqual([412, 'multiple-matches']);
      expect(await found(value)).toHaveLength(2);
    });

    it.each([
      ['a question mark before', (value: string) => `?identifier=${SYSTEM}|${value}`],
      ['percent-encoding', (value: string) => `identifier=${encodeURIComponent(`${SYSTEM}|${value}`)}`],
      ['two criteria', (value: string) => `identifier=${value}&name=A`],
      ['another parameter', (value: string) => `identifier=${value}&_lastUpdated=gt2020`],
    ])('takes %s', async (_, criteria) => {
      const value = fresh();
      const { id } = await created(place(value));
      const reply = await create(value, criteria(value));
      expect([reply.status, (reply.body as Location).id]).toEqual([200, id]);
    });

    it('takes UTF-8 as it is', async () => {
      const value = `é${fresh()}`;
      const { id } = await created(place(value));
      // With a body that is text, Node's client sends headers in UTF-8.
      const reply = await create(value);
      expect([reply.status, (reply.body as Location).id]).toEqual([200, id]);
    });

    it.each([
      ['no criteria', ''],
      ['an empty value', 'identifier='],
      ['an unknown parameter', 'identifier=a&nonsense=b'],
      ['a value that cannot be meant', '_lastUpdated=soon'],
      ['parameters of the answer alone', '_format=json'],
      ['a page', 'identifier=a&_count=1'],
    ])('is refused with 400 for %s, lenient or not', async (_, criteria) => {
      for (const handling of ['strict', 'lenient']) {
        const reply = await create(fresh(), criteria, { Prefer: `handling=${handling}` });
        expect(reply.status).toBe(400);
      }
    });

    it('says with return=OperationOutcome that the resource existed', async () => {
      const value = fresh();
      await created(place(value));
      const reply = await create(value, undefined, { Prefer: 'return=OperationOutcome' });
      expect((reply.body as Outcome).issue[0]!.details.text).toMatch(
        /already matches the criteria.*nothing was stored/,
      );
    });

    it('stores nothing in a dry run', async () => {
      const value = fresh();
      const reply = await server.write('post', '/Location?_dryRun=true', place(value), { 'If-None-Exist': `identifier=${value}` }); // prettier-ignore
      expect(reply.status).toBe(201);
      expect(await found(value)).toEqual([]);
    });

    it('takes and gives XML', async () => {
      const value = fresh();
      const { id } = await created(place(value));
      const reply = await server
        .send('post', '/Location')
        .set({ 'Content-Type': FHIR_XML, Accept: FHIR_XML, 'If-None-Exist': `identifier=${value}` })
        .send('<Location xmlns="http://hl7.org/fhir"><name value="B"/></Location>');
      expect(reply.status).toBe(200);
      expect(reply.text).toContain(`<id value="${id}"/>`);
    });

    it('does not see what was deleted', async () => {
      const value = fresh();
      const { id } = await created(place(value));
      await server.send('delete', `/Location/${id}`).expect(204);
      expect((await create(value)).status).toBe(201);
    });
  });

  describe('PUT with criteria', () => {
    it('replaces the one that fits', async () => {
      const value = fresh();
      const { id } = await created(place(value));
      const reply = await update(`identifier=${value}`, place(value, { name: 'B' }));
      expect(reply.status).toBe(200);
      expect(reply.body).toMatchObject({ id, name: 'B', meta: { versionId: '2' } });
      expect(reply.headers['content-location']).toMatch(new RegExp(`/Location/${id}/_history/2$`));
    });

    it('takes its id in the body', async () => {
      const value = fresh();
      const { id } = await created(place(value));
      expect((await update(`identifier=${value}`, place(value, { id, name: 'B' }))).status).toBe(200);
    });

    it('refuses another id with 400, and says where', async () => {
      const value = fresh();
      const { id } = await created(place(value));
      const reply = await update(`identifier=${value}`, place(value, { id: 'another' }));
      expect(reply.status).toBe(400);
      expect((reply.body as Outcome).issue[0]).toMatchObject({ expression: ['Location.id'] });
      expect((reply.body as Outcome).issue[0]!.details.text).toContain(`matches Location/${id}`);
      expect((reply.body as Outcome).issue[0]!.details.text).toContain('(line 1, column');
    });

    it('creates when none fits, with an id of the server', async () => {
      const value = fresh();
      const reply = await update(`identifier=${value}`, place(value));
      expect(reply.status).toBe(201);
      expect(await found(value)).toMatchObject([{ id: (reply.body as Location).id }]);
    });

    it('does not take an id of the client where the server gives them', async () => {
      const value = fresh();
      const reply = await update(`identifier=${value}`, place(value, { id: value }));
      expect(reply.status).toBe(405);
      expect(await found(value)).toEqual([]);
    });

    it('is refused with 412 when several fit', async () => {
      const value = fresh();
      await created(place(value));
      await created(place(value));
      expect((await update(`identifier=${value}`, place(value, { name: 'B' }))).status).toBe(412);
    });

    it('makes no version of the same', async () => {
      const value = fresh();
      await created(place(value));
      const reply = await update(`identifier=${value}`, place(value));
      expect([reply.status, reply.headers['etag']]).toEqual([200, 'W/"1"']);
    });

    it('may change it so that it no longer matches', async () => {
      const value = fresh();
      await created(place(value));
      expect((await update(`identifier=${value}`, place(fresh()))).status).toBe(200);
      expect(await found(value)).toEqual([]);
    });

    it.each([
      ['W/"1"', 200],
      ['W/"7"', 412],
    ])('If-Match %s is answered with %i', async (tag, status) => {
      const value = fresh();
      await created(place(value));
      const reply = await update(`identifier=${value}`, place(value, { name: 'B' }), { 'If-Match': tag });
      expect(reply.status).toBe(status);
    });

    it('If-Match finds nothing where none fits', async () => {
      const value = fresh();
      expect((await update(`identifier=${value}`, place(value), { 'If-Match': 'W/"1"' })).status).toBe(412);
      expect(await found(value)).toEqual([]);
    });

    it.each(['', 'nonsense=A', 'identifier=', 'identifier=a&nonsense=b', '_format=json'])(
      '?%s is refused with 400, lenient or not',
      async (query) => {
        for (const handling of ['strict', 'lenient']) {
          const reply = await update(query, place(fresh()), { Prefer: `handling=${handling}` });
          expect(reply.status).toBe(400);
        }
      },
    );
  });

  describe('DELETE with criteria', () => {
    it('deletes the one that fits', async () => {
      const value = fresh();
      const { id } = await created(place(value));
      const reply = await remove(`identifier=${value}`);
      expect([reply.status, reply.headers['etag']]).toEqual([204, 'W/"2"']);
      await server.send('get', `/Location/${id}`).expect(410);
    });

    it('succeeds where none fits', async () => {
      expect((await remove(`identifier=${fresh()}`)).status).toBe(204);
    });

    it('deletes none of several: 412', async () => {
      const value = fresh();
      await created(place(value));
      await created(place(value));
      expect((await remove(`identifier=${value}`)).status).toBe(412);
      expect(await found(value)).toHaveLength(2);
    });

    it('does not delete what others refer to', async () => {
      const value = fresh();
      const { id } = await created(place(value));
      await created(place(fresh(), { partOf: { reference: `Location/${id}` } }));
      expect((await remove(`identifier=${value}`)).status).toBe(409);
    });

    it('looks at If-Match', async () => {
      const value = fresh();
      await created(place(value));
      expect((await remove(`identifier=${value}`, { 'If-Match': 'W/"3"' })).status).toBe(412);
      expect((await remove(`identifier=${value}`, { 'If-Match': 'W/"1"' })).status).toBe(204);
    });

    it('does nothing in a dry run', async () => {
      const value = fresh();
      await created(place(value));
      expect((await remove(`identifier=${value}&_dryRun=true`)).status).toBe(204);
      expect(await found(value)).toHaveLength(1);
    });

    it.each(['', '?nonsense=A', '?identifier=', '?identifier=a&nonsense=b', '?_format=json'])(
      '%s is refused with 400',
      async (query) => {
        expect((await server.send('delete', `/Location${query}`)).status).toBe(400);
      },
    );
  });

  it('are told in the CapabilityStatement', async () => {
    const { body } = await server.send('get', '/metadata').expect(200);
    const { rest } = body as { rest: { resource: { type: string }[] }[] };
    expect(rest[0]!.resource.find(({ type }) => type === 'Location')).toMatchObject({
      conditionalCreate: true,
      conditionalUpdate: true,
      conditionalDelete: 'single',
    });
  });

  it('are listed in Allow', async () => {
    const reply = await server.send('options', '/Location');
    expect(reply.headers['allow']).toBe('GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS');
  });
});

describeOnEachDatabase(
  'with other settings',
  { settings: { UPDATE_CREATE: 'true', CONDITIONAL_DELETE: '3' } },
  (server, kind) => {
    const create = (body: Location) => server.write('post', '/Location', body).expect(201);

    it('PUT with criteria creates with the id of the client', async () => {
      const id = randomUUID();
      const reply = await server.write('put', `/Location?identifier=${id}`, place(id, { id }));
      expect([reply.status, (reply.body as Location).id]).toEqual([201, id]);
    });

    it('and refuses one that is in use with 409', async () => {
      const id = randomUUID();
      await server.write('put', `/Location/${id}`, place('other', { id })).expect(201);
      const reply = await server.write('put', `/Location?identifier=${id}`, place(id, { id }));
      expect(reply.status).toBe(409);
    });

    it('brings back what was deleted under that id', async () => {
      const id = randomUUID();
      await server.write('put', `/Location/${id}`, place(id, { id })).expect(201);
      await server.send('delete', `/Location/${id}`).expect(204);
      const reply = await server.write('put', `/Location?identifier=${id}`, place(id, { id }));
      expect([reply.status, (reply.body as Location).meta?.versionId]).toEqual([201, '3']);
    });

    it('DELETE with criteria deletes as many as it may, all or none', async () => {
      const value = randomUUID();
      for (let n = 0; n < 3; n += 1) await create(place(value));
      expect((await server.send('delete', `/Location?identifier=${value}`)).status).toBe(204);
      const { body } = await server.send('get', `/Location?identifier=${value}`);
      expect(body).toMatchObject({ total: 0 });
      const many = randomUUID();
      for (let n = 0; n < 4; n += 1) await create(place(many));
      const reply = await server.send('delete', `/Location?identifier=${many}`);
      expect(reply.status).toBe(412);
      expect((reply.body as Outcome).issue[0]!.details.text).toContain('More than 3 resources');
      expect((await server.send('get', `/Location?identifier=${many}`)).body).toMatchObject({ total: 4 });
    });

    it('DELETE of several is declared as multiple', async () => {
      const { body } = await server.send('get', '/metadata');
      expect(JSON.stringify(body)).toContain('"conditionalDelete":"multiple"');
    });

    it('If-Match may be demanded of writes by criteria', () =>
      withServer(kind, { IF_MATCH: 'required' }, async (strict: TestApp) => {
        const value = randomUUID();
        await strict.write('post', '/Location', place(value)).expect(201);
        expect((await strict.write('put', `/Location?identifier=${value}`, place(value, { name: 'B' }))).status).toBe(
          400,
        );
      }));
  },
);
