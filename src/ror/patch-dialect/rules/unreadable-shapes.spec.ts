import type { JsonObject } from '../../../fhir';
import { operation, readBy, refusalOf } from '../../../../test/support/dialect-rule';
import { readDraft } from '../draft';
import { unreadableShapes } from './unreadable-shapes';

const location = { resourceType: 'Location' };
const path = "Location.extension.where(url='urn:x')";

function readWith(extra: JsonObject, type = 'replace'): unknown {
  const sent = operation({ type, path });
  const draft = readDraft({ ...sent, part: [...(sent.part as JsonObject[]), extra] })!;
  return unreadableShapes.read(draft, {
    resource: location,
    resourceType: 'Location',
    expression: 'Parameters.parameter[1]',
    report: () => undefined,
  });
}

describe('unreadable-shapes', () => {
  it.each<[string, JsonObject, string]>([
    ['a part named extension', { name: 'extension', part: [{ name: 'url', valueUri: 'urn:x' }] }, 'name = extension'],
    ['the type in the name of the part', { name: 'valueInteger', value: 0 }, '"valueInteger": 0'],
    ['a type R4 does not have', { name: 'value', valueInt: 3 }, 'valueInteger'],
    ['an empty value', { name: 'value' }, 'valueInteger'],
    ['a value nested without a type', { name: 'value', part: [{ name: 'value', value: 280 }] }, '"valueDecimal": 280'],
    ['extensions to replace by', { name: 'value', part: [{ extension: [{ url: 'urn:x' }] }] }, '.value'],
  ])('refuses %s and says what to send', (_what, extra, hint) => {
    const refusal = refusalOf(() => readWith(extra));
    expect(refusal).toMatchObject({
      kind: 'invalid-request',
      code: 'structure',
      expression: 'Parameters.parameter[1].part[2]',
    });
    expect(refusal.hint).toContain(hint);
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
  ])('lets %s pass', (_what, extra) => {
    expect(readWith(extra)).toBeUndefined();
  });

  it.each(['replace', 'delete'])('refuses a %s with a name beside a path into the resource', (type) => {
    const refusal = refusalOf(() =>
      readBy(unreadableShapes, location, { type, path: 'Location.address', name: 'city' }),
    );
    expect(refusal).toMatchObject({ kind: 'invalid-request', expression: 'Parameters.parameter[0].part[2]' });
  });

  it('lets an add have its name', () => {
    const row = { type: 'add', path: 'Location.address', name: 'city', value: { valueString: 'Brest' } };
    expect(readBy(unreadableShapes, location, row).reading).toBeUndefined();
  });

  it.each(['replace', 'delete'])('refuses a %s of what the server writes', (type) => {
    for (const name of ['id', 'meta']) {
      const refusal = refusalOf(() => readBy(unreadableShapes, location, { type, path: 'Location', name }));
      expect(refusal).toMatchObject({ kind: 'unprocessable', expression: 'Parameters.parameter[0].part[2]' });
      expect(refusal.text).toContain(`Location.${name}`);
    }
  });
});
