import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { databases } from './databases';
import { migrateAsBefore, scriptOf } from './migrated-database';

describe.each(databases)('a migrated database of tests on $name', ({ createMigrated }) => {
  it('leaves nothing for the migrations to do', async () => {
    const made = [await createMigrated(), await createMigrated()];
    for (const { url, drop } of made) {
      const dataSource = await openDataSource(dataSourceOptions({ url }));
      expect(await dataSource.query('SELECT COUNT(*) AS rows_ FROM fhir_resource')).toEqual([
        { rows_: expect.anything() },
      ]);
      expect(await dataSource.showMigrations()).toBe(false);
      await dataSource.destroy();
      await drop();
    }
  });
});

const servers = databases.filter(({ name }) => name !== 'SQLite');

if (servers.length === 0) {
  it.skip('needs a MariaDB or MySQL server (TEST_DATABASE_URL), because only there are statements replayed', () =>
    undefined);
} else
  describe.each(servers)('a database of tests on $name', ({ createDatabase }) => {
    it('is what the migrations make of an empty one', async () => {
      const [migrated, first, second] = [await createDatabase(), await createDatabase(), await createDatabase()];
      try {
        await (await openDataSource(dataSourceOptions({ url: migrated.url, migrationsRun: true }))).destroy();
        await migrateAsBefore(first.url);
        await migrateAsBefore(second.url);
        const expected = withoutTimes(await scriptOf(migrated.url));
        expect(expected).toContain('CREATE TABLE `fhir_resource`');
        expect(withoutTimes(await scriptOf(second.url))).toBe(expected);
      } finally {
        for (const each of [migrated, first, second]) await each.drop();
      }
    });
  });

/** When something was done stands in a row here and there. */
function withoutTimes(script: string): string {
  return script.replace(/\d{4}-\d\d-\d\d[ T][\d:.]+/g, 'then');
}
