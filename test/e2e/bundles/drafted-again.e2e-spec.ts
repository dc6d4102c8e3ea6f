import { randomUUID } from 'node:crypto';
import type { Location } from 'fhir/r4';
import { StaleWriteError } from '../../../src/fhir/ports/unit-of-work';
import { describeOnEachDatabase } from '../../support/on-each-database';
import type { TestApp } from '../../support/test-app';
import { bundle, entry, send } from './support';

/** Lets the next transaction do all of its work, and then lose against `rival`. Another attempt follows. */
function losingOnce(server: TestApp, rival: () => Promise<unknown> = () => Promise.resolve()) {
  const transaction = server.store.transaction.bind(server.store);
  const calls = jest.spyOn(server.store, 'transaction');
  calls.mockImplementationOnce(async (work, options) => {
    await transaction(async (unit) => {
      await work(unit);
      throw new Undone();
    }, options).catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
    await rival();
    throw new StaleWriteError('Organization', 'a', '1');
  });
  return calls;
}

class Undone extends Error {}

const organization = (name: string, more: object = {}) => ({ resourceType: 'Organization', name, ...more });

describeOnEachDatabase('a transaction that is carried out again', { settings: { UPDATE_CREATE: 'true' } }, (server) => {
  afterEach(() => jest.restoreAllMocks());

  it('has as much room for its answers as the first time', async () => {
    const long = { extension: [{ url: 'urn:x', valueBase64Binary: 'AAAA'.repeat(400_000) }] };
    await server.write('put', '/Organization/large', organization('Large', { id: 'large', _name: long })).expect(201);
    losingOnce(server);
    const reads = Array.from({ length: 6 }, () => entry('GET Organization/large'));
    const reply = await send(server, bundle('transaction', entry('POST Organization', organization('B')), ...reads));
    expect([reply.status, reply.entries.length]).toEqual([200, 7]);
  });

  it('looks again for what references by criteria lead to', async () => {
    const name = randomUUID();
    const create = async (of: string): Promise<string> =>
      ((await server.write('post', '/Organization', organization(of)).expect(201)).body as { id: string }).id;
    const [one, other] = [await create(name), await create('other')];
    const rename = (id: string, to: string) => server.write('put', `/Organization/${id}`, organization(to, { id })).expect(200); // prettier-ignore
    const transactions = losingOnce(server, async () => {
      await rename(one, 'former');
      await rename(other, name);
    });
    const managingOrganization = { reference: `Organization?name=${name}` };
    const place = { resourceType: 'Location', name: 'A', managingOrganization };
    const reply = await send(server, bundle('transaction', entry('POST Location', place)));
    const { managingOrganization: found } = reply.entries[0]!.resource as Location;
    expect(found!.reference).toBe(`Organization/${other}`);
    // Two attempts, and the two transactions of the rival.
    expect(transactions).toHaveBeenCalledTimes(4);
  });
});
