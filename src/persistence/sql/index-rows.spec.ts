import { Pace } from '../../fhir';
import { runAll, TOGETHER } from './index-rows';
import type { SqlTransaction } from './sql-database';

describe('statements that are run together', () => {
  const STATEMENTS = Array.from({ length: 2 * TOGETHER }, () => ({ sql: '', values: [] }));

  it.each([
    ['none when they take no time', 0, ['round', 'round']],
    ['one after each round trip', 1_000, ['rest', 'round', 'rest', 'round', 'rest']],
  ])('let others have their turn: %s, and one before when making them took long', async (_, ms, expected) => {
    let now = 0;
    const done: string[] = [];
    const transaction = { runAll: async () => void done.push('round') } as unknown as SqlTransaction;
    const pace = new Pace(() => (now += ms));
    jest.spyOn(pace, 'rest').mockImplementation(async () => void done.push('rest'));
    await runAll(transaction, STATEMENTS, pace);
    expect(done).toEqual(expected);
  });
});
