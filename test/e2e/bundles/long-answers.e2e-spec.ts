import type { Bundle, OperationOutcome } from 'fhir/r4';
import { Deadline } from '../../../src/fhir/rest/bundle/bundle-task';
import { describeOnEachDatabase } from '../../support/on-each-database';

describeOnEachDatabase('a batch whose answers are long', { settings: { UPDATE_CREATE: 'true' } }, (server) => {
  const large = {
    resourceType: 'Organization' as const,
    id: 'large',
    identifier: [{ system: 'urn:s', value: '1' }],
    name: 'Large',
    _name: { extension: [{ url: 'urn:x', valueBase64Binary: 'AAAA'.repeat(400_000) }] },
  };

  // A busy machine may need longer for six thousand issues than a Bundle may take.
  beforeAll(() => void jest.spyOn(Deadline.prototype, 'check').mockReturnValue(undefined));
  afterAll(() => jest.restoreAllMocks());
  beforeAll(() => server.write('put', '/Organization/large', large).expect(201));

  it('answers as much as there is room for, and refuses the other reads one by one', async () => {
    const read = { request: { method: 'GET', url: 'Organization/large' } };
    const small = { request: { method: 'GET', url: 'Organization/none' } };
    const body = { resourceType: 'Bundle', type: 'batch', entry: [...Array<object>(25).fill(read), small] };
    const response = await server.write('post', '/', body).expect(200);
    const { entry = [] } = response.body as Bundle;
    const statuses = entry.map((each) => each.response!.status.slice(0, 3));
    expect(statuses.slice(0, 25).sort()).toEqual([...Array<string>(9).fill('200'), ...Array<string>(16).fill('413')]);
    expect(statuses[25]).toBe('404');
    const refused = entry.find((each) => each.response!.status.startsWith('413'))!;
    expect(refused.response!.outcome).toMatchObject({ issue: [{ code: 'too-costly' }] });
  });

  it('tells two thousand issues of refused entries, and the first of each', async () => {
    const members = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`unknown${n}`, 1]));
    const entry = {
      resource: { resourceType: 'Organization', ...members },
      request: { method: 'POST', url: 'Organization' },
    };
    const response = await server
      .write('post', '/', { resourceType: 'Bundle', type: 'batch', entry: Array(100).fill(entry) })
      .expect(200);
    const issues = (response.body as Bundle).entry!.map(
      ({ response: each }) => (each!.outcome as OperationOutcome).issue,
    );
    // Entries are carried out side by side, so that any of them may come last.
    const [whole, shortened] = [issues.filter((each) => each.length >= 60), issues.filter((each) => each.length === 2)];
    expect([whole.length, shortened.length]).toEqual([33, 66]);
    for (const each of shortened) expect(each.map(({ severity }) => severity)).toEqual(['error', 'information']);
    expect(issues.flat().length).toBeLessThan(2_300);
  });
});
