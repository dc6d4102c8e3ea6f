import { statSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { SqliteFile } from '../../../test/support/sqlite-file';
import { LOG_APART, SqliteConnection } from './sqlite-connection';
import { SqliteLog } from './sqlite-log';

describe('the log of a SqliteDatabase', () => {
  let at: SqliteFile;
  beforeEach(() => {
    at = new SqliteFile();
  });
  afterEach(() => at.drop());

  const opened = async (log: Pick<SqliteLog, 'isDue' | 'settle' | 'close'>) => {
    await at.database.close();
    at.reopen(LOG_APART, log as SqliteLog);
  };
  /** A log that is due after the first COMMIT, and what happens while it is moved for the first, second … time. */
  const due = (...meanwhile: readonly (() => Promise<unknown>)[]) => {
    const settle = jest.fn(async () => void (await meanwhile[settle.mock.calls.length - 1]?.()));
    return { isDue: jest.fn(() => false).mockReturnValueOnce(true), settle, close: jest.fn() };
  };
  const turns = async () => {
    for (let i = 0; i < 20; i += 1) await nextTurn();
  };

  it('is moved once when nothing is written meanwhile', async () => {
    const log = due();
    await opened(log);
    await at.write('c');
    await turns();
    expect(log.settle).toHaveBeenCalledTimes(1);
  });

  it('is moved while writes go on, and the rest of it while they wait', async () => {
    const seen: string[] = [];
    let later: Promise<unknown> | undefined;
    const log = due(
      () => at.write('d').then(() => seen.push('written meanwhile')),
      async () => {
        later = at.write('e').then(() => seen.push('written afterwards'));
        await turns();
        seen.push(`moved, reads ${String(await at.note('d')).length}`);
      },
    );
    await opened(log);
    await at.write('c');
    while (!later) await nextTurn();
    await later;
    expect(seen).toEqual(['written meanwhile', 'moved, reads 10000', 'written afterwards']);
  });

  it('is not left to itself when the database is closed', async () => {
    let isMoved = false;
    const log = due(async () => {
      await turns();
      isMoved = true;
    });
    await opened(log);
    await at.write('c');
    while (log.settle.mock.calls.length === 0) await nextTurn();
    log.close.mockImplementation(() => expect(isMoved).toBe(true));
    await at.database.close();
    expect(log.close).toHaveBeenCalledTimes(1);
    at.reopen();
  });

  it('is empty after a close', async () => {
    await opened(new SqliteLog(at.file, SqliteConnection.open(at.file), 20));
    for (let i = 0; i < 20; i += 1) await at.write(`${i}`);
    await at.database.close();
    expect(statSync(`${at.file}-wal`).size).toBe(0);
    at.reopen();
  });
});
