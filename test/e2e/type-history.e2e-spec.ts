import type { Bundle, CapabilityStatement, OperationOutcome, Resource } from 'fhir/r4';
import { PAGE_BYTES } from '../../src/fhir';
import { describeOnEachDatabase } from '../support/on-each-database';
import { JSON_WIRE, resourceOf, speaking, XML_WIRE } from '../support/wire-format';

const BASE = 'http://ror.test/fhir';

describeOnEachDatabase('histories of types', { settings: { BASE_URL: BASE } }, (server) => {
  /** `Type/id/version` of every write, oldest first. */
  const written: string[] = [];
  const lastUpdated: string[] = [];
  const ids: Record<string, string> = {};

  async function put(type: string, key: string, body: object): Promise<void> {
    const id = ids[key];
    const reply = await (id === undefined
      ? server.write('post', `/${type}`, { resourceType: type, ...body })
      : server.write('put', `/${type}/${id}`, { resourceType: type, id, ...body }));
    const resource = reply.body as Resource;
    ids[key] = resource.id!;
    written.push(`${type}/${resource.id!}/${resource.meta!.versionId!}`);
    lastUpdated.push(resource.meta!.lastUpdated!);
    await nextInstant(resource.meta!.lastUpdated!);
  }
  /** Waits until the clock has moved on, so that no two versions have the same instant and their order is known. */
  async function nextInstant(since: string): Promise<void> {
    while (Date.now() <= Date.parse(since)) await new Promise(setImmediate);
  }

  beforeAll(async () => {
    await put('Organization', 'a', { name: 'a1' });
    await put('Location', 'l', { name: 'l1' });
    await put('Organization', 'b', { name: 'b1' });
    await put('Organization', 'a', { name: 'a2' });
    await put('Location', 'l', { name: 'l2' });
    const gone = await server.send('delete', `/Organization/${ids['b']!}`).expect(204);
    written.push(`Organization/${ids['b']!}/2`);
    const at = (await history(`/Organization/${ids['b']!}/_history`)).entry![0]!.response!.lastModified!;
    lastUpdated.push(at);
    expect(gone.headers['etag']).toBe('W/"2"');
    await nextInstant(at);
    await put('Practitioner', 'p', { active: true });
  });

  const history = async (path: string): Promise<Bundle> => (await server.send('get', path).expect(200)).body as Bundle;
  const of = (type: string): string[] => written.filter((name) => name.startsWith(type)).toReversed();
  const namesOf = ({ entry = [] }: Bundle): string[] =>
    entry.map(
      ({ fullUrl = '', response }) => `${fullUrl.slice(BASE.length + 1)}/${response!.etag!.replace(/\D/g, '')}`,
    );
  const link = ({ link: links = [] }: Bundle, relation: string): string | undefined =>
    links.find((one) => one.relation === relation)?.url.slice(BASE.length);

  async function walk(path: string, beforeNext?: () => Promise<unknown>): Promise<string[]> {
    const seen: string[] = [];
    for (let next: string | undefined = path; next !== undefined;) {
      const bundle: Bundle = await history(next);
      seen.push(...namesOf(bundle));
      next = link(bundle, 'next');
      await beforeNext?.();
    }
    return seen;
  }

  it('the history of a type has its versions, newest first, deletions with request and response', async () => {
    const bundle = await history('/Organization/_history');
    expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'history', total: 4 });
    expect(namesOf(bundle)).toEqual(of('Organization'));
    expect(bundle.entry![0]).toEqual({
      fullUrl: `${BASE}/Organization/${ids['b']!}`,
      request: { method: 'DELETE', url: `Organization/${ids['b']!}` },
      response: { status: '204', etag: 'W/"2"', lastModified: lastUpdated[5] },
    });
    expect(bundle.entry![3]).toMatchObject({
      resource: { resourceType: 'Organization', name: 'a1', meta: { versionId: '1' } },
      request: { method: 'POST', url: 'Organization' },
      response: { status: '201', etag: 'W/"1"' },
    });
  });

  it('the history of the server has those of all types', async () => {
    expect(namesOf(await history('/_history'))).toEqual(of(''));
  });

  it.each([1, 2, 3, 4, 50])('in pages of %i, forwards and back again', async (count) => {
    for (const [path, all] of [['/Organization/_history', of('Organization')], ['/_history', of('')]] as const) {
      expect(await walk(`${path}?_count=${count}`)).toEqual(all);
      const pages = [await history(`${path}?_count=${count}`)];
      while (link(pages.at(-1)!, 'next')) pages.push(await history(link(pages.at(-1)!, 'next')!));
      expect(pages.map(({ total }) => total)).toEqual(pages.map(() => (pages.length === 1 ? all.length : undefined)));
      let back = pages.at(-1)!;
      for (const page of pages.slice(0, -1).toReversed()) {
        back = await history(link(back, 'previous')!);
        expect(namesOf(back)).toEqual(namesOf(page));
        expect(namesOf(await history(link(back, 'first')!))).toEqual(namesOf(pages[0]!));
        expect(namesOf(await history(link(back, 'self')!))).toEqual(namesOf(page));
      }
      expect(link(back, 'previous')).toBeUndefined();
    }
  }); // prettier-ignore

  it('_sort=_lastUpdated has the oldest first', async () => {
    for (const path of ['/Organization/_history', '/_history']) {
      const all = await walk(`${path}?_count=50`);
      expect(await walk(`${path}?_sort=_lastUpdated&_count=2`)).toEqual(all.toReversed());
      expect(await walk(`${path}?_sort=-_lastUpdated&_count=2`)).toEqual(all);
    }
  });

  it('_since: the instant itself counts', async () => {
    const since = encodeURIComponent(lastUpdated[3]!);
    expect(await walk(`/_history?_since=${since}&_count=2`)).toEqual(written.slice(3).toReversed());
    expect(await walk(`/Organization/_history?_since=${since}`)).toEqual(
      written.slice(3).filter((name) => name.startsWith('Organization')).toReversed(),
    );
  }); // prettier-ignore

  it('_at: the versions that were current at some time in a period', async () => {
    const at = (instant: number): string => encodeURIComponent(lastUpdated[instant]!);
    // At the instant of the fifth write: version 2 of `a`, 1 of `b`, and 2 of `l`.
    expect(await walk(`/_history?_at=${at(4)}&_count=2`)).toEqual([written[4], written[3], written[2]]);
    // The deletion appears at its own instant; later the resource no longer does.
    expect(await walk(`/Organization/_history?_at=${at(5)}`)).toEqual([written[5], written[3]]);
    expect(await walk(`/Organization/_history?_at=${at(6)}`)).toEqual([written[3]]);
    const year = lastUpdated[0]!.slice(0, 4);
    expect(await walk(`/Organization/_history?_at=${year}&_count=3`)).toEqual(of('Organization'));
    expect(await walk(`/Organization/_history?_at=1999`)).toEqual([]);
    expect(await walk(`/Organization/${ids['a']!}/_history?_at=${at(0)}`)).toEqual([written[0]]);
    expect(await walk(`/Organization/${ids['a']!}/_history?_at=${at(6)}`)).toEqual([written[3]]);
    expect(await walk(`/Organization/${ids['a']!}/_history?_at=${year}&_count=1`)).toEqual([written[3], written[0]]);
    expect(await walk(`/Organization/${ids['b']!}/_history?_at=${at(6)}`)).toEqual([]);
    // The same by bounds, page by page.
    expect(await walk(`/_history?_at=ge${at(4)}&_at=le${at(4)}&_count=1`)).toEqual([
      written[4],
      written[3],
      written[2],
    ]);
    expect(await walk(`/Organization/_history?_at=lt${year}&_count=1`)).toEqual([]);
    expect(await walk(`/Organization/_history?_at=le${at(6)}&_at=ge${at(6)}`)).toEqual([written[3]]);
    expect(await walk(`/Organization/_history?_at=ge1970&_count=2`)).toEqual(of('Organization'));
    expect(await walk(`/Organization/${ids['a']!}/_history?_at=lt${at(1)}&_count=1`)).toEqual([written[0]]);
    expect(await walk(`/Organization/${ids['a']!}/_history?_at=gt${at(6)}&_count=1`)).toEqual([written[3]]);
  });

  it.each(['', '&_sort=_lastUpdated'])('a walk is not affected by what is written meanwhile (%s)', async (sort) => {
    for (const path of ['/Practitioner/_history', '/_history']) {
      const before = await walk(`${path}?_count=100${sort}`);
      const seen = await walk(`${path}?_count=1${sort}`, () => put('Practitioner', 'p', { active: true, gender: 'other', birthDate: `1980-01-${String(10 + (written.length % 18))}` })); // prettier-ignore
      expect(seen).toEqual(before);
    }
  });

  it('meta.lastUpdated is early enough that no pending commit is missed', async () => {
    const bundle = await history('/_history?_count=1');
    const complete = Date.parse(bundle.meta!.lastUpdated!);
    expect(Date.now() - complete).toBeGreaterThanOrEqual(60_000);
    expect((await history(link(bundle, 'next')!)).meta).toEqual(bundle.meta);
  });

  it('a page ends at its byte limit', async () => {
    const alias = ['x'.repeat(PAGE_BYTES / 2 - 1_000)];
    await put('HealthcareService', 'h', { name: alias[0] });
    for (const n of [1, 2]) await put('HealthcareService', 'h', { name: `${alias[0]!}${n}` });
    for (const path of ['/HealthcareService/_history', '/_history']) {
      const page = await history(`${path}?_count=1000`);
      expect(namesOf(page)).toHaveLength(2);
      expect(namesOf(await history(link(page, 'next')!))[0]).toBe(`HealthcareService/${ids['h']!}/1`);
    }
  });

  it.each([JSON_WIRE, XML_WIRE])('in $name, and HEAD', async (wire) => {
    const reply = await speaking(server, wire).send('get', '/Organization/_history?_count=2').expect(200);
    expect(reply.headers['content-type']).toBe(wire.contentType);
    expect(resourceOf(reply)).toMatchObject({ resourceType: 'Bundle', type: 'history' });
    expect((await speaking(server, wire).send('head', '/_history').expect(200)).text ?? '').toBe('');
  });

  it('as an HTML page, with links to the changes', async () => {
    const page = await server.send('get', '/Organization/_history').set('Accept', 'text/html').expect(200);
    expect(page.text).toContain(`/fhir/Organization/${ids['a']!}/$diff?fromVersion=1`);
    expect(page.text).not.toContain('fromVersion=2');
  });

  it.each([
    ['/Organization/_history?_count=0', '_count'],
    ['/Organization/_history?_since=yesterday', '_since'],
    ['/_history?_at=2026-02-30', '_at'],
    ['/_history?_at=2027,2026', '_at'],
    ['/_history?_at=2026&_at=2027', '_at'],
    ['/_history?_sort=name', '_sort'],
    ['/_history?_cursor=abc', '_cursor'],
    ['/_history?_cursor=abc&_cursor=abc', '_cursor'],
    ['/Organization/_history?name=a', 'name'],
    ['/Organization/_history?_before=1', '_before'],
  ])('%s is refused', async (path, parameter) => {
    const reply = await server.send('get', path).expect(400);
    expect((reply.body as OperationOutcome).issue[0]!.expression).toEqual([`http.${parameter}`]);
  });

  it('a link works for its own history only', async () => {
    const next = link(await history('/Organization/_history?_count=1'), 'next')!;
    const token = new URLSearchParams(next.split('?')[1]).get('_cursor')!;
    for (const path of ['/Location/_history', '/_history', '/Organization/_history?_sort=_lastUpdated']) {
      const to = `${path}${path.includes('?') ? '&' : '?'}_cursor=${token}`;
      await server.send('get', to).expect(400);
    }
    await server.send('get', `/Organization/_history?_count=7&_cursor=${token}`).expect(200);
  });

  it('is declared in the CapabilityStatement, and other methods are not served', async () => {
    const statement = (await server.send('get', '/metadata')).body as CapabilityStatement;
    const [rest] = statement.rest!;
    expect(rest!.interaction).toContainEqual({ code: 'history-system' });
    expect(rest!.resource!.find(({ type }) => type === 'Location')!.interaction).toContainEqual({
      code: 'history-type',
    });
    for (const path of ['/_history', '/Organization/_history']) {
      const reply = await server.send('delete', path).expect(405);
      expect(reply.headers['allow']).toBe('GET, HEAD, OPTIONS');
    }
  });
});

describeOnEachDatabase('a PUT to a deleted resource', { settings: { UPDATE_CREATE: 'true' } }, (server) => {
  it.each([JSON_WIRE, XML_WIRE])('has the same status in every history as it had itself, in $name', async (format) => {
    const client = speaking(server, format);
    const body = (name: string) => ({ resourceType: 'Location', id: `again-${format.name}`, name });
    const path = `/Location/again-${format.name}`;
    const put = async (name: string): Promise<string> => String((await client.write('put', path, body(name))).status);
    const live = [await put('a'), await put('b')];
    live.push(String((await client.send('delete', path)).status), await put('c'), await put('d'));
    expect(live).toEqual(['201', '200', '204', '201', '200']);
    for (const history of [`${path}/_history`, '/Location/_history', '/_history']) {
      const { entry = [] } = resourceOf(await client.send('get', history).expect(200)) as unknown as Bundle;
      const own = entry.filter(({ fullUrl = '' }) => fullUrl.endsWith(path));
      expect(own.map(({ response }) => response!.status).toReversed()).toEqual(live);
      expect(own.map(({ request }) => request!.method).toReversed()).toEqual(['PUT', 'PUT', 'DELETE', 'PUT', 'PUT']);
    }
    // Wherever a page ends.
    const { entry = [] } = (await server.send('get', `${path}/_history?_count=2`).expect(200)).body as Bundle;
    expect(entry.map(({ response }) => response!.status)).toEqual(['200', '201']);
  });
});
