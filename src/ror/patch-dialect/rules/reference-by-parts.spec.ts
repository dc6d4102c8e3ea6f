import type { JsonObject } from '../../../fhir';
import { draftsOf, readBy } from '../../../../test/support/dialect-rule';
import { referenceByParts } from './reference-by-parts';

const service = { resourceType: 'HealthcareService' };
const add = (name: string, ...part: JsonObject[]) => ({
  type: 'add',
  path: 'HealthcareService',
  name,
  value: { part },
});

describe('reference-by-parts', () => {
  it('builds the Reference', () => {
    const row = add(
      'location',
      { name: 'reference', valueString: 'Location/1' },
      { name: 'display', valueString: 'Site' },
    );
    const { reading, reports } = readBy(referenceByParts, service, row);
    const content = { reference: 'Location/1', display: 'Site' };
    expect(draftsOf(reading)).toMatchObject([{ value: { form: 'typed', type: 'Reference', content } }]);
    expect(reports).toMatchObject([{ rule: 'reference-by-parts' }]);
  });

  it.each([
    ['another type', add('telecom', { name: 'id', valueString: 't1' })],
    ['an unknown child', add('location', { name: 'url', valueString: 'Location/1' })],
    [
      'a child twice',
      add('location', { name: 'reference', valueString: 'a' }, { name: 'reference', valueString: 'b' }),
    ],
    ['a child in parts of its own', add('location', { name: 'identifier', part: [] })],
  ])('leaves %s to the engine', (_what, row) => {
    expect(readBy(referenceByParts, service, row)).toEqual({ reading: undefined, reports: [] });
  });
});
