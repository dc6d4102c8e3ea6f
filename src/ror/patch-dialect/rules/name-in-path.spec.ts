import { draftsOf, readBy, type OperationRow } from '../../../../test/support/dialect-rule';
import { nameOnDelete, nameOnReplace } from './name-in-path';

const organization = { resourceType: 'Organization', name: 'CHU' };
const value = { form: 'typed', type: 'string', content: 'CHRU' };

describe('name-on-replace', () => {
  it('puts the name into the path', () => {
    const row = { type: 'replace', path: 'Organization', name: 'name', value: { valueString: 'CHRU' } };
    const { reading, reports } = readBy(nameOnReplace, organization, row);
    expect(draftsOf(reading)).toEqual([{ type: 'replace', path: 'Organization.name', value }]);
    expect(reports).toMatchObject([{ rule: 'name-on-replace', text: expect.stringContaining('Organization.name') }]);
  });

  it('spells a choice as FHIRPath does', () => {
    const row = { type: 'replace', path: 'Patient', name: 'deceasedBoolean', value: { valueBoolean: true } };
    const { reading } = readBy(nameOnReplace, { resourceType: 'Patient' }, row);
    expect(draftsOf(reading)).toMatchObject([{ path: 'Patient.deceased' }]);
  });

  it.each<[string, OperationRow]>([
    ['an add, where name belongs', { type: 'add', path: 'Organization', name: 'name' }],
    ['a deeper path', { type: 'replace', path: 'Organization.contact[0]', name: 'name' }],
    ['an unknown element', { type: 'replace', path: 'Organization', name: 'title' }],
    ['no name', { type: 'replace', path: 'Organization.name' }],
  ])('leaves %s alone', (_what, row) => {
    expect(readBy(nameOnReplace, organization, row)).toEqual({ reading: undefined, reports: [] });
  });
});

describe('name-on-delete', () => {
  it('puts the name into the path', () => {
    const { reading, reports } = readBy(nameOnDelete, organization, {
      type: 'delete',
      path: 'Organization',
      name: 'name',
    });
    expect(draftsOf(reading)).toEqual([{ type: 'delete', path: 'Organization.name' }]);
    expect(reports).toMatchObject([{ rule: 'name-on-delete' }]);
  });

  it('leaves a delete with a value to delete-by-value', () => {
    const row = { type: 'delete', path: 'Organization', name: 'alias', value: { valueString: 'CHU' } };
    expect(readBy(nameOnDelete, organization, row).reading).toBeUndefined();
  });
});
