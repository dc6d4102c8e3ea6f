import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp } from '../../src/persistence';
import { openSqlStore } from './open-sql-store';
import { gate } from '../../src/testing/store/suite';
import { versionOf, write, type OpenStore } from './resource-store.contract';
import { draftOf } from '../support/draft-of';

const TYPE = 'Organization';

describe('a backup of SQLite', () => {
  let folder: string;
  let url: string;
  let target: string;
  let open: OpenStore;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ror-backup-'));
    url = `sqlite:${join(folder, 'served.db')}`;
    target = join(folder, 'saved.db');
    open = await openSqlStore({ url });
  });
  afterEach(async () => {
    await open.close();
    rmSync(folder, { recursive: true });
  });

  it('contains everything that is committed, and does not disturb the server', async () => {
    const { store } = open;
    await write(store, versionOf('a', 1));
    await write(store, versionOf('a', 2, { json: `"${'x'.repeat(100_000)}"` }));
    const [written, mayEnd] = [gate(), gate()];
    const writing = store.transaction(async (unit) => {
      await unit.write(draftOf(versionOf('b', 1)), null);
      written.open();
      await mayEnd.opened;
    });
    await written.opened;
    await backUp(url, target);
    mayEnd.open();
    await writing;
    await write(store, versionOf('a', 3));

    const saved = await openSqlStore({ url: `sqlite:${target}` });
    expect(await saved.store.read(TYPE, 'a')).toEqual(versionOf('a', 2, { json: `"${'x'.repeat(100_000)}"` }));
    expect(await saved.store.vread(TYPE, 'a', '1')).toEqual(versionOf('a', 1));
    expect(await saved.store.read(TYPE, 'b')).toBeUndefined();
    await write(saved.store, versionOf('c', 1));
    await saved.close();
  });

  it.each<[string, () => [url: string, target: string], string]>([
    ['over a file that is there', () => (writeFileSync(target, 'precious'), [url, target]), 'already exists'],
    ['of a file that is not there', () => [`sqlite:${join(folder, 'other.db')}`, target], 'There is no database at'],
    ['in a folder that is not there', () => [url, join(folder, 'no', 'saved.db')], 'cannot be copied'],
    ['of no database', () => (writeFileSync(join(folder, 'x'), 'x'.repeat(9_999)), [`sqlite:${join(folder, 'x')}`, target]), 'cannot be copied'],
    ['of a database in memory', () => ['sqlite::memory:', target], 'in memory'],
    ['of a server', () => ['mariadb://root@127.0.0.1:1/ror', target], 'mariadb-dump'],
  ])('is not made %s, and leaves nothing behind', async (_, setUp, words) => {
    const given = setUp();
    const before = readdirSync(folder);
    await expect(backUp(...given)).rejects.toThrow(words);
    expect(readdirSync(folder)).toEqual(before);
  }); // prettier-ignore
});
