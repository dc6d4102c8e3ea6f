import type { JsonObject } from '../../../fhir';
import { operation, readBy, refusalOf } from '../../../../test/support/dialect-rule';
import { readDraft } from '../draft';
import { refusedOperations } from './refused-operations';

const location = { resourceType: 'Location' };
const path = "Location.extension.where(url='urn:x')";

function readWith(extra: JsonObject, type = 'replace'): unknown {
  const sent = operation({ type, path });
  const draft = readDraft({ ...sent, part: [...(sent.part as JsonObject[]), extra] })!;
  return refusedOperations.read(draft, {
    resource: location,
    resourceType: 'Location',
    expression: 'Parameters.parameter[1]',
    report: () => undefined,
  });
}

describe('unreadable-shapes', () => {
  it.each<[string, JsonObject, string]>([
    [
      'a part named extension',
      { name: 'extension', part: [{ name: 'url', valueUri: 'urn:x' }] },
      "where(url='…').value",
    ],
    ['the type in the name of the part', { name: 'valueInteger', value: 0 }, '"valueInteger": 0'],
    ['a type R4 does not have', { name: 'value', valueInt: 3 }, 'valueInteger'],
    ['an empty value', { name: 'value' }, 'valueInteger'],
    ['a value nested without a type', { name: 'value', part: [{ name: 'value', value: 280 }] }, '"valueDecimal": 280'],
    ['quantity for valueQuantity', { name: 'value', quantity: [{ value: '300' }] }, 'Send valueQuantity'],
    [
      'JSON extensions as parts',
      { name: 'value', part: [{ url: 'urn:x', valueInteger: 1 }] },
      'one operation per extension',
    ],
    [
      'parts url and value in turn',
      {
        name: 'value',
        part: [
          { name: 'url', valueUri: 'a' },
          { name: 'value', valueInteger: 1 },
          { name: 'url', valueUri: 'b' },
          { name: 'value', valueInteger: 2 },
        ],
      },
      'one add for each extension',
    ],
  ])('refuses %s and says what to send', (_what, extra, hint) => {
    const refusal = refusalOf(() => readWith(extra));
    expect(refusal).toMatchObject({
      kind: 'invalid-request',
      code: 'structure',
      expression: 'Parameters.parameter[1].part[2]',
    });
    expect(refusal.hint).toContain(hint);
    expect([refusal.text, refusal.hint]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
  });

  it.each<[string, JsonObject]>([
    ['value[x]', { name: 'value', valueInteger: 3 }],
    ['a value with an id', { name: 'value', id: 'v', valueInteger: 3 }],
    [
      'parts',
      {
        name: 'value',
        part: [
          { name: 'url', valueUri: 'urn:x' },
          { name: 'value', valueInteger: 3 },
        ],
      },
    ],
    ['an index', { name: 'index', valueInteger: 0 }],
    ['a resource', { name: 'value', resource: { resourceType: 'Location', id: 'l' } }],
    ['the extensions of a primitive without its value', { name: 'value', _valueString: { id: 'v' } }],
    ['parts beside an id', { name: 'value', id: 'v', part: [{ name: 'url', valueUri: 'urn:x' }] }],
  ])('lets %s pass', (_what, extra) => {
    expect(readWith(extra)).toBeUndefined();
  });

  it.each(['replace', 'delete'])('refuses a %s with a name beside a path into the resource', (type) => {
    const refusal = refusalOf(() =>
      readBy(refusedOperations, location, { type, path: 'Location.address', name: 'city' }),
    );
    expect(refusal).toMatchObject({ kind: 'invalid-request', expression: 'Parameters.parameter[0].part[2]' });
  });

  it('refuses JSON extensions in an operation that puts none anywhere', () => {
    const value = { part: [{ extension: [{ url: 'urn:x' }] }] };
    const refusal = refusalOf(() => readBy(refusedOperations, location, { type: 'delete', path, value }));
    expect(refusal.hint).toContain('delete without a value');
  });

  it('says how to add an extension to one who adds', () => {
    const extra = { name: 'extension', part: [{ name: 'url', valueUri: 'urn:x' }] };
    expect(refusalOf(() => readWith(extra, 'add')).hint).toContain('name = extension');
  });

  it('lets an add have its name', () => {
    const row = { type: 'add', path: 'Location.address', name: 'city', value: { valueString: 'Brest' } };
    expect(readBy(refusedOperations, location, row).reading).toBeUndefined();
  });

  it.each(['replace', 'delete'])('refuses a %s of what the server writes', (type) => {
    for (const name of ['id', 'meta']) {
      const refusal = refusalOf(() => readBy(refusedOperations, location, { type, path: 'Location', name }));
      expect(refusal).toMatchObject({ kind: 'unprocessable', expression: 'Parameters.parameter[0].part[2]' });
      expect(refusal.text).toContain(`Location.${name}`);
    }
  });
});
