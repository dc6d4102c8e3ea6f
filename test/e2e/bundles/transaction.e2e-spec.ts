import { randomUUID } from 'node:crypto';
import type { Bundle, Location, OperationOutcome, Organization } from 'fhir/r4';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { patchOf } from '../../support/patches';
import { FHIR_XML } from '../../support/test-app';
import { bundle, entry, send, type EntryOf } from './support';

const urn = (): string => `urn:uuid:${randomUUID()}`;
const name = (): string => randomUUID().slice(0, 8);
const place = (over: object = {}) => ({ resourceType: 'Location', name: 'A', ...over });

describeOnEachDatabase('transactions', { settings: { REFERENTIAL_INTEGRITY: 'on' } }, (server) => {
  const transact = (...entries: EntryOf[]) => send(server, bundle('transaction', ...entries));
  const create = async (over: object = {}): Promise<Location & { id: string }> =>
    (await server.write('post', '/Location', place(over)).expect(201)).body as Location & { id: string };
  const read = async (id: string): Promise<Location> =>
    (await server.send('get', `/Location/${id}`).expect(200)).body as Location;
  const count = async (value: string): Promise<number> =>
    ((await server.send('get', `/Location?identifier=${value}`).expect(200)).body as Bundle).total!;

  it('answers the entries in their order, whatever the order in which they are carried out', async () => {
    const [gone, changed] = [await create(), await create()];
    const reply = await transact(
      entry(`GET Location/${changed.id}`),
      entry(`PUT Location/${changed.id}`, place({ id: changed.id, name: 'B' })),
      entry('POST Location', place()),
      entry(`DELETE Location/${gone.id}`),
    );
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ resourceType: 'Bundle', type: 'transaction-response' });
    expect(reply.statuses).toEqual(['200 OK', '200 OK', '201 Created', '204 No Content']);
    expect(reply.entries[0]!.resource).toMatchObject({ id: changed.id, name: 'B', meta: { versionId: '2' } });
    const { location, etag } = reply.entries[2]!.response!;
    expect(location).toMatch(/\/fhir\/Location\/[\w-]+\/_history\/1$/);
    expect(etag).toBe('W/"1"');
    await server.send('get', `/Location/${gone.id}`).expect(410);
  });

  // R4: Bundle.entry.response.lastModified is meta.lastUpdated, to the millisecond.
  it('says when each version was written as the version itself does', async () => {
    const [gone, changed, patched] = [await create(), await create(), await create()];
    const reply = await transact(
      entry('POST Location', place()),
      entry(`PUT Location/${changed.id}`, place({ id: changed.id, name: 'B' })),
      entry(
        `PATCH Location/${patched.id}`,
        patchOf({ type: 'replace', path: 'Location.name', value: { valueString: 'C' } }),
      ),
      entry(`GET Location/${changed.id}`),
      entry(`DELETE Location/${gone.id}`),
    );
    const told = reply.entries.map(({ response }) => response!.lastModified);
    const [deletion] = ((await server.send('get', `/Location/${gone.id}/_history`).expect(200)).body as Bundle).entry!;
    expect(told).toEqual([
      ...reply.entries.slice(0, 4).map(({ resource }) => resource!.meta!.lastUpdated),
      deletion!.response!.lastModified,
    ]);
  });

  it.each([
    ['If-Match', 'W/"9"'],
    ['If-None-Match', '*'],
    ['If-None-Exist', 'name=A'],
  ])('takes %s of the request for none of its entries', async (header, value) => {
    const { id } = await create();
    const writes = bundle('transaction', entry(`PUT Location/${id}`, place({ id, name: 'B' })), entry('POST Location', place())); // prettier-ignore
    expect((await send(server, writes, { [header]: value })).statuses).toEqual(['200 OK', '201 Created']);
  });

  it('stores all or nothing', async () => {
    const value = name();
    const reply = await transact(
      entry('POST Location', place({ identifier: [{ value }] })),
      entry('POST Location', place({ status: 'nonsense' })),
    );
    expect(reply.status).toBe(422);
    expect(reply.issues[0]!.expression).toEqual(['Bundle.entry[1].resource.status']);
    expect(reply.issues[0]!.details!.text).toMatch(/\(line 1, column \d+\)\.$/);
    expect(await count(value)).toBe(0);
  });

  it('resolves links between entries in any direction, and everywhere', async () => {
    const [top, below] = [urn(), urn()];
    const reply = await transact(
      entry('POST Location', place({
        partOf: { reference: top },
        text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml"><a href="${top}">x</a><img src="${below}" alt="y"/> ${top}</div>` },
        extension: [{ url: 'urn:x', valueReference: { reference: below } }, { url: 'urn:y', valueUri: top }, { url: 'urn:z', valueString: top }],
        _name: { extension: [{ url: 'urn:x', valueUrl: top }] },
        contained: [{ resourceType: 'Location', id: 'c', partOf: { reference: top } }],
        managingOrganization: { extension: [{ url: 'urn:x', valueReference: { reference: '#c' } }], display: 'x' },
        operationalStatus: { system: 'http://terminology.hl7.org/CodeSystem/v2-0116', code: 'C' },
        identifier: [{ system: 'urn:ietf:rfc:3986', value: top }],
      }), {}, below),
      entry('POST Location', place(), {}, top),
    ); // prettier-ignore
    expect(reply.issues).toEqual([]);
    const [first, second] = reply.entries.map(({ resource }) => resource as Location);
    const [own, other] = [`Location/${first!.id}`, `Location/${second!.id}`];
    expect(first).toMatchObject({
      partOf: { reference: other },
      extension: [{ valueReference: { reference: own } }, { valueUri: other }, { valueString: top }],
      _name: { extension: [{ valueUrl: other }] },
      contained: [{ partOf: { reference: other } }],
      identifier: [{ value: top }],
    });
    expect(first!.text!.div).toContain(`<a href="${other}">x</a><img src="${own}" alt="y"/> ${top}`);
  });

  it('resolves full URLs of another server, and references relative to them', async () => {
    const base = 'http://elsewhere.example/fhir';
    const reply = await transact(
      entry('POST Location', place({ id: 'a', partOf: { reference: 'Location/b' } }), {}, `${base}/Location/a`),
      entry('POST Location', place({ id: 'b' }), {}, `${base}/Location/b`),
    );
    const [first, second] = reply.entries.map(({ resource }) => resource as Location);
    expect(first!.partOf!.reference).toBe(`Location/${second!.id}`);
  });

  it('resolves references by criteria, to stored resources and to those of the transaction', async () => {
    const [stored, written] = [name(), name()];
    const { id } = await create({ identifier: [{ value: stored }] });
    const reply = await transact(
      entry('POST Location', place({ partOf: { reference: `Location?identifier=${stored}` } })),
      entry('POST Location', place({ partOf: { reference: `Location?identifier=${written}` } })),
      entry('POST Location', place({ identifier: [{ value: written }] })),
    );
    expect(reply.issues).toEqual([]);
    const [first, second, third] = reply.entries.map(({ resource }) => resource as Location);
    expect(first!.partOf!.reference).toBe(`Location/${id}`);
    expect(second!.partOf!.reference).toBe(`Location/${third!.id}`);
  });

  it.each([
    ['none', 0, 'not-found'],
    ['several', 2, 'multiple-matches'],
  ])('refuses with 412 a reference by criteria that %s matches', async (_, matches, code) => {
    const value = name();
    for (let n = 0; n < matches; n += 1) await create({ identifier: [{ value }] });
    const reply = await transact(
      entry('POST Location', place()),
      entry('POST Location', place({ partOf: { reference: `Location?identifier=${value}` } })),
    );
    expect(reply.status).toBe(412);
    expect(reply.issues[0]).toMatchObject({ code, expression: ['Bundle.entry[1].resource.partOf'] });
  });

  it('refuses with 412 a reference by criteria whose only match it patches so that it no longer matches', async () => {
    const value = name();
    const { id } = await create({ identifier: [{ value }] });
    const reply = await transact(
      entry(`PATCH Location/${id}`, patchOf({ type: 'replace', path: 'Location.identifier[0].value', value: { valueString: 'other' } })),
      entry('POST Location', place({ partOf: { reference: `Location?identifier=${value}` } })),
    ); // prettier-ignore
    expect([reply.status, reply.issues.map(({ code }) => code)]).toEqual([412, ['not-found']]);
    expect(await read(id)).toMatchObject({ meta: { versionId: '1' } });
  });

  it('takes patches in all three languages', async () => {
    const [a, b, c] = [await create(), await create(), await create()];
    const binary = (contentType: string, text: string) => ({ resourceType: 'Binary', contentType, data: Buffer.from(text).toString('base64') }); // prettier-ignore
    const reply = await transact(
      entry(`PATCH Location/${a.id}`, patchOf({ type: 'replace', path: 'Location.name', value: { valueString: 'B' } }), { ifMatch: 'W/"1"' }),
      entry(`PATCH Location/${b.id}`, binary('application/json-patch+json', '[{"op":"replace","path":"/name","value":"B"}]')),
      entry(`PATCH Location/${c.id}`, binary('application/xml-patch+xml', '<diff xmlns:f="http://hl7.org/fhir"><replace sel="f:Location/f:name/@value">B</replace></diff>')),
    ); // prettier-ignore
    expect(reply.issues).toEqual([]);
    expect(reply.entries.map(({ resource }) => (resource as Location).name)).toEqual(['B', 'B', 'B']);
  });

  it('patches may refer to what is created with them', async () => {
    const { id } = await create();
    const top = urn();
    const reply = await transact(
      entry(`PATCH Location/${id}`, patchOf({ type: 'add', path: 'Location', name: 'partOf', value: { valueReference: { reference: top } } })),
      entry('POST Location', place(), {}, top),
    ); // prettier-ignore
    expect((await read(id)).partOf!.reference).toBe(`Location/${reply.entries[1]!.resource!.id}`);
  });

  it('may create by criteria, and refer to what was there', async () => {
    const value = name();
    const { id } = await create({ identifier: [{ value }] });
    const [there, fresh] = [urn(), urn()];
    const reply = await transact(
      entry('POST Location', place(), { ifNoneExist: `identifier=${value}` }, there),
      entry('POST Location', place({ identifier: [{ value: `${value}x` }] }), { ifNoneExist: `identifier=${value}x` }, fresh),
      entry('POST Location', place({ partOf: { reference: there } })),
      entry('POST Location', place({ partOf: { reference: fresh } })),
    ); // prettier-ignore
    expect(reply.statuses).toEqual(['200 OK', '201 Created', '201 Created', '201 Created']);
    const [first, second, third, fourth] = reply.entries.map(({ resource }) => resource as Location);
    expect(first!.id).toBe(id);
    expect(third!.partOf!.reference).toBe(`Location/${id}`);
    expect(fourth!.partOf!.reference).toBe(`Location/${second!.id}`);
  });

  it('may update and delete by criteria', async () => {
    const [changed, deleted] = [name(), name()];
    const [a, b] = [await create({ identifier: [{ value: changed }] }), await create({ identifier: [{ value: deleted }] })]; // prettier-ignore
    const reply = await transact(
      entry(`PUT Location?identifier=${changed}`, place({ name: 'B', identifier: [{ value: changed }] })),
      entry(`DELETE Location?identifier=${deleted}`),
      entry(`PATCH Location?identifier=${name()},${changed}x`, patchOf({ type: 'delete', path: 'Location.alias' })),
    );
    expect([reply.status, reply.issues[0]!.code]).toEqual([404, 'not-found']);
    const again = await transact(
      entry(`PUT Location?identifier=${changed}`, place({ name: 'B', identifier: [{ value: changed }] })),
      entry(`DELETE Location?identifier=${deleted}`),
    );
    expect(again.statuses).toEqual(['200 OK', '204 No Content']);
    expect((await read(a.id)).name).toBe('B');
    await server.send('get', `/Location/${b.id}`).expect(410);
  });

  it('reads and searches see what was written before them', async () => {
    const value = name();
    const { id } = await create({ identifier: [{ value }] });
    const reply = await transact(
      entry(`GET Location?identifier=${value}`),
      entry(`GET Location/${id}`),
      entry('POST Location', place({ identifier: [{ value }] })),
      entry(`PUT Location/${id}`, place({ id, name: 'B', identifier: [{ value }] })),
      entry(`HEAD Location/${id}`),
    );
    const found = reply.entries[0]!.resource as Bundle<Location>;
    expect(found.total).toBe(2);
    expect(found.entry!.map(({ resource }) => resource!.name).sort()).toEqual(['A', 'B']);
    expect((reply.entries[1]!.resource as Location).name).toBe('B');
    expect(reply.entries[4]).not.toHaveProperty('resource');
    expect(reply.entries[4]!.response!.etag).toBe('W/"2"');
  });

  it('a failed read rolls everything back', async () => {
    const value = name();
    const reply = await transact(
      entry('POST Location', place({ identifier: [{ value }] })),
      entry('GET Location/nowhere'),
    );
    expect([reply.status, reply.issues[0]!.expression]).toEqual([404, ['Bundle.entry[1]']]);
    expect(await count(value)).toBe(0);
  });

  it.each([
    ['current', 'W/"1"', 304],
    ['older', 'W/"0"', 200],
  ])('ifNoneMatch of a read: the %s version', async (_, ifNoneMatch, status) => {
    const { id } = await create();
    const reply = await transact(entry(`GET Location/${id}`, undefined, { ifNoneMatch }));
    expect(reply.statuses[0]).toMatch(new RegExp(`^${status}`));
    expect(reply.entries[0]!.resource === undefined).toBe(status === 304);
  });

  it('ifModifiedSince of a read', async () => {
    const { id } = await create();
    const reply = await transact(entry(`GET Location/${id}`, undefined, { ifModifiedSince: '2999-01-01T00:00:00Z' }));
    expect(reply.statuses).toEqual(['304 Not Modified']);
  });

  it('reads a version, and the elements that are asked for', async () => {
    const { id } = await create();
    await server.write('put', `/Location/${id}`, place({ id, name: 'B' })).expect(200);
    const reply = await transact(entry(`GET Location/${id}/_history/1`), entry(`GET Location/${id}?_elements=alias`));
    expect((reply.entries[0]!.resource as Location).name).toBe('A');
    expect(reply.entries[1]!.resource).not.toHaveProperty('name');
  });

  it('a tree may be rebuilt in one go', async () => {
    const a = await create();
    const b = await create({ partOf: { reference: `Location/${a.id}` } });
    const reply = await transact(
      entry(`PUT Location/${a.id}`, place({ id: a.id, partOf: { reference: `Location/${b.id}` } })),
      entry(`PUT Location/${b.id}`, place({ id: b.id })),
    );
    expect(reply.statuses).toEqual(['200 OK', '200 OK']);
  });

  it('deletes what refers to each other', async () => {
    const a = await create();
    const b = await create({ partOf: { reference: `Location/${a.id}` } });
    expect((await transact(entry(`DELETE Location/${a.id}`))).status).toBe(409);
    expect((await transact(entry(`DELETE Location/${a.id}`), entry(`DELETE Location/${b.id}`))).status).toBe(200);
  });

  it('a dry run stores nothing, and answers as if it had', async () => {
    const [value, top] = [name(), urn()];
    const entries = [
      entry('POST Location', place({ identifier: [{ value }] }), {}, top),
      entry('POST Location', place({ partOf: { reference: top } })),
      entry(`GET Location?identifier=${value}`),
    ];
    const reply = await send(server, bundle('transaction', ...entries), {}, '_dryRun=true');
    expect(reply.statuses).toEqual(['201 Created', '201 Created', '200 OK']);
    expect((reply.entries[2]!.resource as Bundle).total).toBe(1);
    expect(reply.entries[0]!.response).not.toHaveProperty('etag');
    expect(reply.text).toContain('would be stored');
    expect(reply.text).not.toContain('is stored');
    expect(await count(value)).toBe(0);
  });

  it.each([
    ['minimal', undefined, undefined],
    ['OperationOutcome', undefined, 'OperationOutcome'],
    ['representation', 'Location', 'OperationOutcome'],
  ])('Prefer: return=%s holds for each entry', async (returned, resource, outcome) => {
    const reply = await send(server, bundle('transaction', entry('POST Location', place())), { Prefer: `return=${returned}` }); // prettier-ignore
    const [first] = reply.entries;
    expect(first!.resource?.resourceType).toBe(resource);
    expect(first!.response!.outcome?.resourceType).toBe(outcome);
  });

  it('leniencies are told in the outcome of their entry, and strict handling turns them off', async () => {
    const single = place({ alias: 'not a list' });
    const lenient = await transact(entry('POST Location', place()), entry('POST Location', single));
    expect(lenient.status).toBe(200);
    const told = lenient.entries.map(({ response }) => JSON.stringify((response!.outcome as OperationOutcome).issue));
    expect(told.map((text) => text.includes('handling=strict turns it off'))).toEqual([false, true]);
    const strict = await send(server, bundle('transaction', entry('POST Location', single)), { Prefer: 'handling=strict' }); // prettier-ignore
    expect([strict.status, strict.issues[0]!.expression]).toEqual([400, ['Bundle.entry[0].resource.alias']]);
  });

  it('comes and goes in XML', async () => {
    const top = urn();
    const location = (more: string) => `<resource><Location><name value="A"/>${more}</Location></resource>`;
    const post = '<request><method value="POST"/><url value="Location"/></request>';
    const text = `<Bundle xmlns="http://hl7.org/fhir"><type value="transaction"/><entry><fullUrl value="${top}"/>${location('')}${post}</entry><entry>${location(`<partOf><reference value="${top}"/></partOf>`)}${post}</entry></Bundle>`;
    const reply = await server.send('post', '').set({ 'Content-Type': FHIR_XML, Accept: FHIR_XML }).send(text);
    expect(reply.status).toBe(200);
    expect(reply.text).toContain('<type value="transaction-response"/>');
    const [, id = ''] = /<partOf><reference value="Location\/([^"]+)"/.exec(reply.text) ?? [];
    expect(await read(id)).toMatchObject({ name: 'A' });
    const broken = text.replace('<name value="A"/>', '<nme value="A"/>');
    const refused = await server.send('post', '').set({ 'Content-Type': FHIR_XML }).send(broken);
    expect(refused.status).toBe(400);
    expect(refused.text).toMatch(/line 1, column.*Bundle\.entry\[0\]\.resource/);
  });

  it('is shown as a page', async () => {
    const reply = await server.write('post', '/?_format=html', bundle('transaction', entry('POST Location', place())));
    expect([reply.status, reply.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(reply.text).toContain('201 Created');
  });

  it('an empty one does nothing', async () => {
    expect((await send(server, { resourceType: 'Bundle', type: 'transaction' })).entries).toEqual([]);
  });

  it('accepts URLs of this server, absolute or relative', async () => {
    const { id } = await create();
    const { body } = await server.send('get', '/metadata');
    const base = (body as { implementation: { url: string } }).implementation.url;
    const reply = await transact(entry(`GET ${base}/Location/${id}`), entry(`GET /Location/${id}`));
    expect(reply.statuses).toEqual(['200 OK', '200 OK']);
  });

  it('keeps the digits of decimals', async () => {
    const text = JSON.stringify(bundle('transaction', entry('POST Location', place({ position: { longitude: 1, latitude: 2 } })))); // prettier-ignore
    const reply = await send(server, text.replace('"longitude":1', '"longitude":1.10'));
    expect(reply.text).toContain('"longitude":1.10');
  });

  it('organizations and locations go together', async () => {
    const owner = urn();
    const organization: Organization = { resourceType: 'Organization', name: 'O' };
    const reply = await transact(
      entry('POST Location', place({ managingOrganization: { reference: owner } })),
      entry('POST Organization', organization, {}, owner),
    );
    expect(reply.statuses).toEqual(['201 Created', '201 Created']);
  });
});
