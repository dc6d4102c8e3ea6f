import type { OperationOutcome, Organization } from 'fhir/r4';
import type request from 'supertest';
import { describeOnEachDatabase, withServer } from '../../support/on-each-database';
import { patchOf } from '../../support/patches';

describeOnEachDatabase('One server, many clients', {}, (server, kind) => {
  it('C17 a server that demands If-Match answers 400 without it, and takes it', async () => {
    await withServer(kind, { IF_MATCH: 'required' }, async (demanding) => {
      const { id } = (
        await demanding.write('post', '/Organization', { resourceType: 'Organization', name: 'A' }).expect(201)
      ).body as { id: string };
      const body = { resourceType: 'Organization', id, name: 'B' };
      const refused = await demanding.write('put', `/Organization/${id}`, body);
      expect({ status: refused.status, issue: issueCode(refused) }).toEqual({ status: 400, issue: 'required' });
      await demanding.send('delete', `/Organization/${id}`).expect(400);
      await demanding.write('put', `/Organization/${id}`, body, { 'If-Match': 'W/"1"' }).expect(200);
    });
  });

  it('C26 update-as-create answers 201 with Location, and brings a deleted id back', async () => {
    await withServer(kind, { UPDATE_CREATE: 'true', BASE_URL: 'http://ror.test/fhir' }, async (creating) => {
      const body = { resourceType: 'Organization', id: 'mine', name: 'A' };
      const created = await creating.write('put', '/Organization/mine', body);
      expect(created.status).toBe(201);
      expect(created.headers).toMatchObject({
        location: 'http://ror.test/fhir/Organization/mine/_history/1',
        etag: 'W/"1"',
      });
      await creating.send('delete', '/Organization/mine').expect(204);
      const again = await creating.write('put', '/Organization/mine', body);
      expect(again.status).toBe(201);
      expect(again.headers['etag']).toBe('W/"3"');
    });
  });

  it('C19 of fifty PUTs with one tag exactly one wins, and versions have no gap', async () => {
    const { id } = (await server.write('post', '/Organization', { resourceType: 'Organization', name: 'start' }))
      .body as { id: string };
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        server.write(
          'put',
          `/Organization/${id}`,
          { resourceType: 'Organization', id, name: `writer ${n}` },
          { 'If-Match': 'W/"1"' },
        ),
      ),
    );
    const statuses = replies.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(49).fill(412)]);
    const history = await server.send('get', `/Organization/${id}/_history`).expect(200);
    expect((history.body as { total: number }).total).toBe(2);
  });

  it('C20 of fifty PATCHes without a tag none is lost', async () => {
    const { id } = (await server.write('post', '/Organization', { resourceType: 'Organization', name: 'start' }))
      .body as { id: string };
    const numbers = Array.from({ length: 50 }, (_, n) => `01 99 00 00 ${String(n).padStart(2, '0')}`);
    const replies = await Promise.all(
      numbers.map((number) =>
        server.write(
          'patch',
          `/Organization/${id}`,
          patchOf({
            type: 'add',
            path: 'Organization',
            name: 'telecom',
            value: { valueContactPoint: { system: 'phone', value: number } },
          }),
        ),
      ),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array<number>(50).fill(200));
    const { telecom, meta } = (await server.send('get', `/Organization/${id}`)).body as Organization;
    expect(telecom!.map(({ value }) => value).sort()).toEqual(numbers);
    expect(meta!.versionId).toBe('51');
  });

  it('C24 a body over the limit is 413 and stores nothing', async () => {
    const reply = await server.write('post', '/Organization', {
      resourceType: 'Organization',
      name: 'x'.repeat(3 * 1024 ** 2),
    });
    expect({ status: reply.status, issue: issueCode(reply) }).toEqual({ status: 413, issue: 'too-long' });
  });
});

function issueCode({ body }: request.Response): string | undefined {
  return (body as Partial<OperationOutcome>).issue?.[0]?.code;
}
