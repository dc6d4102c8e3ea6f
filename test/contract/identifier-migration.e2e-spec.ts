import { randomUUID } from 'node:crypto';
import { indexChange, type JsonObject, type ResourceStore } from '../../src/fhir';
import { plainType } from '../../src/fhir/search';
import { databases, type TestDatabase } from '../support/databases';
import { identified } from './identified';
import { indexAgain } from './index-again';
import { openSqlStore } from './open-sql-store';
import { versionOf, write } from './resource-store.contract';

const TYPE = 'Organization';
/** More than one batch of the migration, with unordered ids. */
const MANY = 250;

const TABLE = {
  name: 'fhir_search_token',
  key: 'type, token_hash, id',
  migrations: ['IdentifierTable', 'SearchTables'],
  origin: 'fhir_identifier',
};

/** Values without a system have a different key by now, which a server writes when it starts. */
const withoutValue = ({ value_hash: _, ...row }: Record<string, string>): Record<string, string> => row;

describe.each(databases)('the migration that indexes identifiers on $name', ({ createDatabase }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase();
  });
  afterEach(() => database.drop());

  it('writes the rows the store would have written: of current resources, not of deleted ones', async () => {
    const { store, close } = await openSqlStore({ url: database.url });
    const body = (type: string, id: string, ...identifier: JsonObject[]): JsonObject => ({
      resourceType: type,
      id,
      ...(identifier.length > 0 && { identifier }),
    });
    const create = (resource: JsonObject, id: string) =>
      write(
        store,
        versionOf(id, 1, { type: resource['resourceType'] as string, json: JSON.stringify(resource) }),
        indexChange(undefined, resource),
      );
    for (let n = 0; n < MANY; n += 1) {
      const id = randomUUID();
      await create(body(TYPE, id, { system: 'http://a', value: `${n}` }, { value: 'shared' }), id);
    }
    await create(body('Location', 'same', { system: 'http://a', value: 'é '.repeat(400) }), 'same');
    await create({ ...body('Location', 'long', { value: 'l' }), name: 'x'.repeat(100_000) }, 'long');
    await create(body('Location', 'none'), 'none');
    await create({ resourceType: 'Bundle', identifier: { value: 'single' } }, 'bundle');
    const changed = [body(TYPE, 'changed', { value: 'old' }), body(TYPE, 'changed', { value: 'new' })] as const;
    await create(changed[0], 'changed');
    await write(store, versionOf('changed', 2, { json: JSON.stringify(changed[1]) }), indexChange(...changed));
    const deleted = body(TYPE, 'deleted', { value: 'gone' });
    await create(deleted, 'deleted');
    await write(store, versionOf('deleted', 2, { interaction: 'delete', json: null }), indexChange(deleted, undefined));

    const { before, after } = await indexAgain(database.url, TABLE, 'undone');
    // Entries for the system alone were added later, and are written with the index.
    const kept = before.filter(({ code }) => code === 'identifier');
    expect(kept).toHaveLength(2 * MANY + 4);
    expect(after.map(withoutValue)).toEqual(kept.map(withoutValue));

    await indexedAnew(store);
    expect(await identified(store, TYPE, { system: '', value: 'shared' })).toHaveLength(MANY);
    expect(await identified(store, TYPE, { system: '', value: 'new' }, 2)).toEqual(['changed']);
    expect(await identified(store, TYPE, { system: '', value: 'old' })).toEqual([]);
    await close();
  });

  it('can run again after it stopped half way', async () => {
    const { store, close } = await openSqlStore({ url: database.url });
    const resource = { resourceType: TYPE, id: 'a', identifier: [{ value: '1' }, { value: '2' }] };
    const version = versionOf('a', 1, { json: JSON.stringify(resource) });
    await write(store, version, indexChange(undefined, { ...resource, identifier: [{ value: '1' }] }));
    const { before, after } = await indexAgain(database.url, TABLE, 'forgotten');
    expect([before.length, after.length]).toEqual([1, 2]);
    await close();
  });
});

/** Rebuilds the index, as a server does when it starts. */
async function indexedAnew({ index }: ResourceStore): Promise<void> {
  const { indexed } = plainType(TYPE);
  const codes = indexed.flatMap((parameter) => parameter.codes);
  const entriesOf = (json: string) =>
    indexed.flatMap((parameter) => parameter.entries(JSON.parse(json) as JsonObject, undefined));
  for await (const { count } of index!.rebuild(TYPE, codes, entriesOf, '')) expect(count).toBeGreaterThan(0);
}
