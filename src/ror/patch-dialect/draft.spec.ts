import type { JsonObject } from '../../fhir';
import { readDraft } from './draft';

const parts = (...part: JsonObject[]): JsonObject => ({ name: 'operation', part });
const type = { name: 'type', valueCode: 'replace' };
const path = { name: 'path', valueString: 'Organization.name' };

describe('readDraft', () => {
  it.each<[string, JsonObject, unknown]>([
    ['value[x]', { valueString: 'CHU' }, { form: 'typed', type: 'string', content: 'CHU' }],
    ['value[x] with a list', { valueHumanName: [] }, { form: 'typed', type: 'HumanName', content: [] }],
    ['a value without a type', { value: { city: 'Brest' } }, { form: 'untyped', content: { city: 'Brest' } }],
    ['parts', { part: [{ name: 'url', valueUri: 'u' }] }, { form: 'parts', parts: [{ name: 'url', valueUri: 'u' }] }],
    ['extensions', { extension: [{ url: 'u' }] }, { form: 'extensions', extensions: [{ url: 'u' }] }],
    [
      'extensions in a nameless part',
      { part: [{ extension: [{ url: 'u' }] }] },
      { form: 'extensions', extensions: [{ url: 'u' }] },
    ],
    ['an unknown type', { valueInt: 3 }, { form: 'other', part: { name: 'value', valueInt: 3 } }],
    [
      'a value with an id',
      { id: 'v', valueString: 'CHU' },
      { form: 'other', part: { name: 'value', id: 'v', valueString: 'CHU' } },
    ],
  ])('reads %s', (_what, value, read) => {
    expect(readDraft(parts(type, path, { name: 'value', ...value }))?.value).toEqual(read);
  });

  it.each<[string, JsonObject]>([
    ['no parts', { name: 'operation' }],
    ['parts that are no objects', { name: 'operation', part: ['type'] }],
    ['no type', parts(path)],
    ['no path', parts(type)],
    ['a type that is not a text', parts({ name: 'type', valueInteger: 3 }, path)],
    ['a name that is not a text', parts(type, path, { name: 'name', valueBoolean: true })],
    ['a part twice', parts(type, path, path)],
  ])('leaves an operation with %s to the engine', (_what, operation) => {
    expect(readDraft(operation)).toBeUndefined();
  });
});
