import type { Location } from 'fhir/r4';
import { ResourceIndex, type JsonObject, type ResourceStore } from '../../src/fhir';
import { draftOf } from '../support/draft-of';
import { describeOnEachDatabase } from '../support/on-each-database';
import { patchOf } from '../support/patches';

const CAPACITY = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-location-supported-capacity';

/** A faster writer: takes the identifier away as soon as the next search has found the resource by it. */
function rivalAfterTheSearch(store: ResourceStore, index: ResourceIndex): void {
  const search = store.search.bind(store);
  jest.spyOn(store, 'search').mockImplementationOnce(async (request) => {
    const page = await search(request);
    const { type, id } = page.versions[0]!;
    await store.transaction(async (unit) => {
      const version = (await unit.read(type, id))!;
      const before = JSON.parse(version.json!) as JsonObject;
      const after = { ...before, identifier: [{ value: 'given away' }] };
      const draft = draftOf({ ...version, lastUpdated: new Date(), json: JSON.stringify(after) });
      await unit.write(draft, version.versionId, await index.change(type, before, after));
    });
    return page;
  });
}

describeOnEachDatabase('PATCH [type]?criteria', {}, (server) => {
  let location: Location;
  beforeAll(async () => {
    const place = (system: string, value: string) =>
      server
        .write('post', '/Location', {
          resourceType: 'Location',
          name: 'A',
          identifier: [{ system, value }],
          extension: [{ url: 'urn:x', valueString: 'y' }],
        })
        .expect(201);
    location = (await place('urn:s', '1350054680/SSR38888')).body as Location;
    await place('urn:s', 'twice');
    await place('urn:t', 'twice');
  });

  const rename = patchOf({ type: 'replace', path: 'Location.name', value: { valueString: `B` } });
  const on = (query: string, body: object | string = rename, headers = {}) =>
    server.write('patch', `/Location?${query}`, body, headers);

  it.each([
    'identifier=urn:s|1350054680/SSR38888',
    'identifier=1350054680%2FSSR38888',
    'identifier=other,1350054680/SSR38888',
  ])('%s patches the resource that matches', async (query) => {
    const reply = await on(query);
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ id: location.id, name: 'B' });
  });

  it('says which resource it was, even when the client wants no body', async () => {
    const reply = await on(`_id=${location.id}`, rename, { Prefer: 'return=minimal' });
    expect(reply.text).toBe('');
    expect(reply.headers['content-location']).toMatch(new RegExp(`/Location/${location.id}/_history/\\d+$`));
  });

  it('a dry run has no Content-Location, because nothing is stored', async () => {
    const reply = await on(`_id=${location.id}&_dryRun=true`);
    expect(reply.status).toBe(200);
    expect(reply.headers).not.toHaveProperty('content-location');
  });

  it('404 when the resource no longer matches after the search, and nothing is stored', async () => {
    const place = { resourceType: 'Location', name: 'A', identifier: [{ value: 'contested' }] };
    const { id } = (await server.write('post', '/Location', place).expect(201)).body as Location;
    rivalAfterTheSearch(server.store, server.app.get(ResourceIndex));
    const reply = await on('identifier=contested', rename);
    expect(reply.status).toBe(404);
    expect(reply.body).toMatchObject({ issue: [{ code: 'not-found' }] });
    const now = await server.send('get', `/Location/${id}`);
    expect([now.headers['etag'], (now.body as Location).name]).toEqual(['W/"2"', 'A']);
  });

  it.each([
    ['put', 201],
    ['delete', 204],
  ] as const)('nor is it touched by a %s, which is answered as if nothing had matched: %i', async (method, status) => {
    const place = { resourceType: 'Location', name: 'A', identifier: [{ value: `contested by ${method}` }] };
    const { id } = (await server.write('post', '/Location', place).expect(201)).body as Location;
    rivalAfterTheSearch(server.store, server.app.get(ResourceIndex));
    const path = `/Location?identifier=contested by ${method}`;
    const reply = await (method === 'put'
      ? server.write('put', path, { ...place, name: 'B' })
      : server.send('delete', path));
    expect(reply.status).toBe(status);
    const now = await server.send('get', `/Location/${id}`);
    expect([now.headers['etag'], (now.body as Location).name]).toEqual(['W/"2"', 'A']);
  });

  it('by _id', async () => {
    expect((await on(`_id=${location.id}`)).status).toBe(200);
  });

  it('none is 404 with the type as expression, and names what was searched', async () => {
    const reply = await on('identifier=urn:s|nowhere');
    expect(reply.status).toBe(404);
    expect(reply.body).toMatchObject({
      issue: [
        {
          code: 'not-found',
          details: { text: 'No Location matches identifier=urn:s|nowhere' },
          expression: ['Location'],
        },
      ],
    });
  });

  it('several are 412', async () => {
    const reply = await on('identifier=twice');
    expect(reply.status).toBe(412);
    expect(reply.body).toMatchObject({ issue: [{ code: 'multiple-matches', expression: ['Location'] }] });
  });

  it.each(['', 'nonsense=A', 'identifier=', `identifier=&_id=x`, '_format=json'])(
    '?%s has no criterion: 400',
    async (query) => {
      expect((await on(query)).status).toBe(400);
    },
  );

  it('an indicator that is not there is 404 with the list it belongs to, so that the client sends an add', async () => {
    const list = `Location.extension.where(url='${CAPACITY}')`;
    const path = `${list}.extension.where(url='nbCapacity').value`;
    const reply = await on(
      'identifier=1350054680/SSR38888',
      patchOf({ type: 'replace', path, value: { valueInteger: 3 } }),
    );
    expect(reply.status).toBe(404);
    expect(reply.body).toMatchObject({ issue: [{ code: 'not-found', expression: [list] }] });
  });

  describe('404 is only for what does not exist', () => {
    const JSON_PATCH = 'application/json-patch+json';
    const XML_PATCH = 'application/xml-patch+xml';
    const value = { valueString: 'x' };
    const telecom = { valueContactPoint: { system: 'phone', value: '1' } };
    const indicator = `Location.extension.where(url='${CAPACITY}')`;
    const levelTooMany = `Location.extension.extension('urn:x').value`;
    const misspelt = { type: 'replace', path: 'Location.nmae', value };

    it.each<[string, number, object]>([
      ['the path of a replace', 404, patchOf({ type: 'replace', path: 'Location.description', value })],
      [
        'the path of an insert',
        404,
        patchOf({ type: 'insert', path: 'Location.telecom[4].extension', value, index: 0 }),
      ],
      ['the list of a move', 404, patchOf({ type: 'move', path: 'Location.telecom', source: 0, destination: 1 })],
      ['a place in a list', 404, patchOf({ type: 'replace', path: 'Location.identifier[7].system', value })],
      [
        'what where() picks',
        404,
        patchOf({ type: 'replace', path: `Location.identifier.where(system='x').value`, value }),
      ],
      ['what extension() picks', 404, patchOf({ type: 'replace', path: `Location.extension('urn:z').value`, value })],
      [
        'the indicator an add goes into',
        404,
        patchOf({ type: 'add', path: `${indicator}.where(id='x')`, name: 'id', value }),
      ],
      [
        'two that are not there',
        404,
        patchOf(
          { type: 'replace', path: 'Location.description', value },
          { type: 'replace', path: 'Location.alias[3]', value },
        ),
      ],
      ['the path of a delete: nothing to do', 200, patchOf({ type: 'delete', path: 'Location.description' })],
      ['a misspelt name of an add', 422, patchOf({ type: 'add', path: 'Location', name: 'nmae', value })],
      ['a misspelt path', 422, patchOf(misspelt)],
      ['a misspelt path deeper down', 422, patchOf({ type: 'replace', path: 'Location.identifier[0].vlaue', value })],
      [
        'a misspelt list of an insert',
        422,
        patchOf({ type: 'insert', path: 'Location.telcom', value: telecom, index: 0 }),
      ],
      ['a path of another type', 422, patchOf({ type: 'replace', path: 'Organization.name', value })],
      [
        'the element an add goes into',
        422,
        patchOf({ type: 'add', path: 'Location.identifier[7]', name: 'system', value: { valueUri: 'urn:x' } }),
      ],
      [
        'a misspelt path beside what is not there',
        422,
        patchOf({ type: 'replace', path: 'Location.description', value }, misspelt),
      ],
      ['a level too many', 422, patchOf({ type: 'replace', path: levelTooMany, value })],
      [
        'a value of the wrong type',
        422,
        patchOf({ type: 'replace', path: 'Location.name', value: { valueBoolean: true } }),
      ],
    ])('%s: %i', async (_, status, body) => {
      expect((await on('identifier=1350054680/SSR38888', body)).status).toBe(status);
    });

    it.each<[string, string, object | string]>([
      ['a JSON Pointer', JSON_PATCH, [{ op: 'remove', path: '/description' }]],
      ['a misspelt JSON Pointer', JSON_PATCH, [{ op: 'replace', path: '/nmae', value: 'x' }]],
      ['the source of a JSON Patch', JSON_PATCH, [{ op: 'move', from: '/description', path: '/name' }]],
      ['a test of a JSON Patch', JSON_PATCH, [{ op: 'test', path: '/name', value: 'nobody' }]],
      ['a selector of an XML Patch', XML_PATCH, '<diff><remove sel="/Location/description"/></diff>'],
    ])('%s: 422', async (_, type, body) => {
      const reply = await on('identifier=1350054680/SSR38888', body, { 'Content-Type': type });
      expect(reply.status).toBe(422);
    });
  });

  it('If-Match holds', async () => {
    expect((await on('identifier=1350054680/SSR38888', rename, { 'If-Match': 'W/"99"' })).status).toBe(412);
  });

  it('a deleted resource is not found any more', async () => {
    const gone = (
      await server.write('post', '/Location', { resourceType: 'Location', name: 'A', identifier: [{ value: 'gone' }] })
    ).body as Location;
    await server.send('delete', `/Location/${gone.id}`).expect(204);
    expect((await on('identifier=gone')).status).toBe(404);
  });

  it('a changed identifier is found by its new value alone', async () => {
    const place = (
      await server.write('post', '/Location', { resourceType: 'Location', name: 'A', identifier: [{ value: 'old' }] })
    ).body as Location;
    await server.write('put', `/Location/${place.id}`, { ...place, identifier: [{ value: 'new' }] }).expect(200);
    expect((await on('identifier=old')).status).toBe(404);
    expect((await on('identifier=new')).status).toBe(200);
  });
});
