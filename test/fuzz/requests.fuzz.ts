import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { FUZZ } from '../support/fuzz-settings';
import { sendRandomRequests } from '../support/random-requests';
import { startTestApp, type TestApp } from '../support/test-app';

/** The largest factor by which the heap may grow; it is measured after every fifth of the requests. */
const MOST_GROWTH = 1.5;

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

describe('random requests', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startTestApp({ DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'true' });
  });
  afterAll(() => server.close());

  it('get no 500, no error that is not an OperationOutcome and no stack, and leave the heap flat', async () => {
    const { port } = server.app.getHttpServer().address() as AddressInfo;
    let early: number | undefined;
    const outcome = await sendRandomRequests({
      port,
      seed: FUZZ.seed,
      requests: FUZZ.requests,
      progress: (answered) => {
        if (answered >= FUZZ.requests / 5) early ??= heapUsed();
      },
    });
    const growth = heapUsed() / (early ?? Number.NaN);
    process.stdout.write(`seed ${FUZZ.seed}: ${JSON.stringify(outcome.statuses)}, heap × ${growth.toFixed(2)}\n`);
    expect(outcome.faults.join('\n\n')).toBe('');
    expect(outcome.answered).toBe(FUZZ.requests);
    expect(growth).toBeLessThan(MOST_GROWTH);
    expect((await server.send('get', '/metadata')).status).toBe(200);
  }, 1_800_000);
});
