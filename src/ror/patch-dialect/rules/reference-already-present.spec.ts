import type { JsonObject } from '../../../fhir';
import { draftsOf, readBy } from '../../../../test/support/dialect-rule';
import { referenceAlreadyPresent } from './reference-already-present';

const service: JsonObject = {
  resourceType: 'HealthcareService',
  location: [{ reference: 'Location/1' }, { reference: 'Location/2', display: 'Site' }],
  providedBy: { reference: 'Organization/1' },
};
const add = (name: string, value: Record<string, string>, path = 'HealthcareService') => ({
  type: 'add',
  path,
  name,
  value: { valueReference: value },
});

describe('reference-already-present', () => {
  it('does not add it a second time', () => {
    const { reading, reports } = readBy(referenceAlreadyPresent, service, add('location', { reference: 'Location/2' }));
    expect([reading, draftsOf(reading)]).toEqual([{ final: [] }, []]);
    expect(reports).toMatchObject([
      { rule: 'reference-already-present', text: expect.stringContaining('HealthcareService.location[1]') },
    ]);
  });

  it.each([
    ['another target', add('location', { reference: 'Location/3' })],
    ['a reference without target', add('location', { display: 'Site' })],
    ['an element that does not repeat', add('providedBy', { reference: 'Organization/1' })],
    ['a deeper place', add('location', { reference: 'Location/1' }, 'HealthcareService.eligibility')],
  ])('leaves %s alone', (_what, row) => {
    expect(readBy(referenceAlreadyPresent, service, row)).toEqual({ reading: undefined, reports: [] });
  });
});
