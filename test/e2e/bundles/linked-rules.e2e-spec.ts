import { randomUUID } from 'node:crypto';
import type { Bundle, Location } from 'fhir/r4';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { patchOf } from '../../support/patches';
import { place, rename } from './refused-rows';
import { bundle, entry, send, type EntryOf } from './support';

/** The resources that exist before each row. */
interface Known {
  /** At version 1. */
  readonly id: string;
  /** Its unique identifier. */
  readonly value: string;
  /** An identifier that two other resources share. */
  readonly twice: string;
  readonly gone: string;
}

interface Refused {
  readonly rule: string;
  readonly entries: (known: Known) => readonly EntryOf[];
  readonly status: number;
  /** The expression in the outcome. */
  readonly at?: string | RegExp;
  readonly code?: string;
}

const ONE = 'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a';
const OTHER = 'urn:uuid:88f151c0-a954-468a-88bd-5ae15c08e059';
const below = (reference: string, over: object = {}) => place({ partOf: { reference }, ...over });
const partOf = (reference: string) =>
  patchOf({ type: 'add', path: 'Location', name: 'partOf', value: { valueReference: { reference } } });

/** Each rule on links between entries, and on the entries as a whole, broken once. */
const REFUSED: readonly Refused[] = [
  { rule: 'a reference by criteria of a type that does not exist', entries: () => [entry('POST Location', below('Nonsense?identifier=a'))], status: 412, at: 'Bundle.entry[0].resource.partOf' },
  { rule: 'a reference by criteria of a type that is not served', entries: () => [entry('POST Location', below('Patient?identifier=a'))], status: 412, at: 'Bundle.entry[0].resource.partOf' },
  { rule: 'a reference by an unknown parameter', entries: () => [entry('POST Location', below('Location?nonsense=a'))], status: 400, at: 'Bundle.entry[0].resource.partOf' },
  { rule: 'a reference by criteria without a value', entries: () => [entry('POST Location', below('Location?identifier='))], status: 400, at: 'Bundle.entry[0].resource.partOf' },
  { rule: 'a reference by criteria with a paging parameter', entries: () => [entry('POST Location', below('Location?identifier=a&_count=1'))], status: 400, at: 'Bundle.entry[0].resource.partOf' },
  { rule: 'a reference by criteria that several match', entries: ({ twice }) => [entry('POST Location', below(`Location?identifier=${twice}`))], status: 412, code: 'multiple-matches', at: 'Bundle.entry[0].resource.partOf' },
  { rule: 'a reference by criteria that a stored and a written resource match', entries: ({ value }) => [entry('POST Location', below(`Location?identifier=${value}`)), entry('POST Location', place({ identifier: [{ value }] }))], status: 412, code: 'multiple-matches', at: 'Bundle.entry[0].resource.partOf' },
  { rule: 'a reference by criteria that two written resources match', entries: () => [entry('POST Location', below('Location?identifier=new')), ...['a', 'b'].map((name) => entry('POST Location', place({ name, identifier: [{ value: 'new' }] })))], status: 412, code: 'multiple-matches' },
  { rule: 'a reference by criteria to what is deleted with it', entries: ({ id, value }) => [entry(`DELETE Location/${id}`), entry('POST Location', below(`Location?identifier=${value}`))], status: 412, at: 'Bundle.entry[1].resource.partOf' },
  { rule: 'a reference by criteria to a resource that no longer matches', entries: ({ id, value }) => [entry(`PUT Location/${id}`, place({ id })), entry('POST Location', below(`Location?identifier=${value}`))], status: 412, at: 'Bundle.entry[1].resource.partOf' },
  { rule: 'a reference by criteria in an extension', entries: () => [entry('POST Location', place({ extension: [{ url: 'urn:x', valueReference: { reference: 'Location?identifier=nowhere' } }] }))], status: 412, at: /^Bundle\.entry\[0\]\.resource\.extension/ },
  { rule: 'a reference by criteria in a contained resource', entries: () => [entry('POST Location', place({ partOf: { reference: '#a' }, contained: [{ resourceType: 'Location', id: 'a', partOf: { reference: 'Location?identifier=nowhere' } }] }))], status: 412, at: /^Bundle\.entry\[0\]\.resource\.contained/ },
  { rule: 'a reference by criteria in a patch', entries: ({ id }) => [entry(`PATCH Location/${id}`, partOf('Location?identifier=nowhere'))], status: 412, at: /^Bundle\.entry\[0\]/ },
  { rule: 'a reference by criteria in an update', entries: ({ id }) => [entry(`PUT Location/${id}`, below('Location?identifier=nowhere', { id }))], status: 412, at: 'Bundle.entry[0].resource.partOf' },
  { rule: 'a reference to an entry of a type that it may not refer to', entries: () => [entry('POST Location', below(ONE)), entry('POST Organization', { resourceType: 'Organization', name: 'O' }, {}, ONE)], status: 422, at: /^Bundle\.entry\[0\]\.resource\.partOf/ },
  { rule: 'a reference to what is deleted with it', entries: ({ id }) => [entry(`DELETE Location/${id}`), entry('POST Location', below(`Location/${id}`))], status: 422, at: /^Bundle\.entry\[1\]\.resource\.partOf/ },
  { rule: 'a urn that no entry has', entries: () => [entry('POST Location', below(OTHER), {}, ONE)], status: 422, code: 'not-found', at: 'Bundle.entry[0].resource.partOf.reference' },
  { rule: 'the urn of an entry that is only read', entries: ({ id }) => [entry(`GET Location/${id}`, undefined, {}, ONE), entry('POST Location', below(ONE))], status: 422, code: 'not-found', at: 'Bundle.entry[1].resource.partOf.reference' },
  { rule: 'the urn of an entry in other capitals', entries: () => [entry('POST Location', place(), {}, ONE), entry('POST Location', below(ONE.toUpperCase()))], status: 422, code: 'not-found', at: 'Bundle.entry[1].resource.partOf.reference' },
  { rule: 'a circle of two', entries: () => [entry('POST Location', below(OTHER), {}, ONE), entry('POST Location', below(ONE), {}, OTHER)], status: 422, at: /^Bundle\.entry\[\d\]\.resource\.partOf/ },
  { rule: 'a resource as its own parent', entries: () => [entry('POST Location', below(ONE), {}, ONE)], status: 422, at: /^Bundle\.entry\[0\]\.resource\.partOf/ },
  { rule: 'a circle by patches', entries: ({ id }) => [entry(`PATCH Location/${id}`, partOf(ONE)), entry('POST Location', below(`Location/${id}`), {}, ONE)], status: 422 },
  { rule: 'DELETE and DELETE of one resource', entries: ({ id }) => [entry(`DELETE Location/${id}`), entry(`DELETE Location/${id}`)], status: 400 },
  { rule: 'PATCH and PATCH of one resource', entries: ({ id }) => [entry(`PATCH Location/${id}`, rename), entry(`PATCH Location/${id}`, rename)], status: 400 },
  { rule: 'PATCH and DELETE of one resource', entries: ({ id }) => [entry(`PATCH Location/${id}`, rename), entry(`DELETE Location/${id}`)], status: 400 },
  { rule: 'DELETE by criteria and PUT of one resource', entries: ({ id, value }) => [entry(`DELETE Location?identifier=${value}`), entry(`PUT Location/${id}`, place({ id }))], status: 400 },
  { rule: 'PUT by two criteria of one resource', entries: ({ id, value }) => [entry(`PUT Location?identifier=${value}`, place()), entry(`PUT Location?_id=${id}`, place())], status: 400 },
  { rule: 'PATCH by criteria and PATCH of one resource', entries: ({ id, value }) => [entry(`PATCH Location?identifier=${value}`, rename), entry(`PATCH Location/${id}`, rename)], status: 400 },
  { rule: 'PUT by criteria that nothing fits, twice', entries: () => ['a', 'b'].map((name) => entry('PUT Location?identifier=new', place({ name, identifier: [{ value: 'new' }] }))), status: 412 },
  { rule: 'PUT by criteria that what is created with it fits', entries: () => [entry('PUT Location?identifier=new', place({ identifier: [{ value: 'new' }] })), entry('POST Location', place({ identifier: [{ value: 'new' }] }))], status: 412 },
  { rule: 'a read of what is deleted with it', entries: ({ id }) => [entry(`GET Location/${id}`), entry(`DELETE Location/${id}`)], status: 410, at: 'Bundle.entry[0]' },
  { rule: 'a read of a version that the transaction creates', entries: ({ id }) => [entry(`GET Location/${id}/_history/2`), entry(`PUT Location/${id}`, place({ id, name: 'B' }))], status: 404, at: 'Bundle.entry[0]' },
  { rule: 'a deletion of the parent of a resource that stays', entries: ({ id }) => [entry('POST Location', below(`Location/${id}`)), entry(`DELETE Location/${id}`)], status: 422 },
]; // prettier-ignore

interface Handled {
  readonly rule: string;
  readonly type: 'batch' | 'transaction';
  readonly entries: (known: Known) => readonly EntryOf[];
  readonly statuses: readonly number[];
}

/** Requests that only look as if they broke a rule. */
const HANDLED: readonly Handled[] = (['batch', 'transaction'] as const).flatMap((type): readonly Handled[] => [
  { rule: 'DELETE of what was deleted', type, entries: ({ gone }) => [entry(`DELETE Location/${gone}`)], statuses: [204] },
  { rule: 'DELETE by criteria that nothing fits', type, entries: () => [entry('DELETE Location?identifier=nowhere')], statuses: [204] },
  { rule: 'PUT of what is there already', type, entries: ({ id, value }) => [entry(`PUT Location/${id}`, place({ id, identifier: [{ value }] }), { ifMatch: 'W/"1"' })], statuses: [200] },
  { rule: 'PATCH without an operation', type, entries: ({ id }) => [entry(`PATCH Location/${id}`, { resourceType: 'Parameters' })], statuses: [200] },
  { rule: 'any version in ifMatch', type, entries: ({ id }) => [entry(`PUT Location/${id}`, place({ id, name: 'B' }), { ifMatch: '*' })], statuses: [200] },
  { rule: 'one of several versions in ifMatch', type, entries: ({ id }) => [entry(`DELETE Location/${id}`, undefined, { ifMatch: 'W/"7", W/"1"' })], statuses: [204] },
  { rule: 'an id of the client on a POST', type, entries: ({ id }) => [entry('POST Location', place({ id }))], statuses: [201] },
  { rule: 'a read of the version that is there', type, entries: ({ id }) => [entry(`GET Location/${id}`, undefined, { ifNoneMatch: 'W/"1"' })], statuses: [304] },
  { rule: 'an ifNoneMatch that is not an entity tag, on a read', type, entries: ({ id }) => [entry(`GET Location/${id}`, undefined, { ifNoneMatch: 'x' })], statuses: [200] },
  { rule: 'a search without a value', type, entries: () => [entry('GET Location?identifier=')], statuses: [200] },
  { rule: 'a search that finds nothing', type, entries: () => [entry('GET Location?identifier=nowhere')], statuses: [200] },
  { rule: 'an address with a slash at its end', type, entries: ({ id }) => [entry(`GET Location/${id}/`)], statuses: [200] },
  { rule: 'criteria in ifNoneExist with a question mark', type, entries: ({ value }) => [entry('POST Location', place(), { ifNoneExist: `?identifier=${value}` })], statuses: [200] },
  ...['Location?', '/Location?', 'http://client.example/fhir/Location?_format=json&'].map((address): Handled => ({ rule: `ifNoneExist of an address: ${address}`, type, entries: ({ value }) => [entry('POST Location', place(), { ifNoneExist: `${address}identifier=${value}` })], statuses: [200] })),
  { rule: 'PUT by criteria that nothing fits', type, entries: () => [entry(`PUT Location?identifier=${randomUUID()}`, place())], statuses: [201] },
  { rule: 'deletions before creations, and reads last', type, entries: ({ id }) => [entry('GET Location?_count=1&_summary=count'), entry('POST Location', place()), entry(`DELETE Location/${id}`)], statuses: [200, 201, 204] },
]); // prettier-ignore

describeOnEachDatabase('entries that belong together', { settings: { REFERENTIAL_INTEGRITY: 'on' } }, (server) => {
  const create = async (over: object = {}): Promise<string> =>
    ((await server.write('post', '/Location', place(over)).expect(201)).body as Location).id!;
  let shared: Pick<Known, 'twice' | 'gone'>;
  beforeAll(async () => {
    const [twice, gone] = [randomUUID(), await create()];
    for (const name of ['A', 'B']) await create({ name, identifier: [{ value: twice }] });
    await server.send('delete', `/Location/${gone}`).expect(204);
    shared = { twice, gone };
  });
  const known = async (): Promise<Known> => {
    const value = randomUUID();
    return { ...shared, value, id: await create({ identifier: [{ value }] }) };
  };
  const versions = async (): Promise<unknown> => {
    const { entry: found } = (await server.send('get', '/_history?_count=1000').expect(200)).body as {
      entry: object[];
    };
    return found.length;
  };

  it.each(REFUSED)('$rule: $status, and nothing is stored', async ({ entries, status, at, code }) => {
    const there = await known();
    const before = await versions();
    const reply = await send(server, bundle('transaction', ...entries(there)));
    expect([reply.status, reply.text]).toEqual([status, expect.stringContaining('OperationOutcome')]);
    const [issue] = reply.issues;
    if (typeof at === 'string') expect(issue!.expression).toEqual([at]);
    else if (at) expect(issue!.expression![0]).toMatch(at);
    if (code !== undefined) expect(issue!.code).toBe(code);
    expect(await versions()).toBe(before);
  });

  it.each(HANDLED)('$rule, in a $type: $statuses', async ({ type, entries, statuses }) => {
    const reply = await send(server, bundle(type, ...entries(await known())));
    expect(reply.issues).toEqual([]);
    expect(reply.statuses.map((status) => Number(status.slice(0, 3)))).toEqual(statuses);
  });

  it.each(['batch', 'transaction'])('a %s with a total, and a POST without a URL, are accepted leniently', async (type) => {
    const body = { ...bundle(type, { resource: place(), request: { method: 'POST' } }), total: 1 };
    const reply = await server.write('post', '', body);
    expect([reply.status, reply.headers['fhir-applied-rules']]).toEqual([200, 'bundle-total, entry-url']);
    expect((reply.body as Bundle).entry![0]!.response!.status).toBe('201 Created');
    const { status } = await send(server, body, { Prefer: 'handling=strict' });
    expect(status).toBe(400);
  }); // prettier-ignore

  it('links of a batch are not resolved: its entries do not depend on each other', async () => {
    const entries = [entry('POST Location', place(), {}, ONE), entry('POST Location', below(ONE))];
    const reply = await send(server, bundle('batch', ...entries));
    expect(reply.statuses).toEqual(['201 Created', expect.stringMatching(/^422/)]);
  });
});

describeOnEachDatabase('the first transaction of a database', {}, (server) => {
  it('may search page by page, because the key that signs page links exists before it begins', async () => {
    const entries = [...['a', 'b'].map((name) => entry('POST Location', place({ name }))), entry('GET Location?_count=1')];
    const reply = await send(server, bundle('transaction', ...entries));
    expect(reply.statuses).toEqual(['201 Created', '201 Created', '200 OK']);
    expect(JSON.stringify(reply.entries[2]!.resource)).toContain('"relation":"next"');
  });
}); // prettier-ignore
