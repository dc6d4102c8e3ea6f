import type { JsonObject } from '../../../fhir';
import { draftsOf, readBy, refusalOf } from '../../../../test/support/dialect-rule';
import { replaceAbsent } from './replace-absent';

const organization = (...cities: string[]): JsonObject => ({
  resourceType: 'Organization',
  ...(cities.length > 0 && { address: cities.map((city) => ({ city })) }),
});
const replace = (path: string) => ({ type: 'replace', path, value: { valueAddress: { city: 'Brest' } } });

describe('replace-absent', () => {
  it('adds the entry to an empty list', () => {
    const { reading, reports } = readBy(replaceAbsent, organization(), replace('Organization.address'));
    const value = { form: 'typed', type: 'Address', content: { city: 'Brest' } };
    expect(draftsOf(reading)).toEqual([{ type: 'add', path: 'Organization', name: 'address', value }]);
    expect(reports).toMatchObject([{ rule: 'replace-absent' }]);
  });

  it('refuses to choose among several', () => {
    const refusal = refusalOf(() =>
      readBy(replaceAbsent, organization('Lyon', 'Nantes'), replace('Organization.address')),
    );
    expect(refusal).toMatchObject({
      kind: 'unprocessable',
      code: 'multiple-matches',
      expression: 'Parameters.parameter[0].part[1]',
    });
    expect(refusal.hint).toContain('Organization.address[0]');
  });

  it.each([
    ['the only entry', organization('Lyon'), replace('Organization.address')],
    ['an entry by place', organization('Lyon', 'Nantes'), replace('Organization.address[1]')],
    ['an element that does not repeat', organization(), replace('Organization.name')],
  ])('leaves a replace of %s to the engine', (_what, resource, row) => {
    expect(readBy(replaceAbsent, resource, row)).toEqual({ reading: undefined, reports: [] });
  });
});
