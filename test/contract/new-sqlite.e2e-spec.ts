import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { migrate, type MigrationStep } from '../../src/persistence/migrate';

const FILE = join(__dirname, '../../src/persistence/new-sqlite.json');

interface Made {
  readonly type: string;
  readonly name: string;
  readonly sql: string | null;
}

/** Tables that SQLite makes itself: of AUTOINCREMENT, and those that FTS5 keeps for a table of its own. */
function madeAlong(made: readonly Made[]): (each: Made) => boolean {
  const virtual = made.filter(({ sql }) => sql?.startsWith('CREATE VIRTUAL TABLE')).map(({ name }) => `${name}_`);
  return ({ name, sql }) =>
    name.startsWith('sqlite_') ||
    (virtual.some((prefix) => name.startsWith(prefix)) && !sql!.startsWith('CREATE VIRTUAL TABLE'));
}

const schemaOf = (dataSource: DataSource) =>
  dataSource.query<Made[]>('SELECT type, name, sql FROM sqlite_master ORDER BY rowid');

/** The statements that make the same tables with the same rows, except those of the table of migrations. */
async function statementsOf(dataSource: DataSource): Promise<string[]> {
  const made = await schemaOf(dataSource);
  const isMadeAlong = madeAlong(made);
  const own = made.filter((each) => !isMadeAlong(each));
  const statements = own.map(({ sql }) => sql!);
  for (const { type, name, sql } of own) {
    if (type !== 'table' || name === 'migrations' || sql!.startsWith('CREATE VIRTUAL TABLE')) continue;
    for (const row of await dataSource.query<Record<string, string | number>[]>(`SELECT * FROM ${name}`)) {
      const values = Object.values(row).map((value) => (typeof value === 'number' ? value : `'${value}'`));
      statements.push(`INSERT INTO ${name} (${Object.keys(row).join(', ')}) VALUES (${values.join(', ')})`);
    }
  }
  return statements;
}

async function everythingIn(dataSource: DataSource): Promise<unknown> {
  const schema = (await schemaOf(dataSource)).map(({ type, name, sql }) => `${type} ${name}: ${sql}`);
  const rows = await dataSource.query('SELECT id, timestamp, name FROM migrations ORDER BY id');
  return { schema: schema.sort(), rows, statements: (await statementsOf(dataSource)).sort() };
}

describe('a new SQLite database', () => {
  let migrated: DataSource;
  let made: DataSource;
  beforeAll(async () => {
    migrated = await openDataSource(dataSourceOptions({ url: 'sqlite::memory:' }));
    await migrated.runMigrations({ transaction: 'none' });
    if (process.env.WRITE_NEW_SQLITE) {
      const migrations = await migrated.query('SELECT timestamp, name FROM migrations ORDER BY id');
      writeFileSync(FILE, `${JSON.stringify({ migrations, statements: await statementsOf(migrated) }, null, 2)}\n`);
    }
  });
  beforeEach(async () => (made = await openDataSource(dataSourceOptions({ url: 'sqlite::memory:' }))));
  afterEach(() => made.destroy());
  afterAll(() => migrated.destroy());

  it('is written down as the migrations make it', async () => {
    const { statements } = JSON.parse(readFileSync(FILE, 'utf8')) as { statements: string[] };
    expect(statements).toEqual(await statementsOf(migrated));
  });

  it('has the tables, the rows and the list of migrations that the migrations make', async () => {
    await migrate(made);
    expect(await everythingIn(made)).toEqual(await everythingIn(migrated));
  });

  it('is made without running a migration, but each is announced', async () => {
    const run: string[] = [];
    for (const migration of made.migrations) migration.up = async () => void run.push(migration.name!);
    const steps: MigrationStep[] = [];
    await migrate(made, (step) => steps.push(step));
    expect(run).toEqual([]);
    const of = made.migrations.length;
    expect(steps).toEqual(made.migrations.map(({ name }, index) => ({ name, number: index + 1, of, isNew: true })));
  });

  it.each([
    ['has a table already', (dataSource: DataSource) => dataSource.query('CREATE TABLE own (id integer)')],
    ['has other migrations', async (dataSource: DataSource) => void dataSource.migrations.shift()],
  ])('is migrated step by step when it %s', async (_, change) => {
    await change(made);
    const run: string[] = [];
    for (const migration of made.migrations) migration.up = async () => void run.push(migration.name!);
    await migrate(made);
    expect(run).toEqual(made.migrations.map(({ name }) => name));
  });

  it('gets the migrations that are not written down yet', async () => {
    const run: string[] = [];
    const later = { name: 'Later2000000000000', up: async () => void run.push('later'), down: async () => undefined };
    made.migrations.push(later);
    await migrate(made);
    expect(run).toEqual(['later']);
  });

  it('stays empty when it cannot be made whole', async () => {
    const runner = made.createQueryRunner();
    const query = runner.query.bind(runner) as (sql: string, values?: unknown) => Promise<unknown>;
    jest.spyOn(made, 'createQueryRunner').mockReturnValueOnce(runner);
    jest.spyOn(runner, 'query').mockImplementation(async (sql: string, values?: unknown) => {
      if (sql.startsWith('INSERT INTO migrations')) throw new Error('the disk is full');
      return query(sql, values);
    });
    await expect(migrate(made)).rejects.toThrow('the disk is full');
    expect(await schemaOf(made)).toEqual([]);
  });
});
