import type { RateStore } from '../../src/fhir';
import { databases } from '../support/databases';
import { openSqlStore } from './open-sql-store';

describe.each(databases)('counts of requests on $name', ({ createMigrated }) => {
  let rates: RateStore;
  let close: () => Promise<unknown>;
  beforeEach(async () => {
    const { url, drop } = await createMigrated();
    const { store, close: end } = await openSqlStore({ url });
    rates = store.rates!;
    close = () => end().then(drop);
  });
  afterEach(() => close());

  const told = async (period: number, process: string, counts: Record<string, number>) =>
    Object.fromEntries(await rates.share(period, process, new Map(Object.entries(counts))));

  it('add up over all processes, however often each reports its own', async () => {
    expect(await told(7, 'one', { a: 2, b: 1 })).toEqual({ a: 2, b: 1 });
    expect(await told(7, 'two', { a: 3 })).toEqual({ a: 5, b: 1 });
    expect(await told(7, 'one', { a: 4 })).toEqual({ a: 7, b: 1 });
    expect(await told(7, 'two', {})).toEqual({ a: 7, b: 1 });
  });

  it('apply to their period, and are removed after it', async () => {
    await told(7, 'one', { a: 2 });
    expect(await told(8, 'one', { a: 1 })).toEqual({ a: 1 });
    expect(await told(7, 'two', {})).toEqual({});
  });

  it('are correct when many processes report at once', async () => {
    await Promise.all(['1', '2', '3', '4', '5', '6'].map((process) => told(7, process, { a: 1, b: 2 })));
    expect(await told(7, 'late', {})).toEqual({ a: 6, b: 12 });
  });
});
