import type {
  Bundle,
  CapabilityStatement,
  CapabilityStatementRestResourceOperation,
  Meta,
  Parameters,
  Resource,
} from 'fhir/r4';
import type request from 'supertest';
import { describeOnEachDatabase, withServer } from '../support/on-each-database';
import { JSON_WIRE, resourceOf, speaking, XML_WIRE } from '../support/wire-format';

const TAG = { system: 'urn:tags', code: 'checked' };
const PROFILE = 'http://hl7.org/fhir/StructureDefinition/Organization';

describeOnEachDatabase('$meta', {}, (server) => {
  let path: string;
  beforeEach(async () => {
    const body = { resourceType: 'Organization', name: 'CHU', meta: { tag: [{ ...TAG, display: 'Checked' }] } };
    path = `/Organization/${((await server.write('post', '/Organization', body).expect(201)).body as Resource).id!}`;
  });

  const asking = (meta: object): Parameters => ({ resourceType: 'Parameters', parameter: [{ name: 'meta', valueMeta: meta }] }); // prettier-ignore
  const metaOf = (reply: request.Response): Meta =>
    (resourceOf(reply) as unknown as Parameters).parameter!.find(({ name }) => name === 'return')!.valueMeta!;
  const current = async (): Promise<Resource> => (await server.send('get', path).expect(200)).body as Resource;
  const change = (operation: string, meta: object, headers: Record<string, string> = {}) =>
    server.write('post', `${path}/${operation}`, asking(meta), headers);

  it.each([JSON_WIRE, XML_WIRE])('of a resource and of a version, in $name', async (wire) => {
    const client = speaking(server, wire);
    const { meta } = await current();
    expect(metaOf(await client.send('get', `${path}/$meta`).expect(200))).toEqual(meta);
    await client.write('post', `${path}/$meta-add`, asking({ tag: [{ code: 'more' }] })).expect(200);
    expect(metaOf(await client.send('get', `${path}/_history/1/$meta`).expect(200))).toEqual(meta);
    expect(metaOf(await client.send('get', `${path}/_history/2/$meta`).expect(200)).tag).toHaveLength(2);
    await client.send('get', `${path}/_history/3/$meta`).expect(404);
    await client.send('get', '/Organization/nobody/$meta').expect(404);
  });

  it('-add creates a version with the new elements, and returns its meta', async () => {
    const reply = await change('$meta-add', { tag: [TAG, { code: 'new' }], profile: [PROFILE], security: [{ code: 'R' }] }); // prettier-ignore
    expect(reply.status).toBe(200);
    expect(reply.headers['etag']).toBe('W/"2"');
    const { meta } = await current();
    expect(meta).toMatchObject({
      versionId: '2',
      tag: [{ ...TAG, display: 'Checked' }, { code: 'new' }],
      profile: [PROFILE],
      security: [{ code: 'R' }],
    });
    expect(metaOf(reply)).toEqual(meta);
    const found = (await server.send('get', `/Organization?_tag=new&_id=${path.split('/')[2]!}`)).body as Bundle;
    expect(found.total).toBe(1);
    const history = (await server.send('get', `${path}/_history`)).body as Bundle;
    expect(history.entry!.map(({ response }) => response!.etag)).toEqual(['W/"2"', 'W/"1"']);
  });

  it('-delete creates a version without the given elements', async () => {
    expect(metaOf(await change('$meta-delete', { tag: [TAG] }).expect(200))).not.toHaveProperty('tag');
    expect((await current()).meta).toMatchObject({ versionId: '2' });
    expect((await current()).meta).not.toHaveProperty('tag');
  });

  it.each([
    ['$meta-add', { tag: [TAG] }],
    ['$meta-delete', { tag: [{ code: 'checked' }] }],
    ['$meta-delete', { profile: ['http://nobody'] }],
    ['$meta-add', { source: 'urn:x' }],
  ])('%s of %j changes nothing, and creates no version', async (operation, meta) => {
    const reply = await change(operation, meta).expect(200);
    expect(reply.headers['etag']).toBe('W/"1"');
    expect((await current()).meta!.versionId).toBe('1');
  });

  it('If-Match counts', async () => {
    await change('$meta-add', { tag: [{ code: 'a' }] }, { 'If-Match': 'W/"7"' }).expect(412);
    await change('$meta-add', { tag: [{ code: 'a' }] }, { 'If-Match': 'W/"1"' }).expect(200);
    await change('$meta-delete', { tag: [{ code: 'a' }] }, { 'If-Match': 'W/"1"' }).expect(412);
    expect((await current()).meta!.versionId).toBe('2');
  });

  it('_dryRun stores nothing', async () => {
    const reply = await server.write('post', `${path}/$meta-add?_dryRun=true`, asking({ tag: [{ code: 'a' }] })).expect(200);
    expect(reply.headers['fhir-dry-run']).toBe('true');
    expect((await current()).meta!.versionId).toBe('1');
  }); // prettier-ignore

  it.each([
    ['nothing', { resourceType: 'Parameters' }, 400],
    ['a meta that is none', { resourceType: 'Parameters', parameter: [{ name: 'meta', valueString: 'x' }] }, 400],
    ['a tag that is none', asking({ tag: [{ code: 7 }] }), 400],
    ['a tag that is not a list', asking({ tag: TAG }), 400],
  ])('%s is refused', async (_, body, status) => {
    expect((await server.write('post', `${path}/$meta-add`, body)).status).toBe(status);
    expect((await current()).meta!.versionId).toBe('1');
  });

  it('of a resource that does not exist, or was deleted', async () => {
    await server.write('post', '/Organization/nobody/$meta-add', asking({ tag: [TAG] })).expect(404);
    await server.send('delete', path).expect(204);
    await change('$meta-add', { tag: [{ code: 'a' }] }).expect(410);
    await server.send('get', `${path}/$meta`).expect(410);
  });
});

describeOnEachDatabase('$meta of a type and of the server', {}, (server) => {
  const PROFILES = ['http://example.org/p', 'http://example.org/q'];
  const create = async (type: string, meta: object): Promise<string> =>
    ((await server.write('post', `/${type}`, { resourceType: type, name: 'A', meta }).expect(201)).body as Resource)
      .id!;
  const metaOf = async (path: string): Promise<Meta> => {
    const { body } = await server.send('get', path).expect(200);
    return (body as Parameters).parameter![0]!.valueMeta!;
  };

  it('lists each profile, tag and label in current use once', async () => {
    expect(await metaOf('/Organization/$meta')).toEqual({});
    const tag = (code: string, more: object = {}) => ({ ...TAG, code, ...more });
    await create('Organization', { tag: [tag('b'), tag('a')], profile: [PROFILES[1]!], source: 'urn:x' });
    await create('Organization', { tag: [tag('a'), { code: 'a' }], profile: PROFILES, security: [{ code: 'R' }] });
    const gone = await create('Organization', { tag: [tag('gone')] });
    await server.send('delete', `/Organization/${gone}`).expect(204);
    const other = await create('Location', { tag: [tag('elsewhere')], profile: [PROFILES[0]!] });
    await server.write('put', `/Location/${other}`, { resourceType: 'Location', id: other, name: 'A', meta: { tag: [tag('c')] } }).expect(200); // prettier-ignore
    const ofType = { profile: PROFILES, security: [{ code: 'R' }], tag: [{ code: 'a' }, tag('a'), tag('b')] };
    expect(await metaOf('/Organization/$meta')).toEqual(ofType);
    expect(await metaOf('/Location/$meta')).toEqual({ tag: [tag('c')] });
    expect(await metaOf('/$meta')).toEqual({ ...ofType, tag: [...ofType.tag, tag('c')] });
  });

  it('lists a tag that has a system and no code, and not one that has neither', async () => {
    const whole = { system: 'urn:alone', code: 'a' };
    const alone = { system: 'urn:alone' };
    const ids = [
      await create('HealthcareService', { tag: [whole] }),
      await create('HealthcareService', { tag: [whole] }),
    ];
    const last = await create('HealthcareService', { tag: [alone, { display: 'A' }], security: [alone] });
    expect(await metaOf('/HealthcareService/$meta')).toEqual({ tag: [alone, whole], security: [alone] });
    const { body } = await server.send('get', '/HealthcareService?_tag=urn:alone%7C').expect(200);
    expect((body as Bundle).entry!.map(({ resource }) => resource!.id).sort()).toEqual([...ids, last].sort());
    await server.send('delete', `/HealthcareService/${last}`).expect(204);
    expect(await metaOf('/HealthcareService/$meta')).toEqual({ tag: [whole] });
  });

  it('is in the CapabilityStatement, and has a HEAD and an XML', async () => {
    const { body } = await server.send('get', '/metadata').expect(200);
    const [rest] = (body as CapabilityStatement).rest!;
    const names = (list: CapabilityStatementRestResourceOperation[] = []) => list.map(({ name }) => name);
    expect(names(rest!.operation)).toContain('meta');
    expect(names(rest!.resource![0]!.operation)).toContain('meta');
    await server.send('head', '/$meta').expect(200);
    expect((await server.send('get', '/$meta?_format=xml').expect(200)).text).toContain('<valueMeta');
  });
});

describeOnEachDatabase('$meta of a type with many tags', {}, (server) => {
  it('lists a thousand of them, and refuses one more with an alternative', async () => {
    const tag = (from: number, count: number) =>
      server
        .write('post', '/Location', {
          resourceType: 'Location',
          meta: { tag: Array.from({ length: count }, (_, n) => ({ system: 'urn:many', code: String(from + n) })) },
        })
        .expect(201);
    await tag(0, 500);
    await tag(500, 500);
    const { body } = await server.send('get', '/Location/$meta').expect(200);
    expect((body as Parameters).parameter![0]!.valueMeta!.tag).toHaveLength(1_000);
    await tag(1_000, 1);
    const refused = await server.send('get', '/Location/$meta').expect(413);
    expect(refused.text).toMatch(/more than 1,?000 different values of _tag.*Location\?_tag=/);
    await server.send('get', '/$meta').expect(413);
  });
});

describeOnEachDatabase('PUT after a deletion', {}, (server, kind) => {
  it('where the server assigns ids: 410, which says how to create it again', async () => {
    const created = (await server.write('post', '/Organization', { resourceType: 'Organization', name: 'a' })).body as Resource; // prettier-ignore
    await server.send('delete', `/Organization/${created.id!}`).expect(204);
    const reply = await server.write('put', `/Organization/${created.id!}`, created).expect(410);
    expect(reply.text).toContain('a PUT cannot restore it');
    expect(reply.text).toContain('POST');
    await server.write('put', '/Organization/nobody', { ...created, id: 'nobody' }).expect(405);
  });

  it('where updates may create: the next version; If-None-Match: * requires that none exists', async () => {
    await withServer(kind, { UPDATE_CREATE: 'true' }, async (creating) => {
      const put = (headers: Record<string, string> = {}) =>
        creating.write('put', '/Organization/1', { resourceType: 'Organization', id: '1', name: 'a' }, headers);
      const none = { 'If-None-Match': '*' };
      expect((await put(none).expect(201)).headers['etag']).toBe('W/"1"');
      await put(none).expect(412);
      await creating.send('delete', '/Organization/1').expect(204);
      expect((await put(none).expect(201)).headers['etag']).toBe('W/"3"');
      await put(none).expect(412);
      expect((await creating.send('get', '/Organization/1').expect(200)).headers['etag']).toBe('W/"3"');
    });
  });
});
