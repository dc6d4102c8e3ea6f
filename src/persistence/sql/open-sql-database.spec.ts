import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataSourceOptions, openDataSource } from '../data-source';
import { openSqlDatabase } from './open-sql-database';

describe('the handle that writes to a file of SQLite', () => {
  let folder: string;

  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'open-sql-database-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['leaves the log to others, since its COMMIT must not take long', false, 0],
    ['moves a long log into the file for bulk loading, which nobody else waits for', true, 16_384],
  ])('%s', async (_, bulk, pages) => {
    const options = { url: `sqlite:${join(folder, 'test.db')}`, bulk };
    const dataSource = await openDataSource(dataSourceOptions(options));
    const database = openSqlDatabase(options, dataSource);
    const transaction = await database.begin();
    expect(await transaction.rows('PRAGMA wal_autocheckpoint', [])).toEqual([[pages]]);
    await transaction.rollback();
    await database.close();
    await dataSource.destroy();
  });
});
