import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { databases } from './databases';
import { migrateAsBefore, scriptOf } from './migrated-database';

const servers = databases.filter(({ name }) => name !== 'SQLite');

if (servers.length === 0) {
  it.skip('needs a MariaDB or MySQL server (TEST_DATABASE_URL), because only databases there are replayed', () =>
    undefined);
} else
  describe.each(servers)('a database of tests on $name', ({ createDatabase }) => {
    it('is what the migrations make of an empty one, and they find nothing to do', async () => {
      const [migrated, first, second] = [await createDatabase(), await createDatabase(), await createDatabase()];
      try {
        await (await openDataSource(dataSourceOptions({ url: migrated.url, migrationsRun: true }))).destroy();
        await migrateAsBefore(first.url);
        await migrateAsBefore(second.url);
        const expected = withoutTimes(await scriptOf(migrated.url));
        expect(expected).toContain('CREATE TABLE `fhir_resource`');
        expect(withoutTimes(await scriptOf(second.url))).toBe(expected);
        const again = await openDataSource(dataSourceOptions({ url: second.url }));
        expect(await again.showMigrations()).toBe(false);
        await again.destroy();
      } finally {
        for (const each of [migrated, first, second]) await each.drop();
      }
    });
  });

/** When something was done stands in a row here and there. */
function withoutTimes(script: string): string {
  return script.replace(/\d{4}-\d\d-\d\d[ T][\d:.]+/g, 'then');
}
