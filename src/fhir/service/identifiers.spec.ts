import type { JsonObject, JsonValue } from '../json';
import { resourceTypes, typeDefinition } from '../model/definitions';
import { identifierChange, identifiersOf } from './identifiers';

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

describe('identifierChange', () => {
  it.each<[string, JsonObject | undefined, JsonObject | undefined, { added: unknown[]; removed: unknown[] }]>([
    ['a creation adds all', undefined, organization([A, B]), { added: [A, B], removed: [] }],
    ['a deletion removes all', organization([A, B]), undefined, { added: [], removed: [A, B] }],
    ['what stays is not told', organization([A, B]), organization([A, B]), { added: [], removed: [] }],
    ['nor is another order', organization([A, B]), organization([B, A]), { added: [], removed: [] }],
    ['nor another use', organization([A]), organization([{ ...A, use: 'old' }]), { added: [], removed: [] }],
    ['nor one of two equal ones gone', organization([A, A]), organization([A]), { added: [], removed: [] }],
    [
      'a value that changes',
      organization([A]),
      organization([{ ...A, value: '2' }]),
      {
        added: [{ ...A, value: '2' }],
        removed: [A],
      },
    ],
    ['a system that changes', organization([A]), organization([B]), { added: [B], removed: [A] }],
    [
      'a system that goes',
      organization([A]),
      organization([{ value: '1' }]),
      {
        added: [{ system: '', value: '1' }],
        removed: [A],
      },
    ],
    ['no resource before and after', undefined, undefined, { added: [], removed: [] }],
  ])('%s', (_, before, after, expected) => {
    expect(identifierChange(before, after)).toEqual(expected);
  });
});
