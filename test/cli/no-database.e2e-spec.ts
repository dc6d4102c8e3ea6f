import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { OF_LATER_RELEASES } from '../../src/persistence/existing-database';
import { migrations } from '../../src/persistence/migrations';
import { databases, type TestDatabase } from '../support/databases';
import { runCli } from '../support/run-cli';

/** Commands that nobody asked to make a database, or tables. */
const ON_EXISTING = ['export', 'verify', 'verify --mend', 'reindex', 'reindex --status', 'reindex --type all', 'audit verify', 'audit export']; // prettier-ignore

describe('a SQLite file that is not there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'no-database-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([...ON_EXISTING, 'migrate --status', 'migrate --revert', 'backup copy.db'])(
    '%s says so, and makes none',
    async (line) => {
      for (const file of [join(folder, 'none.db'), join(folder, 'none/none.db')]) {
        const { code, out, err } = await runCli([...line.split(' '), '--database', `sqlite:${file}`]);
        expect([code, out, err]).toEqual([3, '', `There is no database at ${file}; check DATABASE_URL.\n`]);
      }
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it.each(['migrate', 'import -'])('%s makes it', async (line) => {
    const file = join(folder, line.split(' ')[0]!, 'new.db');
    const files = ['--state', join(folder, 'state'), '--report', join(folder, 'report')];
    const args = line === 'migrate' ? [] : files;
    const { code } = await runCli([...line.split(' '), ...args, '--database', `sqlite:${file}`]);
    expect([code, existsSync(file)]).toEqual([0, true]);
    rmSync(join(file, '..'), { recursive: true });
  });
});

it.each([
  ['a folder', 'sqlite:/tmp', 'it is a folder'],
  ['a path where no folder can be', 'sqlite:/proc/none/ror.db', 'ENOENT'],
  ['a file that is something else', `sqlite:${__filename}`, 'file is not a database'],
])('%s is no database, which a server says at once, without a stack', async (_, url, why) => {
  const { code, out, err } = await runCli(['serve'], {
    env: { DATABASE_URL: url, AUTH: 'none', PORT: '0', LOG_LEVEL: 'silent' },
  });
  expect([code, out]).toEqual([3, '']);
  expect(err).toMatch(/^The database sqlite:.* cannot be opened \(.*\); check DATABASE_URL\.\n$/);
  expect(err).toContain(why);
});

it.each(['export', 'verify', 'reindex --status', 'migrate --status', 'audit verify', 'audit export'])(
  '%s changes no byte of a backup',
  async (line) => {
    const folder = mkdtempSync(join(tmpdir(), 'read-backup-'));
    const [original, saved] = [join(folder, 'ror.db'), join(folder, 'saved.db')];
    await runCli(['migrate', '--database', `sqlite:${original}`]);
    await runCli(['backup', saved, '--database', `sqlite:${original}`]);
    const before = readFileSync(saved);
    // Its indexes were never made, so there is something to report.
    const { err } = await runCli([...line.split(' '), '--database', `sqlite:${saved}`]);
    expect(err).toMatch(/exported: 0|checked: 0|To do: |up to date|No faults found/);
    expect(readFileSync(saved).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith('saved'))).toEqual(['saved.db']);
    rmSync(folder, { recursive: true });
  },
);

describe.each(databases)('a database without all tables, on $name', ({ createDatabase, createMigrated }) => {
  let database: TestDatabase | undefined;
  afterEach(() => database?.drop());

  it.each(ON_EXISTING)('%s refuses an empty one, and leaves it empty', async (line) => {
    database = await createDatabase();
    // On SQLite it is a file only once something has been asked of it.
    expect(await tablesIn(database.url)).toEqual([]);
    const { code, out, err } = await runCli([...line.split(' '), '--database', database.url]);
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(/^The database .* has no tables of this server; check DATABASE_URL, or .* migrate\.\n$/);
    expect(await tablesIn(database.url)).toEqual([]);
  });

  it('migrate --status lists what is to do, and makes no table', async () => {
    database = await createDatabase();
    expect(await tablesIn(database.url)).toEqual([]);
    const { code, err } = await runCli(['migrate', '--status', '--database', database.url]);
    expect([code, err]).toEqual([1, expect.stringMatching(/^(To do: \w+\n)+$/)]);
    expect(await tablesIn(database.url)).toEqual([]);
  });

  const OPENS = [...ON_EXISTING, 'serve', 'import -', 'migrate', 'migrate --status', 'migrate --revert'];
  it.each(
    OPENS.flatMap((line) => [
      [line, 'en'],
      [line, 'fr'],
    ]),
  )('%s (%s) refuses tables that a later release has changed', async (line, language) => {
    database = await createMigrated();
    await inDatabase(
      database.url,
      `INSERT INTO migrations (timestamp, name) VALUES (1999999999999, 'FhirLater1999999999999')`,
    );
    const env = { AUTH: 'none', PORT: '0', LOG_LEVEL: 'silent', LANG: language };
    const { code, out, err } = await runCli([...line.split(' '), '--database', database.url], { env });
    expect([code, out]).toEqual([3, '']);
    const said =
      language === 'en'
        ? /^The tables of the database .* are those of a later release \(FhirLater1999999999999\); check DATABASE_URL and .* migrate --revert\.\n$/
        : /^Les tables de la base .* version plus récente \(FhirLater1999999999999\) ; vérifiez DATABASE_URL et .* migrate --revert\.\n$/;
    expect(err).toMatch(said);
  });

  it.each(['migrate --status', 'reindex --status'])('%s minds no migration of the application beside', async (line) => {
    database = await createMigrated();
    await inDatabase(
      database.url,
      `INSERT INTO migrations (timestamp, name) VALUES (1999999999999, 'OfTheHost1999999999999')`,
    );
    const { err } = await runCli([...line.split(' '), '--database', database.url]);
    expect(err).not.toMatch(/later release/);
  });

  it.each([...ON_EXISTING, 'serve'])('%s does not bring tables of an older release up to date', async (line) => {
    database = await createMigrated();
    expect((await runCli(['migrate', '--revert', '--database', database.url])).code).toBe(0);
    const env = { DATABASE_MIGRATE: 'false', AUTH: 'none', PORT: '0' };
    const { code, out, err } = await runCli([...line.split(' '), '--database', database.url], { env });
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(/^The tables of the database .* are not up to date \(migrations to do: 1\); .* migrate first\.\n$/);
    expect((await runCli(['migrate', '--status', '--database', database.url])).code).toBe(1);
  }); // prettier-ignore
});

function tablesIn(url: string): Promise<readonly unknown[]> {
  return inDatabase(url, url.startsWith('sqlite:') ? 'SELECT name FROM sqlite_master' : 'SHOW TABLES');
}

async function inDatabase(url: string, sql: string): Promise<readonly unknown[]> {
  const dataSource = await openDataSource(dataSourceOptions({ url }));
  return dataSource.query<unknown[]>(sql).finally(() => dataSource.destroy());
}

it('later migrations have names by which this release would know that it does not know them', () => {
  const names = migrations.map((Migration) => new Migration().name);
  const rule = names.indexOf('WordDocuments1764700000000');
  expect(names.slice(rule + 1).filter((name) => !OF_LATER_RELEASES.test(name))).toEqual([]);
  expect(names.slice(0, rule + 1).filter((name) => OF_LATER_RELEASES.test(name))).toEqual([]);
});
