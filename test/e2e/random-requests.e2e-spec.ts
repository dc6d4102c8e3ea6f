import type { AddressInfo } from 'node:net';
import { fuzzPatches, PATCH_FORMATS } from '../support/patch-law';
import { sendRandomRequests } from '../support/random-requests';
import { startTestApp, type TestApp } from '../support/test-app';

/** A short run of `npm run fuzz`, always with the same cases. */
const SEED = 20_261_122;

describe('random requests', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startTestApp({ DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'true' });
  });
  afterAll(() => server.close());

  it('2000 of them get no 500, no error that is not an OperationOutcome, and no stack', async () => {
    const { port } = server.app.getHttpServer().address() as AddressInfo;
    const outcome = await sendRandomRequests({ port, seed: SEED, requests: 2_000 });
    expect(outcome.faults.join('\n\n')).toBe('');
    const statuses = Object.keys(outcome.statuses);
    expect(statuses).toEqual(expect.arrayContaining(['200', '201', '400', '404', '405', '406', '412', '415', '422']));
  });
});

describe('random patches of random resources', () => {
  it.each(PATCH_FORMATS)('300 of $name are applied whole or not at all, and leave FHIR JSON', (format) => {
    const tally = fuzzPatches(format, { seed: SEED, numRuns: 300 });
    expect(Math.min(tally.changed, tally.refused)).toBeGreaterThan(5);
  });
});
