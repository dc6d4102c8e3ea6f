import type { JsonValue } from '../../../fhir';
import { readBy, refusalOf } from '../../../../test/support/dialect-rule';
import { listInValue } from './list-in-value';

const organization = { resourceType: 'Organization', telecom: [{ value: '1' }] };
const row = (type: string, path: string, content: JsonValue) => ({ type, path, value: { valueContactPoint: content } });

describe('list-in-value', () => {
  it('reports the list a whole list should become', () => {
    const { reports } = readBy(listInValue, organization, row('replace', 'Organization.telecom', [{ value: '1' }]));
    expect(reports).toMatchObject([{ rule: 'list-in-value', text: expect.stringContaining('Organization.telecom') }]);
  });

  it.each([
    ['an empty list', row('replace', 'Organization.telecom', []), 'delete'],
    ['a hole in the list', row('replace', 'Organization.telecom', [{ value: '1' }, null]), 'entries'],
    ['an add', row('add', 'Organization', [{ value: '1' }]), 'one operation per entry'],
    ['an insert', row('insert', 'Organization.telecom', [{ value: '1' }]), 'one operation per entry'],
    ['an indexed place', row('replace', 'Organization.telecom[0]', [{ value: '1' }]), 'one operation per entry'],
    ['a deeper list', row('replace', 'Organization.contact.telecom', [{ value: '1' }]), 'one operation per entry'],
    ['an element that does not repeat', row('replace', 'Organization.name', ['a']), 'one operation per entry'],
  ])('refuses %s and says what to send', (_what, refused, hint) => {
    const refusal = refusalOf(() => readBy(listInValue, organization, refused));
    expect(refusal).toMatchObject({ kind: 'invalid-request', expression: 'Parameters.parameter[0].part[2]' });
    expect(refusal.hint).toContain(hint);
  });

  it('leaves a single value alone', () => {
    const { reading, reports } = readBy(
      listInValue,
      organization,
      row('replace', 'Organization.telecom', { value: '1' }),
    );
    expect([reading, reports]).toEqual([undefined, []]);
  });
});
