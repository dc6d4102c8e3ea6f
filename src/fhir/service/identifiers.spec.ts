import type { JsonObject, JsonValue } from '../json';
import { resourceTypes, typeDefinition } from '../model/definitions';
import { identifiersOf } from './identifiers';

const organization = (identifier?: JsonValue): JsonObject => ({
  resourceType: 'Organization',
  ...(identifier !== undefined && { identifier }),
});

const A = { system: 'http://a', value: '1' };
const B = { system: 'http://b', value: '1' };

describe('identifiersOf', () => {
  it.each<[string, JsonObject, unknown]>([
    ['a list', organization([A, B]), [A, B]],
    ['a single element', { resourceType: 'Bundle', identifier: A }, [A]],
    ['one without a system', organization([{ value: '1' }]), [{ system: '', value: '1' }]],
    ['system and value only', organization([{ ...A, use: 'official', type: { text: 'x' } }]), [A]],
    ['each once', organization([A, { ...A, use: 'old' }, A]), [A]],
    ['the same value in two systems', organization([A, { value: '1' }, B]), [A, { system: '', value: '1' }, B]],
    [
      'a bar in the system apart from one in the value',
      organization([
        { system: 'a|b', value: 'c' },
        { system: 'a', value: 'b|c' },
      ]),
      [
        { system: 'a|b', value: 'c' },
        { system: 'a', value: 'b|c' },
      ],
    ],
    ['letter case and spaces as they are', organization([{ value: ' aB ' }]), [{ system: '', value: ' aB ' }]],
    ['none where a value is missing', organization([{ system: 'http://a' }, { _value: { id: 'x' } }]), []],
    ['none where the value is no string', organization([{ value: 1 }, { value: null }, null, 'x', [A]]), []],
    ['none of a resource that has none', organization(), []],
    ['none of what it contains', { ...organization(), contained: [organization([A])] }, []],
    ['none of a type without the element', { resourceType: 'Binary', identifier: [A] }, []],
    ['none of an unknown type', { resourceType: 'Unicorn', identifier: [A] }, []],
    ['none of no type', { identifier: [A] }, []],
  ])('gives %s', (_, resource, expected) => {
    expect(identifiersOf(resource)).toEqual(expected);
  });

  it('knows every type of R4 that has the element', () => {
    const having = resourceTypes().filter((type) => typeDefinition(type)?.properties.has('identifier'));
    expect(having.length).toBeGreaterThan(100);
    for (const resourceType of having) expect(identifiersOf({ resourceType, identifier: [A] })).toEqual([A]);
  });
});
