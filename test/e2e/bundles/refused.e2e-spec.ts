import { randomUUID } from 'node:crypto';
import type { Location, OperationOutcome } from 'fhir/r4';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { place, rename, ROWS, type Known } from './refused-rows';
import { WHOLES } from './refused-wholes';
import { bundle, entry, send } from './support';

describeOnEachDatabase('entries that are refused', { settings: { REFERENTIAL_INTEGRITY: 'on' } }, (server) => {
  const create = async (over: object = {}): Promise<string> =>
    ((await server.write('post', '/Location', place(over)).expect(201)).body as Location).id!;
  let shared: Omit<Known, 'id' | 'value'>;
  beforeAll(async () => {
    const [twice, top, gone] = [randomUUID(), await create(), await create()];
    await create({ identifier: [{ value: twice }], partOf: { reference: `Location/${top}` } });
    await create({ identifier: [{ value: twice }] });
    await server.send('delete', `/Location/${gone}`).expect(204);
    shared = { twice, top, gone };
  });
  const known = async (): Promise<Known> => {
    const value = randomUUID();
    return { ...shared, value, id: await create({ identifier: [{ value }] }) };
  };
  const total = async (): Promise<unknown> =>
    ((await server.send('get', '/Location?_summary=count')).body as { total: number }).total;

  it.each(ROWS)('$rule: $status for a transaction, which stores nothing', async (row) => {
    const there = await known();
    const before = await total();
    const reply = await send(server, bundle('transaction', entry('POST Location', place()), row.entry(there)));
    expect(reply.status).toBe(row.status);
    const [issue] = reply.issues;
    expect(issue!.expression?.[0]).toMatch(/^Bundle\.entry\[1\]/);
    if (row.at !== undefined) expect(issue!.expression![0]).toBe(`Bundle.entry[1]${row.at}`);
    if (row.code !== undefined) expect(issue!.code).toBe(row.code);
    if (row.text !== undefined) expect(issue!.details!.text).toMatch(row.text);
    expect(await total()).toBe(before);
  });

  it('each is refused alone in a batch, as in a transaction, and the other entries are carried out', async () => {
    const there = await known();
    const entries = ROWS.map((row) => row.entry(there));
    const reply = await send(server, bundle('batch', ...entries, entry('POST Location', place())));
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ type: 'batch-response' });
    expect(reply.statuses.map((status) => Number(status.slice(0, 3)))).toEqual([...ROWS.map(({ status }) => status), 201]); // prettier-ignore
    for (const [index, { response }] of reply.entries.slice(0, -1).entries()) {
      const { issue } = response!.outcome as OperationOutcome;
      const { at = '' } = ROWS[index]!;
      expect(issue[0]!.expression![0]).toContain(`Bundle.entry[${index}]${at}`);
    }
  });

  it.each(WHOLES)('$rule: $status for the whole', async ({ body, status, at }) => {
    const reply = await send(server, body);
    expect(reply.status).toBe(status);
    if (at !== undefined) expect(reply.issues[0]!.expression).toEqual([at]);
  });

  it.each([
    ['PUT and PUT', (id: string) => [entry(`PUT Location/${id}`, place({ id })), entry(`PUT Location/${id}`, place({ id, name: 'B' }))]],
    ['PUT and DELETE', (id: string) => [entry(`PUT Location/${id}`, place({ id })), entry(`DELETE Location/${id}`)]],
    ['PATCH and PUT by criteria', (id: string, value: string) => [entry(`PATCH Location/${id}`, rename), entry(`PUT Location?identifier=${value}`, place())]],
    ['ifNoneExist and DELETE', (id: string, value: string) => [entry('POST Location', place(), { ifNoneExist: `identifier=${value}` }), entry(`DELETE Location/${id}`)]],
    ['ifNoneExist twice, of one that is there', (_: string, value: string) => [entry('POST Location', place(), { ifNoneExist: `identifier=${value}` }), entry('POST Location', place(), { ifNoneExist: `identifier=${value}&name=A` })]],
    ['ifNoneExist twice, of one that is not there', () => ['a', 'b'].map(() => entry('POST Location', place({ identifier: [{ value: 'new' }] }), { ifNoneExist: 'identifier=new' }))],
    ['ifNoneExist and a POST that fits', () => [entry('POST Location', place({ identifier: [{ value: 'new' }] }), { ifNoneExist: 'identifier=new' }), entry('POST Location', place({ identifier: [{ value: 'new' }] }))]],
  ] as const)('identities that overlap: %s', async (_, entries) => {
    const { id, value } = await known();
    const before = await total();
    const reply = await send(server, bundle('transaction', ...entries(id, value)));
    expect([400, 412]).toContain(reply.status);
    expect(reply.issues[0]!.expression?.[0]).toMatch(/^Bundle\.entry\[\d\]/);
    expect(await total()).toBe(before);
  }); // prettier-ignore

  it('a dry run of some entries is refused in a transaction, but not in a batch', async () => {
    const entries = [entry('POST Location?_dryRun=true', place()), entry('POST Location', place())];
    const reply = await send(server, bundle('transaction', ...entries));
    expect([reply.status, reply.issues[0]!.expression]).toEqual([400, ['Bundle.entry[0].request.url']]);
    const before = (await total()) as number;
    expect((await send(server, bundle('batch', ...entries))).statuses).toEqual(['201 Created', '201 Created']);
    expect(await total()).toBe(before + 1);
  });

  it('a history is read in a batch, but not in a transaction', async () => {
    const { id } = await known();
    const history = entry(`GET Location/${id}/_history`);
    const reply = await send(server, bundle('transaction', history));
    expect([reply.status, reply.issues[0]!.expression]).toEqual([400, ['Bundle.entry[0].request.url']]);
    const { entries } = await send(server, bundle('batch', history));
    expect(entries[0]!.resource).toMatchObject({ resourceType: 'Bundle', type: 'history', total: 1 });
  });

  it('NDJSON is refused with the way to import it', async () => {
    const reply = await server.send('post', '').set('Content-Type', 'application/fhir+ndjson').send('{}\n{}');
    expect(reply.status).toBe(415);
    expect(reply.text).toMatch(/NDJSON.*ror-fhir import/);
  });

  it('a body that is no JSON is refused with line and column', async () => {
    const reply = await send(server, '{"resourceType":"Bundle",\n"type":}');
    expect(reply.status).toBe(400);
    expect(reply.issues[0]!.details!.text).toMatch(/line 2/);
  });

  it('a batch in XML with an element that FHIR does not have is refused as a whole, and the entry is named', async () => {
    const [good, bad] = ['<name value="A"/>', '<nom value="A"/>'].map(
      (element) =>
        `<entry><resource><Location>${element}</Location></resource><request><method value="POST"/><url value="Location"/></request></entry>`,
    );
    const text = `<Bundle xmlns="http://hl7.org/fhir"><type value="batch"/>${good}\n${bad}</Bundle>`;
    const reply = await server.send('post', '').set('Content-Type', 'application/fhir+xml').send(text);
    const { issue } = reply.body as OperationOutcome;
    expect([reply.status, issue[0]!.expression]).toEqual([400, ['Bundle.entry[1].resource.nom']]);
    expect(issue[0]!.details!.text).toMatch(/did you mean `name`.*line 2/);
  });

  it('each of many refused entries gets its line', async () => {
    const lines = Array.from({ length: 50 }, () => JSON.stringify(entry('POST Location', place({ status: 'x' }))));
    const text = `{"resourceType":"Bundle","type":"batch","entry":[\n${lines.join(',\n')}]}`;
    const reply = await send(server, text);
    const told = reply.entries.map(({ response }) => JSON.stringify(response!.outcome));
    expect(told.map((each) => /line (\d+)/.exec(each)![1])).toEqual(lines.map((_, index) => String(index + 2)));
  });
});

describeOnEachDatabase(
  'Bundles on a server with small limits',
  { settings: { BUNDLE_ENTRIES: '2', IF_MATCH: 'required' } },
  (server) => {
    it('413 for an entry too many', async () => {
      const reply = await send(server, bundle('batch', ...['a', 'b', 'c'].map((id) => entry(`GET Location/${id}`))));
      expect([reply.status, reply.issues[0]!.expression]).toEqual([413, ['Bundle.entry']]);
    });

    it('ifMatch may be demanded', async () => {
      const { body } = await server.write('post', '/Location', place()).expect(201);
      const { id } = body as Location;
      const put = (more: object) => send(server, bundle('transaction', entry(`PUT Location/${id}`, place({ id, name: 'B' }), more))); // prettier-ignore
      const refused = await put({});
      expect([refused.status, refused.issues[0]!.expression]).toEqual([400, ['Bundle.entry[0].request.ifMatch']]);
      expect((await put({ ifMatch: 'W/"1"' })).status).toBe(200);
    });
  },
);

describeOnEachDatabase('large Bundles at once', { settings: { MEMORY_BUDGET: '16mb' } }, (server) => {
  it('wait for each other where the memory budget allows one: none is refused', async () => {
    // A Bundle of more than 256 KB needs twelve times its size in memory, so two do not fit at once.
    const padding = ' '.repeat(400 * 1024);
    const text = JSON.stringify(bundle('batch', entry('POST Location', place())));
    const replies = await Promise.all(Array.from({ length: 5 }, () => send(server, text + padding)));
    expect(replies.map(({ status, statuses }) => [status, ...statuses])).toEqual(replies.map(() => [200, '201 Created']));
  });
}); // prettier-ignore
