import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { fault, SqliteFile } from '../../../test/support/sqlite-file';

describe.each(['', '-wal'])('a SqliteDatabase whose file test.db%s', (suffix) => {
  let at: SqliteFile;
  beforeEach(() => {
    at = new SqliteFile();
  });
  afterEach(() => at.drop());

  const move = (from: string, to: string) => renameSync(`${from}${suffix}`, `${to}${suffix}`);

  it.each<[string, () => void]>([
    ['is deleted', () => rmSync(`${at.file}${suffix}`)],
    ['is moved away', () => move(at.file, `${at.file}-elsewhere`)],
    [
      'is replaced',
      () => (copyFileSync(`${at.file}${suffix}`, `${at.file}-other${suffix}`), move(`${at.file}-other`, at.file)),
    ],
  ])('%s acknowledges no write, and is not ready', async (_, happen) => {
    await at.write('c');
    await at.database.check();
    happen();
    await expect(at.write('d')).rejects.toEqual(fault('gone'));
    await expect(at.database.check()).rejects.toEqual(fault('gone'));
    await expect(at.note('a')).rejects.toEqual(fault('gone'));
    await expect(at.write('e')).rejects.toEqual(fault('gone'));
  });

  it('is moved away is not ready, even when nothing was written', async () => {
    await at.write('c');
    move(at.file, `${at.file}-elsewhere`);
    await expect(at.database.check()).rejects.toEqual(fault('gone'));
  });

  it('comes back is ready again', async () => {
    await at.write('c');
    move(at.file, `${at.file}-elsewhere`);
    await expect(at.write('d')).rejects.toEqual(fault('gone'));
    move(`${at.file}-elsewhere`, at.file);
    expect(await at.note('a')).toBe('A');
    await at.write('e');
    await at.database.check();
  });
});

describe('a SqliteDatabase without room', () => {
  let at: SqliteFile;
  beforeEach(() => {
    at = new SqliteFile();
  });
  afterEach(() => at.drop());

  const room = (pages: number) => at.writer.rows(`PRAGMA max_page_count = ${pages}`, []);
  const pages = () => Number(at.writer.rows('PRAGMA page_count', [])[0]?.[0]);

  it('says so, is not ready, and is again when there is room', async () => {
    room(pages());
    await at.database.check();
    await expect(at.write('c')).rejects.toEqual(fault('full'));
    expect(await at.note('a')).toBe('A');
    await expect(at.database.check()).rejects.toEqual(fault('full'));
    await expect(at.database.check()).rejects.toEqual(fault('full'));
    room(10_000);
    await at.database.check();
    await at.write('c');
    expect(at.other.prepare("SELECT name FROM sqlite_master WHERE name = 'fhir_trial'").all()).toEqual([]);
  });

  it('allows retries that need no room', async () => {
    room(pages());
    const small = async () => {
      const transaction = await at.database.begin();
      await transaction.run("UPDATE thing SET note = 'new' WHERE id = 'a'", []);
      return { committed: transaction.commit() };
    };
    const { committed } = await small();
    const undone = expect(committed).rejects.toEqual(fault('contention'));
    await expect(at.write('c')).rejects.toEqual(fault('full'));
    await undone;
    await (
      await small()
    ).committed;
    expect(await at.note('a')).toBe('new');
  });
});
