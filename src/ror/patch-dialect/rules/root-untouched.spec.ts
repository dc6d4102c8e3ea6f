import { readBy, refusalOf, type OperationRow } from '../../../../test/support/dialect-rule';
import { rootUntouched } from './root-untouched';

const organization = { resourceType: 'Organization' };

describe('root-untouched', () => {
  it.each<[string, OperationRow]>([
    ['delete', { type: 'delete', path: 'Organization' }],
    ['replace', { type: 'replace', path: 'Organization', value: { valueString: 'x' } }],
    ['delete of an unknown element', { type: 'delete', path: 'Organization', name: 'phone' }],
  ])('refuses %s of the resource itself', (_what, row) => {
    const refusal = refusalOf(() => readBy(rootUntouched, organization, row));
    expect(refusal).toMatchObject({
      kind: 'unprocessable',
      code: 'business-rule',
      hint: expect.stringContaining('Organization.'),
    });
  });

  it.each<[string, OperationRow]>([
    ['an add', { type: 'add', path: 'Organization', name: 'telecom' }],
    ['an element', { type: 'delete', path: 'Organization.name' }],
  ])('lets %s pass', (_what, row) => {
    expect(readBy(rootUntouched, organization, row).reading).toBeUndefined();
  });
});
