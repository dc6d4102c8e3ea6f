import { randomUUID } from 'node:crypto';
import { identifierChange, type JsonObject } from '../../src/fhir';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { migrate } from '../../src/persistence/migrate';
import { databases, type TestDatabase } from '../support/databases';
import { openSqlStore } from './open-sql-store';
import { versionOf, write } from './resource-store.contract';

const TYPE = 'Organization';
/** More than one batch of the migration, with ids in no order. */
const MANY = 250;

interface IndexRow {
  readonly token_hash: string;
  readonly id: string;
}

describe.each(databases)('the migration that indexes identifiers on $name', ({ createDatabase }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase();
  });
  afterEach(() => database.drop());

  /** Takes the index away, and makes it again out of the bodies. */
  async function indexAgain(undo: boolean): Promise<{ before: IndexRow[]; after: IndexRow[] }> {
    const dataSource = await openDataSource(dataSourceOptions({ url: database.url }));
    const rows = () => dataSource.query<IndexRow[]>('SELECT * FROM fhir_identifier ORDER BY type, token_hash, id');
    const before = await rows();
    if (undo) await dataSource.undoLastMigration();
    else await dataSource.query("DELETE FROM migrations WHERE name LIKE 'IdentifierTable%'");
    await migrate(dataSource);
    const after = await rows();
    await dataSource.destroy();
    return { before, after };
  }

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
        identifierChange(undefined, resource),
      );
    for (let n = 0; n < MANY; n += 1) {
      const id = randomUUID();
      await create(body(TYPE, id, { system: 'http://a', value: `${n}` }, { value: 'shared' }), id);
    }
    await create(body('Location', 'same', { system: 'http://a', value: 'é '.repeat(400) }), 'same');
    await create(body('Location', 'none'), 'none');
    await create({ resourceType: 'Bundle', identifier: { value: 'single' } }, 'bundle');
    const changed = [body(TYPE, 'changed', { value: 'old' }), body(TYPE, 'changed', { value: 'new' })] as const;
    await create(changed[0], 'changed');
    await write(store, versionOf('changed', 2, { json: JSON.stringify(changed[1]) }), identifierChange(...changed));
    const deleted = body(TYPE, 'deleted', { value: 'gone' });
    await create(deleted, 'deleted');
    await write(
      store,
      versionOf('deleted', 2, { interaction: 'delete', json: null }),
      identifierChange(deleted, undefined),
    );

    const { before, after } = await indexAgain(true);
    expect(before).toHaveLength(2 * MANY + 3);
    expect(after).toEqual(before);

    expect(await store.findByIdentifier(TYPE, { value: 'shared' }, 1_000)).toHaveLength(MANY);
    expect(await store.findByIdentifier(TYPE, { system: '', value: 'new' }, 2)).toEqual(['changed']);
    expect(await store.findByIdentifier(TYPE, { value: 'old' }, 2)).toEqual([]);
    await close();
  });

  it('can run again after it stopped half way', async () => {
    const { store, close } = await openSqlStore({ url: database.url });
    const resource = { resourceType: TYPE, id: 'a', identifier: [{ value: '1' }, { value: '2' }] };
    const version = versionOf('a', 1, { json: JSON.stringify(resource) });
    await write(store, version, identifierChange(undefined, { ...resource, identifier: [{ value: '1' }] }));
    const { before, after } = await indexAgain(false);
    expect([before.length, after.length]).toEqual([1, 2]);
    await close();
  });
});
