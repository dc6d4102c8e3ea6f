import { type DataSource, MigrationExecutor } from 'typeorm';
import { labelOf, type IndexEntry } from '../../src/fhir';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { migrate } from '../../src/persistence/migrate';
import { databases, type TestDatabase } from '../support/databases';
import { entriesChange } from './entries';
import { openSqlStore } from './open-sql-store';
import { versionOf, write } from './resource-store.contract';

const ENTRIES: readonly IndexEntry[] = [
  { kind: 'token', code: 'a', system: 's', value: 'é' },
  { kind: 'string', code: 'a', text: 'Été', folded: 'ete' },
  { kind: 'reference', code: 'a', type: 'Location', id: '1', record: 2 },
  { kind: 'date', code: 'a', low: -5, high: 5 },
  { kind: 'quantity', code: 'a', low: 0.1, high: 1e6, system: '', unit: 'kg' },
  { kind: 'uri', code: 'a', uri: 'urn:A' },
  { kind: 'position', code: 'a', latitude: 47.5, longitude: -1.5 },
  { kind: 'words', code: 'a', words: 'ete' },
];
/** The widest possible label. */
const LABELLED = ENTRIES.map((entry): IndexEntry => ({ ...entry, label: labelOf(2 ** 25, 2 ** 25) }));

describe.each(databases)('the migration that keeps labels on $name', ({ createDatabase }) => {
  let database: TestDatabase;
  let dataSource: DataSource;
  beforeEach(async () => {
    database = await createDatabase();
    const { store, close } = await openSqlStore({ url: database.url });
    for (const id of ['a', 'b']) await write(store, versionOf(id, 1), entriesChange([...ENTRIES, ...LABELLED]));
    await close();
    dataSource = await openDataSource(dataSourceOptions({ url: database.url }));
    await undoneTo('SearchLabels');
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const rows = async (): Promise<string[][]> => {
    const all: string[][] = [];
    for (const { kind } of ENTRIES) {
      const found = await dataSource.query<Record<string, unknown>[]>(`SELECT * FROM fhir_search_${kind}`);
      all.push(
        found
          .filter(({ label }) => Number(label ?? 0) === 0)
          .map(({ label: _, ...row }) => JSON.stringify(Object.entries(row).sort()))
          .sort(),
      );
    }
    return all;
  };
  const count = async (): Promise<number> => {
    const [row] = await dataSource.query<{ n: unknown }[]>('SELECT COUNT(*) AS n FROM fhir_search_token');
    return Number(row!.n);
  };
  /** Undoes the migrations after the named one, which later ones build on. */
  const undoneTo = async (name: string): Promise<void> => {
    const executor = new MigrationExecutor(dataSource);
    while (!(await executor.getExecutedMigrations())[0]!.name.startsWith(name)) await dataSource.undoLastMigration();
  };

  it('keeps what everybody may see, there and back', async () => {
    const before = await rows();
    expect(await count()).toBe(4);
    await dataSource.undoLastMigration();
    expect(await count()).toBe(2);
    expect(await rows()).toEqual(before);
    await migrate(dataSource);
    await undoneTo('SearchLabels');
    expect(await rows()).toEqual(before);
  });

  it('can be done and undone again where it stopped half way', async () => {
    const migration = dataSource.migrations.find(({ name }) => name?.startsWith('SearchLabels'))!;
    const before = await rows();
    const runner = dataSource.createQueryRunner();
    for (const step of ['up', 'down', 'down', 'up', 'up'] as const) await migration[step](runner);
    await runner.release();
    expect(await rows()).toEqual(before);
  });
});
