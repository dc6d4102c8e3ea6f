import type { Bundle, Organization } from 'fhir/r4';
import { PAGE_BYTES } from '../../src/fhir';
import { describeOnEachDatabase } from '../support/on-each-database';

describeOnEachDatabase('the history of an instance', { settings: { BASE_URL: 'http://ror.test/fhir' } }, (server) => {
  let path: string;
  const versions: Organization[] = [];

  beforeAll(async () => {
    const created = (await server.write('post', '/Organization', { resourceType: 'Organization', name: 'v1' }))
      .body as Organization;
    path = `/Organization/${created.id}`;
    versions.push(created);
    for (const name of ['v2', 'v3', 'v4']) {
      versions.push((await server.write('put', path, { ...created, name }).expect(200)).body as Organization);
    }
    await server.send('delete', path).expect(204);
  });

  const history = async (query = '') =>
    (await server.send('get', `${path}/_history${query}`).expect(200)).body as Bundle;
  const names = ({ entry = [] }: Bundle) =>
    entry.map(({ resource }) => (resource as Organization | undefined)?.name ?? 'deleted');
  const link = ({ link: links = [] }: Bundle, relation: string) => links.find((one) => one.relation === relation)?.url;

  it('is a Bundle, newest first, deletions included', async () => {
    const bundle = await history();
    expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'history', total: 5 });
    expect(names(bundle)).toEqual(['deleted', 'v4', 'v3', 'v2', 'v1']);
    expect(bundle.entry![0]).toMatchObject({
      fullUrl: `http://ror.test/fhir${path}`,
      request: { method: 'DELETE', url: path.slice(1) },
      response: { status: '204', etag: 'W/"5"' },
    });
    expect(bundle.entry![0]).not.toHaveProperty('resource');
    expect(bundle.entry![4]).toEqual({
      fullUrl: `http://ror.test/fhir${path}`,
      resource: versions[0],
      request: { method: 'POST', url: 'Organization' },
      response: { status: '201', etag: 'W/"1"', lastModified: versions[0]!.meta!.lastUpdated },
    });
  });

  it('has no ETag, because a Bundle has no version', async () => {
    expect((await server.send('get', `${path}/_history`)).headers['etag']).toBeUndefined();
  });

  it('comes in pages; their links lead through all of it', async () => {
    const seen: string[] = [];
    let bundle = await history('?_count=2');
    expect(link(bundle, 'self')).toBe(`http://ror.test/fhir${path}/_history?_count=2`);
    for (;;) {
      expect(bundle.total).toBe(5);
      seen.push(...names(bundle));
      const next = link(bundle, 'next');
      if (!next) break;
      bundle = await history(new URL(next).search);
    }
    expect(seen).toEqual(['deleted', 'v4', 'v3', 'v2', 'v1']);
  });

  it('has fewer entries on a page than asked for where they are long, and a link to the next', async () => {
    const long = (name: string) => ({
      resourceType: 'Organization',
      name,
      alias: ['x'.repeat(PAGE_BYTES / 2 - 1_000)],
    });
    const created = (await server.write('post', '/Organization', long('v1')).expect(201)).body as Organization;
    for (const name of ['v2', 'v3']) {
      await server.write('put', `/Organization/${created.id}`, { ...long(name), id: created.id }).expect(200);
    }
    const of = async (query: string) =>
      (await server.send('get', `/Organization/${created.id}/_history${query}`).expect(200)).body as Bundle;
    const first = await of('?_count=1000');
    expect([names(first), first.total]).toEqual([['v3', 'v2'], 3]);
    const second = await of(new URL(link(first, 'next')!).search);
    expect([names(second), second.total, link(second, 'next')]).toEqual([['v1'], 3, undefined]);
  });

  it('is shown in the same way on every page', async () => {
    const next = link(await history('?_count=2&_format=json&_summary=true&_pretty=true'), 'next');
    const { searchParams } = new URL(next!);
    expect(Object.fromEntries(searchParams)).toMatchObject({ _format: 'json', _summary: 'true', _pretty: 'true' });
  });

  it('_since leaves out what is older; the instant itself counts', async () => {
    const since = encodeURIComponent(versions[2]!.meta!.lastUpdated!);
    const bundle = await history(`?_since=${since}`);
    expect(names(bundle)).toEqual(['deleted', 'v4', 'v3']);
    expect(bundle.total).toBe(3);
    expect(link(await history(`?_count=1&_since=${since}`), 'next')).toContain('_since=');
  });

  it('_since in the future is an empty Bundle', async () => {
    const bundle = await history('?_since=2999-01-01');
    expect(bundle).toMatchObject({ total: 0 });
    expect(bundle).not.toHaveProperty('entry');
  });

  it.each([
    '?_count=0',
    '?_count=-1',
    '?_count=many',
    '?_since=yesterday',
    '?_since=2026-13-45',
    '?_before=',
    '?_before=a/b',
    '?_count=1&_count=2',
  ])('%s is refused', async (query) => {
    const reply = await server.send('get', `${path}/_history${query}`);
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'value' }] });
  });

  it('of an unknown id is not found', async () => {
    await server.send('get', '/Organization/nobody/_history').expect(404);
  });
});
