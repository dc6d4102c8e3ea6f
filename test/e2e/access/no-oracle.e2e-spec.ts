import { databases } from '../../support/databases';
import { askBoth } from '../../support/access/oracle';

/** `npm run fuzz` sends ten thousand. */
const REQUESTS = 400;

describe.each(databases)('two servers that differ only in what is hidden, on $name', ({ createMigrated }) => {
  it('answer the same, whatever they are asked', async () => {
    const [one, other] = [await createMigrated(), await createMigrated()];
    const { faults, statuses } = await askBoth({ urls: [one.url, other.url], seed: 20261128, requests: REQUESTS });
    expect(faults).toEqual([]);
    expect(statuses['200']).toBeGreaterThan(REQUESTS / 3);
    for (const status of ['403', '404', '412', '422'])
      expect([status, statuses[status]]).not.toEqual([status, undefined]);
    await one.drop();
    await other.drop();
  });
});
