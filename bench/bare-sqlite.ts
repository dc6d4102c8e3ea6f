import Libsql from 'libsql';
import type { BareStore, Current } from './bare-server';
import { INSERT_VERSION, SELECT_CURRENT, SELECT_VERSION, UPDATE_CURRENT } from './bare-statements';
import { TYPE } from './fixtures';

/** One handle and synchronous statements: a transaction blocks the process, so no two can run at once. */
export function openBareSqlite(file: string): BareStore {
  const database = new Libsql(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  const select = database.prepare(SELECT_CURRENT);
  const selectVersion = database.prepare(SELECT_VERSION);
  const update = database.prepare(UPDATE_CURRENT);
  const insert = database.prepare(INSERT_VERSION);
  const transaction = database.transaction((id: string, row: unknown[], expected: number) => {
    if (update.run(...row, expected).changes !== 1) throw new Error(`${id} is not at version ${expected}`);
    insert.run(...row);
  });
  return {
    read: async (id) => select.get(TYPE, id) as Current,
    version: async (id) => (selectVersion.get(TYPE, id) as Current).version,
    write: async (id, { version, lastUpdated, interaction, body }) =>
      transaction.immediate(id, [version, lastUpdated, interaction, body, TYPE, id], version - 1),
  };
}
