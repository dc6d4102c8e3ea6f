import { FUZZ } from '../support/fuzz-settings';
import { askBoth } from '../support/access/oracle';

/** Each is asked of both servers, and its next page as well. */
const REQUESTS = 10_000;

describe('two servers that differ only in what is hidden', () => {
  it('answer ten thousand requests the same', async () => {
    const urls = ['sqlite::memory:', 'sqlite::memory:'] as const;
    const { faults, statuses } = await askBoth({ urls, seed: FUZZ.seed, requests: REQUESTS });
    process.stdout.write(`seed ${FUZZ.seed}: ${JSON.stringify(statuses)}\n`);
    expect(faults.join('\n\n')).toBe('');
  }, 900_000);
});
