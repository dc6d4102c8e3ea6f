import { randomUUID } from 'node:crypto';
import { indexChange, type JsonObject } from '../../src/fhir';
import { databases, type TestDatabase } from '../support/databases';
import { indexAgain } from './index-again';
import { openSqlStore } from './open-sql-store';
import { referrersOf } from './reference-index.contract';
import { versionOf, write } from './resource-store.contract';

const TYPE = 'Organization';
/** More than one batch of the migration, with unordered ids, and more rows than one INSERT takes. */
const MANY = 250;
const TABLE = {
  name: 'fhir_reference',
  key: 'type, id, target_type, target_id, path',
  migrations: ['ReferenceTable'],
};

describe.each(databases)('the migration that indexes references on $name', ({ createDatabase }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase();
  });
  afterEach(() => database.drop());

  const organization = (id: string, ...parents: string[]): JsonObject => ({
    resourceType: TYPE,
    id,
    extension: parents.map((parent) => ({ url: 'x', valueReference: { reference: `${TYPE}/${parent}` } })),
  });
  const version = (resource: JsonObject, number: number) =>
    versionOf(resource['id'] as string, number, { json: JSON.stringify(resource) });

  it('writes the rows the store would have written: of current resources, not of deleted ones', async () => {
    const { store, close } = await openSqlStore({ url: database.url });
    const create = (resource: JsonObject) => write(store, version(resource, 1), indexChange(undefined, resource));
    for (let n = 0; n < MANY; n += 1) await create(organization(randomUUID(), 'shared', `${n}`, 'third'));
    await create(organization('none'));
    await create({ resourceType: TYPE, id: 'elsewhere', partOf: { reference: 'https://x.org/fhir/Organization/1' } });
    const [old, now] = [organization('changed', 'old'), organization('changed', 'new')];
    await create(old);
    await write(store, version(now, 2), indexChange(old, now));
    await create(organization('deleted', 'gone'));
    await write(store, versionOf('deleted', 2, { interaction: 'delete', json: null }));

    const { before, after } = await indexAgain(database.url, TABLE, 'undone');
    expect(before).toHaveLength(3 * MANY + 1);
    expect(after).toEqual(before);

    expect(await referrersOf(store, 'shared', 1_000)).toHaveLength(MANY);
    const path = 'Organization.extension.value';
    expect(await referrersOf(store, 'new')).toEqual([{ type: TYPE, id: 'changed', path }]);
    expect([await referrersOf(store, 'old'), await referrersOf(store, 'gone')]).toEqual([[], []]);
    await close();
  });

  it('can run again after it stopped half way', async () => {
    const { store, close } = await openSqlStore({ url: database.url });
    const change = indexChange(undefined, organization('a', '1'));
    await write(store, version(organization('a', '1', '2'), 1), change);
    const { before, after } = await indexAgain(database.url, TABLE, 'forgotten');
    expect([before.length, after.length]).toEqual([1, 2]);
    await close();
  });
});
