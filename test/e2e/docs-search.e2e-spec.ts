import type { Bundle } from 'fhir/r4';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestApp, type TestApp } from '../support/test-app';

const PAGE = readFileSync(join(__dirname, '../../docs/search.md'), 'utf8');
/** The requests shown on the page: `Organization?name=a`. */
const REQUESTS = Array.from(PAGE.matchAll(/`(?:GET \[base\]\/)?([A-Z]\w+\?[^`]+)`/g), ([, request]) => request!);

describe('docs/search.md', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startTestApp({ SAMPLE_DATA: 'true' });
  });
  afterAll(() => server.close());

  it('has requests', () => {
    expect(REQUESTS.length).toBeGreaterThan(9);
  });

  it.each(REQUESTS)('says a request that finds something in the sample data: %s', async (request) => {
    const sent = request.replaceAll('\\|', '|');
    const { body } = await server.send('get', `/${encodeURI(sent)}`).expect(200);
    expect((body as Bundle).total).toBeGreaterThan(0);
  });
});
