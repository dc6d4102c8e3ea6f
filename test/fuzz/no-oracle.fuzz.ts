import { askBoth } from '../support/access/oracle';
import { databases } from '../support/databases';
import { FUZZ } from '../support/fuzz-settings';

/** Each request is sent to both servers, and so is that for its next page. */
const REQUESTS = 10_000;

describe.each(databases)('two servers that differ only in what is hidden, on $name', ({ name, createMigrated }) => {
  it('answer ten thousand requests the same', async () => {
    const [one, other] = [await createMigrated(), await createMigrated()];
    try {
      const urls = [one.url, other.url] as const;
      const { faults, statuses } = await askBoth({ urls, seed: FUZZ.seed, requests: REQUESTS });
      process.stdout.write(`${name}, seed ${FUZZ.seed}: ${JSON.stringify(statuses)}\n`);
      expect(faults.join('\n\n')).toBe('');
    } finally {
      await one.drop();
      await other.drop();
    }
  }, 1_800_000);
});
