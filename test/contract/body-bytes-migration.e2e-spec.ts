import type { StoredVersion } from '../../src/fhir';
import { dataSourceOptions, openDataSource } from '../../src/persistence';
import { migrate } from '../../src/persistence/migrate';
import { databases } from '../support/databases';
import { openSqlStore } from './open-sql-store';
import { versionOf, write } from './resource-store.contract';

/** More than two batches of the migration. */
const MANY = 230;

describe.each(databases)('the migration that adds the length of bodies, on $name', ({ createDatabase }) => {
  it.each(['undone', 'forgotten'] as const)(
    'writes what the store would have written, also after it was %s',
    async (how) => {
      const database = await createDatabase();
      const { store, close } = await openSqlStore({ url: database.url });
      const versions: StoredVersion[] = Array.from({ length: MANY }, (_, n) =>
        versionOf(`${n}`, 1, { json: `"${'é'.repeat(n)}"`, type: `Type${n % 3}` }),
      );
      versions.push(
        ...Array.from({ length: MANY }, (_, n) => versionOf('many', n + 1, { json: `"${'x'.repeat(n)}"` })),
      );
      versions.push(versionOf('many', MANY + 1, { interaction: 'delete', json: null }));
      for (const version of versions) await write(store, version);
      await close();

      const dataSource = await openDataSource(dataSourceOptions({ url: database.url }));
      const rows = () =>
        Promise.all(
          ['fhir_resource', 'fhir_resource_version'].map((table) =>
            dataSource.query<{ bytes: number }[]>(
              `SELECT type, id, version, last_updated, interaction, bytes, body FROM ${table} ORDER BY type, id, version`,
            ),
          ),
        );
      const before = await rows();
      expect(before.flat().reduce((sum, { bytes }) => sum + bytes, 0)).toBeGreaterThan(MANY * MANY);
      const runner = dataSource.createQueryRunner();
      if (how === 'undone')
        while (await runner.hasColumn('fhir_resource', 'bytes')) await dataSource.undoLastMigration();
      else await dataSource.query("DELETE FROM migrations WHERE name LIKE 'BodyBytes%'");
      if (how === 'forgotten' && dataSource.options.type !== 'better-sqlite3')
        await dataSource.query("UPDATE fhir_resource_version SET bytes = 0 WHERE id > '5'");
      await migrate(dataSource);
      expect(await rows()).toEqual(before);
      await runner.release();
      await dataSource.destroy();
      await database.drop();
    },
  );
});
