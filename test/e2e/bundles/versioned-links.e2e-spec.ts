import { randomUUID } from 'node:crypto';
import type { Location } from 'fhir/r4';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { patchOf } from '../../support/patches';
import { FHIR_XML } from '../../support/test-app';
import { place } from './refused-rows';
import { bundle, entry, send, type EntryOf } from './support';

const URL = 'http://hl7.org/fhir/StructureDefinition/resolve-as-version-specific';
const asVersion = (reference: string, more: object = {}) => ({
  reference,
  extension: [{ url: URL, valueBoolean: true }],
  ...more,
});
const urn = () => `urn:uuid:${randomUUID()}`;

describeOnEachDatabase('references that ask for a version', { settings: { REFERENTIAL_INTEGRITY: 'on' } }, (server) => {
  const transact = (...entries: EntryOf[]) => send(server, bundle('transaction', ...entries));
  const create = async (over: object = {}): Promise<string> =>
    ((await server.write('post', '/Location', place(over)).expect(201)).body as Location).id!;
  const partOf = async (id: string): Promise<unknown> =>
    ((await server.send('get', `/Location/${id}`).expect(200)).body as Location).partOf;

  it('get that of what is created, and lose the extension, whatever the order of the entries', async () => {
    const [top, middle] = [urn(), urn()];
    const reply = await transact(
      entry('POST Location', place({ partOf: asVersion(middle, { display: 'M' }) })),
      entry('POST Location', place({ partOf: asVersion(top) }), {}, middle),
      entry('POST Location', place(), {}, top),
    );
    expect(reply.issues).toEqual([]);
    const [, second, third] = reply.entries.map(({ resource }) => resource!.id!);
    const [first] = reply.entries.map(({ resource }) => (resource as Location).partOf);
    expect(first).toEqual({ reference: `Location/${second!}/_history/1`, display: 'M' });
    expect(await partOf(second!)).toEqual({ reference: `Location/${third!}/_history/1` });
  });

  it('get that of what is updated, patched, found or stays as it is', async () => {
    const value = randomUUID();
    const [put, patched, found, same] = [await create(), await create(), await create({ identifier: [{ value }] }), await create()]; // prettier-ignore
    const there = urn();
    const reply = await transact(
      ...[`Location/${put}`, `Location/${patched}`, there, `Location/${same}`, `Location?identifier=${value}`].map(
        (reference) => entry('POST Location', place({ partOf: asVersion(reference) })),
      ),
      entry(`PUT Location/${put}`, place({ id: put, name: 'B' })),
      entry(`PATCH Location/${patched}`, patchOf({ type: 'replace', path: 'Location.name', value: { valueString: 'B' } })),
      entry('POST Location', place(), { ifNoneExist: `identifier=${value}` }, there),
      entry(`PUT Location/${same}`, place({ id: same })),
    ); // prettier-ignore
    expect(reply.issues).toEqual([]);
    const told = reply.entries.slice(0, 5).map(({ resource }) => (resource as Location).partOf!.reference);
    expect(told).toEqual([
      `Location/${put}/_history/2`,
      `Location/${patched}/_history/2`,
      `Location/${found}/_history/1`,
      `Location/${same}/_history/1`,
      `Location/${found}/_history/1`,
    ]);
  });

  it('in patches, extensions, contained resources and XML', async () => {
    const id = await create();
    const top = urn();
    const reply = await transact(
      entry(`PATCH Location/${id}`, patchOf({ type: 'add', path: 'Location', name: 'partOf', value: { valueReference: asVersion(top) } })),
      entry('POST Location', place({
        extension: [{ url: 'urn:x', valueReference: asVersion(top, { extension: [{ url: 'urn:y', valueString: 'y' }, { url: URL, valueBoolean: true }] }) }],
        contained: [{ resourceType: 'Location', id: 'c', partOf: asVersion(top) }],
        partOf: { reference: '#c' },
      })),
      entry('POST Location', place(), {}, top),
    ); // prettier-ignore
    expect(reply.issues).toEqual([]);
    const version = `Location/${reply.entries[2]!.resource!.id!}/_history/1`;
    expect(await partOf(id)).toEqual({ reference: version });
    expect(reply.entries[1]!.resource).toMatchObject({
      extension: [{ valueReference: { reference: version, extension: [{ url: 'urn:y', valueString: 'y' }] } }],
      contained: [{ partOf: { reference: version } }],
    });
    const post = '<request><method value="POST"/><url value="Location"/></request>';
    const asked = `<partOf><extension url="${URL}"><valueBoolean value="true"/></extension><reference value="${top}"/></partOf>`;
    const text = `<Bundle xmlns="http://hl7.org/fhir"><type value="transaction"/><entry><fullUrl value="${top}"/><resource><Location><name value="A"/></Location></resource>${post}</entry><entry><resource><Location><name value="A"/>${asked}</Location></resource>${post}</entry></Bundle>`;
    const xml = await server.send('post', '').set({ 'Content-Type': FHIR_XML, Accept: FHIR_XML }).send(text);
    expect(xml.text).toMatch(/<partOf><reference value="Location\/[^"/]+\/_history\/1"\/><\/partOf>/);
  });

  it('sending the same again creates no version', async () => {
    const [top, below] = [await create(), await create()];
    const puts = () =>
      transact(
        entry(`PUT Location/${below}`, place({ id: below, partOf: asVersion(`Location/${top}`) })),
        entry(`PUT Location/${top}`, place({ id: top, name: 'B' })),
      );
    await puts();
    const { entries } = await puts();
    expect(entries.map(({ response }) => response!.etag)).toEqual(['W/"2"', 'W/"2"']);
  });

  it.each([
    ['false', { extension: [{ url: URL, valueBoolean: false }] }],
    ['not there', {}],
  ])('stay as they are where the extension is %s', async (_, more) => {
    const top = urn();
    const reply = await transact(
      entry('POST Location', place({ partOf: asVersion(top, { extension: undefined, ...more }) })),
      entry('POST Location', place({ name: 'resolve-as-version-specific' }), {}, top),
    );
    const { reference } = (reply.entries[0]!.resource as Location).partOf!;
    expect(reference).toBe(`Location/${reply.entries[1]!.resource!.id!}`);
  });

  it('stay as they are where no entry is about the resource', async () => {
    const top = await create();
    const reply = await transact(entry('POST Location', place({ partOf: asVersion(`Location/${top}`) })));
    expect((reply.entries[0]!.resource as Location).partOf).toEqual(asVersion(`Location/${top}`));
  });

  it('two of each other are refused', async () => {
    const [one, other] = [urn(), urn()];
    const reply = await transact(
      entry('POST Location', place({ extension: [{ url: 'urn:x', valueReference: asVersion(other) }] }), {}, one),
      entry('POST Location', place({ extension: [{ url: 'urn:x', valueReference: asVersion(one) }] }), {}, other),
    );
    expect(reply.status).toBe(422);
    expect(reply.issues[0]!.expression![0]).toMatch(/^Bundle\.entry\[\d\]\.resource\.extension\[0\]/);
  });
});
