import Libsql from 'libsql';
import { SqliteConnection } from './sqlite-connection';

it('a log that cannot be moved into the file, as on a full disk, keeps nobody from closing it', () => {
  const handle = new Libsql(':memory:');
  jest.spyOn(handle, 'pragma').mockImplementation(() => {
    throw new Error('database or disk is full');
  });
  const connection = new SqliteConnection(handle, false);
  connection.settle();
  connection.close();
  expect(handle.open).toBe(false);
});
