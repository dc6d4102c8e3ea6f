import { SqlFaultError, type SqlDatabase, type SqlTransaction } from './sql-database';
import { SqlResourceStore } from './sql-resource-store';

describe('SqlSearchIndex', () => {
  it('is rebuilt on a disk so slow that a request would have been abandoned', async () => {
    jest.useFakeTimers();
    try {
      let [left, committed] = [8, 0];
      const transaction = {
        run: async () => 1,
        commit: async () => void (committed += 1),
        rollback: async () => undefined,
      };
      const begin = async (): Promise<SqlTransaction> => {
        jest.advanceTimersByTime(20_000);
        if (left-- > 0) throw new SqlFaultError('contention', new Error('locked'));
        return transaction as unknown as SqlTransaction;
      };
      const noted = new SqlResourceStore({ begin } as unknown as SqlDatabase).index.note('Organization', 'digest');
      await jest.runAllTimersAsync();
      await noted;
      expect(committed).toBe(1);
    } finally {
      jest.useRealTimers();
    }
  });
});
