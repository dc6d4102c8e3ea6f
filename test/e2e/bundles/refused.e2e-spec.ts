import { randomUUID } from 'node:crypto';
import type { Location, OperationOutcome } from 'fhir/r4';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { patchOf } from '../../support/patches';
import { bundle, entry, send, type EntryOf } from './support';

const place = (over: object = {}) => ({ resourceType: 'Location', name: 'A', ...over });
const rename = patchOf({ type: 'replace', path: 'Location.name', value: { valueString: 'B' } });
const binary = (contentType: string, text: string) => ({
  resourceType: 'Binary',
  contentType,
  data: Buffer.from(text).toString('base64'),
});

/** What is there before each row. */
interface Known {
  /** At version 1. */
  readonly id: string;
  /** Its identifier, which no other has. */
  readonly value: string;
  /** The identifier of two others. */
  readonly twice: string;
  /** One that another refers to. */
  readonly top: string;
  /** One that was deleted. */
  readonly gone: string;
}

interface Row {
  readonly rule: string;
  /** The one that breaks it. */
  readonly entry: (known: Known) => EntryOf;
  /** By itself it would be answered so, in a batch and by a transaction. */
  readonly status: number;
  /** What the outcome names, below `Bundle.entry[1]`. */
  readonly at?: string;
  readonly code?: string;
  readonly text?: RegExp;
}

/** Each rule of an entry, broken once. */
const ROWS: readonly Row[] = [
  { rule: 'a type that is not served', entry: () => entry('POST Patient', { resourceType: 'Patient' }), status: 404, text: /Patient is not served here/ },
  { rule: 'a type that does not exist', entry: () => entry('GET Nonsense/1'), status: 404 },
  { rule: 'the base', entry: () => entry('GET '), status: 400, at: '.request.url' },
  { rule: 'an address of another server', entry: () => entry('GET http://elsewhere.example/fhir/Location/1'), status: 400, at: '.request.url', text: /not an address of this server/ },
  { rule: 'a urn as an address', entry: () => entry('GET urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a'), status: 400, at: '.request.url' },
  { rule: 'an address that is not UTF-8', entry: () => entry('GET Location/%E9'), status: 400, at: '.request.url' },
  { rule: 'too many steps', entry: ({ id }) => entry(`GET Location/${id}/name`), status: 404 },
  { rule: 'POST to an instance', entry: ({ id }) => entry(`POST Location/${id}`, place()), status: 405 },
  { rule: 'DELETE of a version', entry: ({ id }) => entry(`DELETE Location/${id}/_history/1`), status: 405 },
  { rule: 'PUT to a version', entry: ({ id }) => entry(`PUT Location/${id}/_history/1`, place({ id })), status: 405 },
  { rule: 'an operation', entry: ({ id }) => entry(`GET Location/${id}/$diff`), status: 400, at: '.request.url', text: /Operations are not carried out/ },
  { rule: 'an operation of the system', entry: () => entry('POST $validate', { resourceType: 'Parameters' }), status: 400, at: '.request.url' },
  { rule: '_search', entry: () => entry('POST Location/_search', { resourceType: 'Parameters' }), status: 400, at: '.request.url', text: /has no form/ },
  { rule: 'a Bundle in a Bundle', entry: () => entry('POST Bundle', { resourceType: 'Bundle', type: 'batch' }), status: 404 },
  // Of a create
  { rule: 'POST without a resource', entry: () => entry('POST Location'), status: 400, code: 'required', text: /POST needs one/ },
  { rule: 'POST of another type', entry: () => entry('POST Location', { resourceType: 'Organization' }), status: 400, at: '.resource.resourceType' },
  { rule: 'POST without a type', entry: () => entry('POST Location', { name: 'A' }), status: 400 },
  { rule: 'POST of an unknown element', entry: () => entry('POST Location', place({ nme: 'A' })), status: 400, at: '.resource.nme' },
  { rule: 'POST of a number for a text', entry: () => entry('POST Location', place({ name: 1 })), status: 400, at: '.resource.name' },
  { rule: 'POST of a code outside its value set', entry: () => entry('POST Location', place({ status: 'nonsense' })), status: 422, at: '.resource.status' },
  { rule: 'POST of a broken invariant', entry: () => entry('POST Location', place({ telecom: [{ value: '1' }], contact: [] })), status: 400 },
  { rule: 'POST with an empty list', entry: () => entry('POST Location', place({ alias: [] })), status: 400, at: '.resource.alias' },
  { rule: 'POST of a list in a list', entry: () => entry('POST Location', place({ alias: [['a']] })), status: 400, at: '.resource.alias[0]' },
  { rule: 'POST of what was shown in part', entry: () => entry('POST Location', place({ meta: { tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' }] } })), status: 422, at: '.resource.meta.tag' },
  { rule: 'POST of a reference that leads nowhere', entry: () => entry('POST Location', place({ partOf: { reference: 'Location/nowhere' } })), status: 422, at: '.resource.partOf', code: 'not-found' },
  { rule: 'POST of a reference to what was deleted', entry: ({ gone }) => entry('POST Location', place({ partOf: { reference: `Location/${gone}` } })), status: 422, at: '.resource.partOf' },
  { rule: 'POST of a reference of another type', entry: () => entry('POST Location', place({ partOf: { reference: 'Organization/1' } })), status: 422, at: '.resource.partOf.reference' },
  { rule: 'POST of a fragment that is not there', entry: () => entry('POST Location', place({ partOf: { reference: '#a' } })), status: 422, at: '.resource.partOf' },
  { rule: 'POST of a narrative with a script', entry: () => entry('POST Location', place({ text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><script>a</script></div>' } })), status: 422, at: '.resource.text.div' },
  { rule: 'POST with criteria in the address', entry: ({ value }) => entry(`POST Location?identifier=${value}`, place()), status: 400, at: '.request.url' },
  { rule: 'POST with an unknown parameter', entry: () => entry('POST Location?_dryrun=true', place()), status: 400, at: '.request.url', text: /did you mean _dryRun/ },
  { rule: 'ifNoneExist that several fit', entry: ({ twice }) => entry('POST Location', place(), { ifNoneExist: `identifier=${twice}` }), status: 412, code: 'multiple-matches' },
  { rule: 'ifNoneExist of an unknown parameter', entry: () => entry('POST Location', place(), { ifNoneExist: 'nonsense=a' }), status: 400 },
  { rule: 'ifNoneExist without a value', entry: () => entry('POST Location', place(), { ifNoneExist: 'identifier=' }), status: 400 },
  { rule: 'ifNoneExist of a page', entry: () => entry('POST Location', place(), { ifNoneExist: 'identifier=a&_count=1' }), status: 400 },
  { rule: 'ifNoneExist of a value that cannot be meant', entry: () => entry('POST Location', place(), { ifNoneExist: '_lastUpdated=soon' }), status: 400 },
  // Of an update
  { rule: 'PUT without a resource', entry: ({ id }) => entry(`PUT Location/${id}`), status: 400, code: 'required' },
  { rule: 'PUT of an id that is not there', entry: () => entry('PUT Location/nowhere', place({ id: 'nowhere' })), status: 405 },
  { rule: 'PUT of what was deleted', entry: ({ gone }) => entry(`PUT Location/${gone}`, place({ id: gone })), status: 410 },
  { rule: 'PUT of another id', entry: ({ id }) => entry(`PUT Location/${id}`, place({ id: 'other' })), status: 400, at: '.resource.id' },
  { rule: 'PUT of what is no id', entry: () => entry('PUT Location/a_b', place({ id: 'a_b' })), status: 400 },
  { rule: 'PUT of another type', entry: ({ id }) => entry(`PUT Location/${id}`, { resourceType: 'Organization', id }), status: 400, at: '.resource.resourceType' },
  { rule: 'PUT of a code outside its value set', entry: ({ id }) => entry(`PUT Location/${id}`, place({ id, mode: 'x' })), status: 422, at: '.resource.mode' },
  { rule: 'PUT of a stale version', entry: ({ id }) => entry(`PUT Location/${id}`, place({ id, name: 'B' }), { ifMatch: 'W/"7"' }), status: 412, at: '.request.ifMatch' },
  { rule: 'PUT with an ifMatch that is no tag', entry: ({ id }) => entry(`PUT Location/${id}`, place({ id, name: 'B' }), { ifMatch: '1' }), status: 400, at: '.request.ifMatch' },
  { rule: 'PUT with ifNoneMatch of what is there', entry: ({ id }) => entry(`PUT Location/${id}`, place({ id, name: 'B' }), { ifNoneMatch: '*' }), status: 412, at: '.request.ifNoneMatch' },
  { rule: 'PUT of itself above itself', entry: ({ id }) => entry(`PUT Location/${id}`, place({ id, partOf: { reference: `Location/${id}` } })), status: 422, at: '.resource.partOf' },
  { rule: 'PUT by criteria that several fit', entry: ({ twice }) => entry(`PUT Location?identifier=${twice}`, place()), status: 412, code: 'multiple-matches' },
  { rule: 'PUT by criteria of another id', entry: ({ value }) => entry(`PUT Location?identifier=${value}`, place({ id: 'other' })), status: 400, at: '.resource.id' },
  { rule: 'PUT by criteria with an id of the client', entry: () => entry('PUT Location?identifier=nowhere', place({ id: 'mine' })), status: 405 },
  { rule: 'PUT without criteria', entry: () => entry('PUT Location', place()), status: 400, code: 'required' },
  { rule: 'PUT by an unknown parameter', entry: () => entry('PUT Location?nonsense=1', place()), status: 400, at: '.request.url' },
  { rule: 'PUT by criteria with a stale version', entry: ({ value }) => entry(`PUT Location?identifier=${value}`, place({ name: 'B' }), { ifMatch: 'W/"7"' }), status: 412, at: '.request.ifMatch' },
  // Of a patch
  { rule: 'PATCH without a resource', entry: ({ id }) => entry(`PATCH Location/${id}`), status: 400, code: 'required' },
  { rule: 'PATCH of what is not there', entry: () => entry('PATCH Location/nowhere', rename), status: 404 },
  { rule: 'PATCH of what was deleted', entry: ({ gone }) => entry(`PATCH Location/${gone}`, rename), status: 410 },
  { rule: 'PATCH of a stale version', entry: ({ id }) => entry(`PATCH Location/${id}`, rename, { ifMatch: 'W/"7"' }), status: 412, at: '.request.ifMatch' },
  { rule: 'PATCH with a resource that is no patch', entry: ({ id }) => entry(`PATCH Location/${id}`, place({ id })), status: 400 },
  { rule: 'PATCH of a path that finds nothing', entry: ({ id }) => entry(`PATCH Location/${id}`, patchOf({ type: 'replace', path: 'Location.telecom[3].value', value: { valueString: '1' } })), status: 422 },
  { rule: 'PATCH of an operation that is unknown', entry: ({ id }) => entry(`PATCH Location/${id}`, patchOf({ type: 'upsert', path: 'Location.name', value: { valueString: '1' } })), status: 400, at: '.resource.parameter[0].part[0]' },
  { rule: 'PATCH that breaks a rule', entry: ({ id }) => entry(`PATCH Location/${id}`, patchOf({ type: 'add', path: 'Location', name: 'mode', value: { valueCode: 'x' } })), status: 422, at: '.resource.mode' },
  { rule: 'PATCH to a reference that leads nowhere', entry: ({ id }) => entry(`PATCH Location/${id}`, patchOf({ type: 'add', path: 'Location', name: 'partOf', value: { valueReference: { reference: 'Location/nowhere' } } })), status: 422, at: '.resource.partOf' },
  { rule: 'PATCH with a Binary of another type', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('text/plain', 'a')), status: 400, at: '.resource.contentType' },
  { rule: 'PATCH with a Binary that is not base64', entry: ({ id }) => entry(`PATCH Location/${id}`, { resourceType: 'Binary', contentType: 'application/json-patch+json', data: '***' }), status: 400, at: '.resource.data' },
  { rule: 'PATCH with JSON that is none', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('application/json-patch+json', '[{')), status: 400, at: '.resource.data', text: /line 1/ },
  { rule: 'PATCH with a JSON Patch that does not fit', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('application/json-patch+json', '[{"op":"remove","path":"/alias"}]')), status: 422 },
  { rule: 'PATCH with a JSON Patch whose test fails', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('application/json-patch+json', '[{"op":"test","path":"/name","value":"Z"}]')), status: 422 },
  { rule: 'PATCH with XML that is none', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('application/xml-patch+xml', '<diff>')), status: 400 },
  { rule: 'PATCH with an XML Patch that does not fit', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('application/xml-patch+xml', '<diff xmlns:f="http://hl7.org/fhir"><remove sel="f:Location/f:alias"/></diff>')), status: 422 },
  { rule: 'PATCH by criteria that none fits', entry: () => entry('PATCH Location?identifier=nowhere', rename), status: 404, code: 'not-found' },
  { rule: 'PATCH by criteria that several fit', entry: ({ twice }) => entry(`PATCH Location?identifier=${twice}`, rename), status: 412, code: 'multiple-matches' },
  { rule: 'PATCH without criteria', entry: () => entry('PATCH Location', rename), status: 400, code: 'required' },
  // Of a deletion
  { rule: 'DELETE of what others refer to', entry: ({ top }) => entry(`DELETE Location/${top}`), status: 409, text: /others refer to it/ },
  { rule: 'DELETE of a stale version', entry: ({ id }) => entry(`DELETE Location/${id}`, undefined, { ifMatch: 'W/"7"' }), status: 412, at: '.request.ifMatch' },
  { rule: 'DELETE of what is no id', entry: () => entry('DELETE Location/a_b'), status: 400 },
  { rule: 'DELETE by criteria that several fit', entry: ({ twice }) => entry(`DELETE Location?identifier=${twice}`), status: 412, code: 'multiple-matches' },
  { rule: 'DELETE without criteria', entry: () => entry('DELETE Location'), status: 400, code: 'required' },
  { rule: 'DELETE by an unknown parameter', entry: () => entry('DELETE Location?nonsense=1'), status: 400, at: '.request.url' },
  { rule: 'DELETE with a parameter beside the id', entry: ({ id, value }) => entry(`DELETE Location/${id}?identifier=${value}`), status: 400, at: '.request.url' },
  // Of a read
  { rule: 'GET of what is not there', entry: () => entry('GET Location/nowhere'), status: 404 },
  { rule: 'GET of what was deleted', entry: ({ gone }) => entry(`GET Location/${gone}`), status: 410 },
  { rule: 'GET of a version that is not there', entry: ({ id }) => entry(`GET Location/${id}/_history/9`), status: 404 },
  { rule: 'GET by an unknown parameter', entry: () => entry('GET Location?nonsense=1'), status: 400, at: '.request.url' },
  { rule: 'GET of a value that cannot be meant', entry: () => entry('GET Location?_lastUpdated=soon'), status: 400 },
  { rule: 'GET with a summary that there is not', entry: ({ id }) => entry(`GET Location/${id}?_summary=all`), status: 400, at: '.request.url' },
  { rule: 'HEAD of what is not there', entry: () => entry('HEAD Location/nowhere'), status: 404 },
]; // prettier-ignore

/** What is wrong with the Bundle as a whole. */
const WHOLES: readonly { readonly rule: string; readonly body: object; readonly status: number; readonly at?: string }[] = [
  { rule: 'a resource that is no Bundle', body: place(), status: 400, at: 'resourceType' },
  { rule: 'no type', body: { resourceType: 'Bundle' }, status: 400, at: 'Bundle.type' },
  { rule: 'a collection', body: bundle('collection'), status: 400, at: 'Bundle.type' },
  { rule: 'a searchset', body: bundle('searchset'), status: 400, at: 'Bundle.type' },
  { rule: 'an answer', body: bundle('transaction-response'), status: 400, at: 'Bundle.type' },
  { rule: 'an unknown element', body: { ...bundle('transaction', entry('GET Location')), entri: [] }, status: 400 },
  { rule: 'an entry without a request', body: bundle('transaction', { resource: place() }), status: 400 },
  { rule: 'a method that there is not', body: bundle('transaction', entry('FETCH Location/1')), status: 400, at: 'Bundle.entry[0].request.method' },
  { rule: 'a request without an address', body: bundle('transaction', { request: { method: 'GET' } }), status: 400 },
  { rule: 'an instant that is none', body: bundle('transaction', entry('GET Location/1', undefined, { ifModifiedSince: 'soon' })), status: 400, at: 'Bundle.entry[0].request.ifModifiedSince' },
  { rule: 'entries that are no list', body: { resourceType: 'Bundle', type: 'transaction', entry: {} }, status: 400 },
  { rule: 'two entries of one full URL', body: bundle('transaction', entry('POST Location', place(), {}, 'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a'), entry('POST Location', place(), {}, 'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a')), status: 400 },
  { rule: 'too many entries', body: bundle('transaction', ...Array.from({ length: 1_001 }, () => entry('GET Location'))), status: 413, at: 'Bundle.entry' },
]; // prettier-ignore

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

  it('each for itself in a batch, as by a transaction, and what is beside it is carried out', async () => {
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
    expect(await total()).toBe(before);
  }); // prettier-ignore

  it('a dry run of some entries alone is refused by a transaction, and not by a batch', async () => {
    const entries = [entry('POST Location?_dryRun=true', place()), entry('POST Location', place())];
    const reply = await send(server, bundle('transaction', ...entries));
    expect([reply.status, reply.issues[0]!.expression]).toEqual([400, ['Bundle.entry[0].request.url']]);
    const before = (await total()) as number;
    expect((await send(server, bundle('batch', ...entries))).statuses).toEqual(['201 Created', '201 Created']);
    expect(await total()).toBe(before + 1);
  });

  it('a history is read by a batch, and not by a transaction', async () => {
    const { id } = await known();
    const history = entry(`GET Location/${id}/_history`);
    const reply = await send(server, bundle('transaction', history));
    expect([reply.status, reply.issues[0]!.expression]).toEqual([400, ['Bundle.entry[0].request.url']]);
    const { entries } = await send(server, bundle('batch', history));
    expect(entries[0]!.resource).toMatchObject({ resourceType: 'Bundle', type: 'history', total: 1 });
  });

  it('lines of resources are refused with the way to import them', async () => {
    const reply = await server.send('post', '').set('Content-Type', 'application/fhir+ndjson').send('{}\n{}');
    expect(reply.status).toBe(415);
    expect(reply.text).toMatch(/NDJSON.*ror-fhir import/);
  });

  it('a body that is no JSON is refused with line and column', async () => {
    const reply = await send(server, '{"resourceType":"Bundle",\n"type":}');
    expect(reply.status).toBe(400);
    expect(reply.issues[0]!.details!.text).toMatch(/line 2/);
  });

  it('of many refused entries each is told its line', async () => {
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
