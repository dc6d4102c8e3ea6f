import type { Bundle, OperationOutcome, Organization, Parameters } from 'fhir/r4';
import { REDACTED } from '../../../src/fhir/access/marks';
import { SUBSETTED } from '../../../src/fhir/model/subsetted';
import { databases } from '../../support/databases';
import { startTestApp, type TestApp } from '../../support/test-app';
import { MaskingPlugin, SECRET_TAG, SECRET_URL } from '../../support/access/masking-policy';

const ALL = { 'x-sees': 'all' };
const phone = (value: string, use?: string) => ({ system: 'phone', value, ...(use && { use }) });
const secret = (valueString: string) => ({ url: SECRET_URL, valueString });

describe.each(databases)('what is hidden does not exist for the client, on $name', ({ createMigrated }) => {
  let app: TestApp;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const database = await createMigrated();
    drop = database.drop;
    app = await startTestApp(
      {
        DATABASE_URL: database.url,
        UPDATE_CREATE: 'true',
        REFERENTIAL_INTEGRITY: 'on',
        BUSINESS_RULES: 'off',
        SEARCH_EXPLAIN: 'true',
      },
      { plugins: [MaskingPlugin] },
    );
    const put = (id: string, more: object) =>
      app.write('put', `/Organization/${id}`, { resourceType: 'Organization', id, ...more }, ALL).expect(201);
    await put('top', { name: 'Top' });
    await put('hidden', {
      name: 'Hidden',
      partOf: { reference: 'Organization/top' },
      meta: { tag: [SECRET_TAG, { system: 'urn:tags', code: 'secret too' }] },
    });
    await put('below', {
      name: 'Below',
      meta: { tag: [{ system: 'urn:tags', code: 'open' }] },
      partOf: { reference: 'Organization/hidden' },
    });
    await put('a', {
      name: 'Alpha',
      identifier: [{ system: 'urn:x', value: 'a' }],
      telecom: [phone('1', 'old'), phone('2'), phone('3', 'old'), phone('4')],
      extension: [secret('s'), { url: 'urn:test:open', valueString: 'o' }],
      partOf: { reference: 'Organization/top', extension: [secret('p')] },
      contact: [{ name: { text: 'Ann' }, telecom: [phone('9', 'old')] }, { name: { text: 'Bob' } }],
    });
  });
  afterAll(async () => {
    await app.close();
    await drop();
  });

  const get = (path: string, headers: Record<string, string> = {}) => app.send('get', path).set(headers);
  const ids = async (query: string, headers: Record<string, string> = {}) => {
    const { body } = await get(`/Organization?${query}`, headers).expect(200);
    return { ids: ((body as Bundle).entry ?? []).map((each) => each.resource?.id), total: (body as Bundle).total };
  };

  it('_explain is only for clients that see everything', async () => {
    await get('/Organization?name=Alpha&_explain=true', ALL).expect(200);
    const { body } = await get('/Organization?name=Alpha&_explain=true').expect(403);
    expect((body as OperationOutcome).issue[0]).toMatchObject({ code: 'forbidden', expression: ['http._explain'] });
  });

  it.each(['/$meta', '/Organization/$meta'])(
    '%s does not reveal a tag that only hidden resources have',
    async (path) => {
      const tags = async (headers: Record<string, string> = {}) =>
        ((await get(path, headers).expect(200)).body as Parameters).parameter![0]!.valueMeta!.tag ?? [];
      expect(await tags(ALL)).toContainEqual(expect.objectContaining({ code: SECRET_TAG.code }));
      expect(await tags()).toEqual([{ system: 'urn:tags', code: 'open' }]);
    },
  );

  it('a read shows the rest, tagged as REDACTED and SUBSETTED', async () => {
    const { body, headers } = await get('/Organization/a').expect(200);
    expect(body).toMatchObject({
      meta: { security: [REDACTED], tag: [SUBSETTED] },
      telecom: [phone('2'), phone('4')],
      extension: [{ url: 'urn:test:open', valueString: 'o' }],
      contact: [{ name: { text: 'Ann' } }, { name: { text: 'Bob' } }],
    });
    expect((body as Organization).partOf).toEqual({ reference: 'Organization/top' });
    expect(headers['etag']).toBe('W/"1"');
    expect(headers['vary']).toContain('Authorization');
    expect(headers['vary']).toContain('x-sees');
    expect(headers['cache-control']).toContain('private');
    const whole = await get('/Organization/a', ALL).expect(200);
    expect(whole.body).toMatchObject({ telecom: [{ value: '1' }, {}, {}, {}] });
    expect((whole.body as Organization).meta?.security).toBeUndefined();
  });

  it('a resource without hidden parts is sent as it is stored', async () => {
    const { body } = await get('/Organization/top').expect(200);
    expect((body as Organization).meta?.security).toBeUndefined();
  });

  it.each(['', '/_history', '/_history/1', '/$diff', '/$validate'])(
    'a hidden resource is not there: %s',
    async (rest) => {
      const [hidden, absent] = [await get(`/Organization/hidden${rest}`), await get(`/Organization/absent${rest}`)];
      expect(hidden.status).toBe(404);
      expect(hidden.text).toBe(absent.text.replaceAll('absent', 'hidden'));
      await get(`/Organization/hidden${rest}`, ALL).expect(200);
    },
  );

  it.each([
    ['test-phone=1', [], ['a']],
    ['test-phone=2', ['a'], ['a']],
    ['_id=top,a&test-phone:missing=true', ['top'], ['top']],
    ['name=hidden', [], ['hidden']],
    ['partof.name=Hidden', [], ['below']],
    ['partof:above.name=Top', ['a', 'top'], ['a', 'below', 'hidden', 'top']],
    ['partof:below.name=Below', ['below'], ['below', 'hidden', 'top']],
    ['test-phone:not=3&_id=a', ['a'], []],
    ['_has:Organization:partof:name=Hidden', [], ['top']],
    ['_has:Organization:partof:test-phone=3', [], ['top']],
    ['_has:Organization:partof:test-phone=4', ['top'], ['top']],
    ['_sort=-name', ['top', 'below', 'a'], ['top', 'hidden', 'below', 'a']],
  ])('a search of %s finds %j, and for whom nothing is hidden %j', async (query, seen, all) => {
    expect(await ids(query)).toEqual({ ids: seen, total: seen.length });
    expect(await ids(query, ALL)).toEqual({ ids: all, total: all.length });
  });

  it('only visible resources are included', async () => {
    expect((await ids('_id=below&_include=Organization:partof')).ids).toEqual(['below']);
    expect((await ids('_id=below&_include=Organization:partof', ALL)).ids).toEqual(['below', 'hidden']);
    expect((await ids('_id=top&_revinclude=Organization:partof')).ids).toEqual(['top', 'a']);
  });

  it('a link to a page does not work for a client with another view', async () => {
    const { body } = await get('/Organization?_count=1').expect(200);
    const next = (body as Bundle).link!.find(({ relation }) => relation === 'next')!.url.replace(/^.*\/fhir/, '');
    await get(next).expect(200);
    await get(next, ALL).expect(400);
  });

  it.each([
    ['telecom[0].value', 'Organization.telecom[0].value', '22'],
    ['where(value)', "Organization.telecom.where(value = '2').value", '22'],
  ])('a patch finds only what the client sees: %s', async (_, path, value) => {
    const patch = {
      resourceType: 'Parameters',
      parameter: [
        { name: 'operation', part: [{ name: 'type', valueCode: 'replace' }, { name: 'path', valueString: path }, { name: 'value', valueString: value }] },
      ],
    }; // prettier-ignore
    const { body } = await app.write('patch', '/Organization/a?_dryRun=true', patch).expect(200);
    expect((body as Organization).telecom).toEqual([phone('22'), phone('4')]);
    const hidden = JSON.parse(
      JSON.stringify(patch).replace(/telecom.*?value(?="})/, "telecom.where(use = 'old').value"),
    ) as object;
    expect((await app.write('patch', '/Organization/a?_dryRun=true', hidden)).status).toBe(422);
  });

  it('what was read can be sent back, and hidden data is kept', async () => {
    const read = (await get('/Organization/a')).body as Organization;
    await app.write('put', '/Organization/a', read).expect(200).expect('ETag', 'W/"1"');
    const [first, second] = read.telecom!;
    const wanted = { ...read, name: 'Beta', telecom: [second!, { ...first!, value: '5' }, phone('6')] };
    const { body } = await app.write('put', '/Organization/a', wanted, { 'If-Match': 'W/"1"' }).expect(200);
    expect((body as Organization).telecom).toEqual([phone('4'), phone('5'), phone('6')]);
    const whole = (await get('/Organization/a', ALL)).body as Organization;
    expect(whole).toMatchObject({
      name: 'Beta',
      extension: [secret('s'), {}],
      contact: [{ telecom: [{ value: '9' }] }, {}],
    });
    expect(whole.telecom!.map(({ value }) => value)).toEqual(['1', '3', '4', '5', '6']);
    expect(whole.meta?.security).toBeUndefined();
    await app.write('put', '/Organization/a', { ...whole, name: 'Alpha' }, ALL).expect(200);
  });

  it.each<[string, (seen: Organization) => object]>([
    ['take away what has something hidden in it', (seen) => ({ ...seen, contact: [] })],
    [
      'put in its place something else',
      (seen) => ({ ...seen, contact: [{ name: { text: 'Eve' } }, { name: { text: 'Bob' } }] }),
    ],
    ['write what it would not see', (seen) => ({ ...seen, telecom: [...seen.telecom!, phone('7', 'old')] })],
    ['hide the resource from itself', (seen) => ({ ...seen, meta: { tag: [SECRET_TAG] } })],
  ])('a client may not %s', async (_, change) => {
    const read = (await get('/Organization/a')).body as Organization;
    const { body } = await app.write('put', '/Organization/a', change(read)).expect(403);
    expect((body as OperationOutcome).issue[0]!.code).toBe('forbidden');
  });

  it('nor delete a resource with hidden parts, nor one that it does not see', async () => {
    await app.send('delete', '/Organization/a').expect(403);
    await app.send('delete', '/Organization/hidden').expect(204);
    await get('/Organization/hidden', ALL).expect(200);
  });

  it('nor overwrite what it does not see, nor choose an id that may be in use', async () => {
    for (const id of ['hidden', 'free'])
      await app.write('put', `/Organization/${id}`, { resourceType: 'Organization', id, name: 'x' }).expect(405);
  });

  it('nor refer to what it does not see', async () => {
    const referring = (id: string) => ({ resourceType: 'Organization', name: 'x', partOf: { reference: `Organization/${id}` } });
    const [hidden, absent] = [await app.write('post', '/Organization', referring('hidden')), await app.write('post', '/Organization', referring('absent'))];
    expect(hidden.status).toBe(422);
    expect(hidden.text).toBe(absent.text.replaceAll('absent', 'hidden'));
  }); // prettier-ignore

  it('referrers that the client does not see are not named', async () => {
    const create = (more: object) => app.write('post', '/Organization', { resourceType: 'Organization', ...more }, ALL);
    const target = (await create({ name: 'Target' }).expect(201)).body as Organization;
    const { body } = await create({ name: 'R', meta: { tag: [SECRET_TAG] }, partOf: { reference: `Organization/${target.id}` } });
    const refused = await app.send('delete', `/Organization/${target.id}`).expect(409);
    expect(refused.text).toContain('resources that this client may not see');
    expect(refused.text).not.toContain((body as Organization).id);
  }); // prettier-ignore

  it('a body that lacks more than the hidden data is refused as usual', async () => {
    const { body } = await get('/Organization/a?_elements=name').expect(200);
    await app.write('put', '/Organization/a', body as object).expect(422);
    const top = (await get('/Organization/top?_elements=name')).body as Organization;
    await app.write('put', '/Organization/top', top).expect(422);
  });
});
