import type { JsonValue } from '../../../fhir';
import { readBy, refusalOf } from '../../../../test/support/dialect-rule';
import { extensionMembers } from './extension-members';

const location = { resourceType: 'Location' };
const added = (extension: JsonValue) => ({
  type: 'add',
  path: 'Location',
  name: 'extension',
  value: { part: [{ extension }] },
});

describe('extension-members', () => {
  it.each<[string, JsonValue, string]>([
    ['valueInt', [{ url: 'urn:x', valueInt: '25' }], 'Send valueInteger instead of valueInt.'],
    ['quantity', [{ url: 'urn:x', extension: [{ url: 'a', quantity: [{ value: '300' }] }] }], 'Send valueQuantity'],
    ['value', [{ url: 'urn:x', extension: { url: 'a', value: 3 } }], 'ends with its type'],
  ])('refuses %s, and names what is meant', (member, extension, hint) => {
    const refusal = refusalOf(() => readBy(extensionMembers, location, added(extension)));
    expect(refusal).toMatchObject({ kind: 'invalid-request', expression: 'Parameters.parameter[0].part[3]' });
    expect(refusal.text).toBe(`An extension has no member ${member}.`);
    expect(refusal.hint).toContain(hint);
  });

  it('looks into an extension sent as a value without a type', () => {
    const row = { type: 'add', path: 'Location', name: 'extension', value: { value: { url: 'urn:x', valueInt: 3 } } };
    expect(refusalOf(() => readBy(extensionMembers, location, row)).hint).toContain('valueInteger');
  });

  it.each<[string, JsonValue]>([
    ['values and ids', [{ url: 'urn:x', id: 'i', valueInteger: 3, _valueInteger: { id: 'j' } }]],
    ['parts', [{ url: 'urn:x', extension: [{ url: 'a', valueQuantity: { value: 3 } }] }]],
    ['what is no extension at all', [3]],
  ])('lets %s pass', (_what, extension) => {
    expect(readBy(extensionMembers, location, added(extension)).reading).toBeUndefined();
  });
});
