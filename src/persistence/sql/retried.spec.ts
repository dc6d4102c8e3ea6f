import { SqliteFile } from '../../../test/support/sqlite-file';
import { Retried } from './retried';
import { SqlFaultError } from './sql-database';
import { SqlUnit } from './sql-unit';

class Unit extends SqlUnit {
  insert(id: string): Promise<number> {
    return this.run("INSERT INTO thing VALUES (?, '1')", [id]);
  }

  async has(id: string): Promise<boolean> {
    return (await this.rows('SELECT id FROM thing WHERE id = ?', [id])).length > 0;
  }
}

describe('a unit of work that is refused for what another one of its batch has written', () => {
  let at: SqliteFile;
  let retried: Retried;
  beforeEach(() => {
    at = new SqliteFile();
    retried = new Retried(at.database);
  });
  afterEach(() => at.drop());

  const unit = <T>(work: (unit: Unit) => Promise<T>) => retried.unit(() => new Unit(at.database), work);
  const refusedFor = (id: string, before: (unit: Unit) => Promise<unknown>) => {
    const seen: boolean[] = [];
    const ended = unit(async (one) => {
      await before(one);
      seen.push(await one.has(id));
      if (seen.at(-1)) throw new Error(`${id} is there`);
    });
    return { seen, ended };
  };
  /** Inserts `id` and passes its turn on; when it is run again, it is refused. */
  const insertedOnce = (id: string) => {
    let runs = 0;
    return unit(async (one) => {
      runs += 1;
      if (runs > 1) throw new Error('Refused the second time');
      await one.insert(id);
    });
  };

  it('is run again when the other is undone with it, and finds what is stored', async () => {
    const other = insertedOnce('c');
    const { seen, ended } = refusedFor('c', (one) => one.insert('d'));
    await expect(other).rejects.toThrow('Refused the second time');
    await ended;
    expect(seen).toEqual([true, false]);
    expect([await at.note('c'), await at.note('d')]).toEqual([undefined, '1']);
  });

  it('fails as the other does when that cannot be committed, even if it has written nothing itself', async () => {
    const full = new SqlFaultError('full', new Error('No room'));
    jest.spyOn(at.writer, 'runApart').mockRejectedValueOnce(full);
    const other = insertedOnce('c');
    const { ended } = refusedFor('c', async () => undefined);
    const ends = await Promise.allSettled([other, ended]);
    const isFull = { status: 'rejected', reason: expect.objectContaining({ cause: full }) };
    expect(ends).toEqual([isFull, isFull]);
  });

  it('is refused once what it saw is stored', async () => {
    const other = insertedOnce('c');
    const { seen, ended } = refusedFor('c', async () => undefined);
    await expect(ended).rejects.toThrow('c is there');
    await other;
    expect(seen).toEqual([true]);
  });
});
