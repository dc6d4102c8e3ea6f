import type { DataSource } from 'typeorm';
import type { IndexEntry } from '../../src/fhir';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { migrate } from '../../src/persistence/migrate';
import { databases, type TestDatabase } from '../support/databases';
import { entriesChange } from './entries';
import { openSqlStore } from './open-sql-store';
import { versionOf, write } from './resource-store.contract';

const KINDS = ['token', 'string', 'reference', 'date', 'quantity', 'uri'];
const ENTRIES: readonly IndexEntry[] = [
  { kind: 'token', code: 'a', system: 's', value: 'é' },
  { kind: 'string', code: 'a', text: 'Été', folded: 'ete' },
  { kind: 'reference', code: 'a', type: 'Location', id: '1' },
  { kind: 'date', code: 'a', low: -5, high: 5 },
  { kind: 'quantity', code: 'a', low: 0.1, high: 1e6, system: '', unit: 'kg' },
  { kind: 'uri', code: 'a', uri: 'urn:A' },
];
/** The same entries in two records. */
const IN_RECORDS = [1, 2].flatMap((record) => ENTRIES.map((entry): IndexEntry => ({ ...entry, code: 'b', record })));

describe.each(databases)('the migration that distinguishes records on $name', ({ createDatabase }) => {
  let database: TestDatabase;
  let dataSource: DataSource;
  beforeEach(async () => {
    database = await createDatabase();
    const { store, close } = await openSqlStore({ url: database.url });
    for (const id of ['a', 'b']) await write(store, versionOf(id, 1), entriesChange([...ENTRIES, ...IN_RECORDS]));
    await close();
    dataSource = await openDataSource(dataSourceOptions({ url: database.url }));
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const rows = async (): Promise<Record<string, Record<string, unknown>[]>> => {
    const all: Record<string, Record<string, unknown>[]> = {};
    for (const kind of KINDS) {
      const found = await dataSource.query<Record<string, unknown>[]>(`SELECT * FROM fhir_search_${kind}`);
      all[kind] = found.map((row) => Object.fromEntries(Object.entries(row).sort())).sort(byText);
    }
    return all;
  };
  const undone = async (): Promise<void> => {
    const runner = dataSource.createQueryRunner();
    while (await runner.hasColumn('fhir_search_uri', 'record')) await dataSource.undoLastMigration();
    await runner.release();
  };

  it('keeps the index entries, which belong to no record yet', async () => {
    const before = await rows();
    await undone();
    for (const [kind, old] of Object.entries(await rows())) expect([kind, old.length]).toEqual([kind, 4]);
    await migrate(dataSource);
    const after = await rows();
    for (const kind of KINDS) {
      const [now, then] = [after[kind]!, before[kind]!];
      expect(now.filter(({ code }) => code === 'a')).toEqual(then.filter(({ code }) => code === 'a'));
      expect(now.filter(({ code }) => code === 'b').map(({ record }) => Number(record))).toEqual([0, 0]);
    }
  });

  it('can be done and undone again where it stopped half way', async () => {
    await undone();
    const migration = dataSource.migrations.find(({ name }) => name?.startsWith('SearchRecords'))!;
    const runner = dataSource.createQueryRunner();
    await migration.up(runner);
    await migration.up(runner);
    await migration.down(runner);
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    for (const [kind, all] of Object.entries(await rows())) expect([kind, all.length]).toEqual([kind, 4]);
  });
});

function byText(one: object, other: object): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
