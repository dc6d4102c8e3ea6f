import type { DataSource } from 'typeorm';
import { assertSyncWait } from './sync-wait';

const server = (type: string, variables: readonly object[]) =>
  ({ options: { type }, query: () => Promise.resolve(variables) }) as unknown as DataSource;

describe('waiting for other nodes', () => {
  it.each([
    ['SQLite, which has none', server('better-sqlite3', [])],
    ['MariaDB', server('mariadb', [{ Variable_name: 'wsrep_sync_wait', Value: '0' }])],
  ])('is fine on %s', async (_, dataSource) => {
    await expect(assertSyncWait(dataSource)).resolves.toBeUndefined();
  });

  it('is refused, with its name, on a server that does not support it', async () => {
    await expect(assertSyncWait(server('mysql', []))).rejects.toThrow(/DATABASE_SYNC_WAIT .* wsrep_sync_wait/);
  });
});
