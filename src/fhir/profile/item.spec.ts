import type { JsonObject, JsonValue } from '../json/json-value';
import { itemReader } from './item';

const given = (name: string, types: string[], owner: JsonObject): JsonValue[] =>
  itemReader(
    name,
    types,
  )(owner).map(({ value, extras, type, index }) => [value ?? null, extras ?? null, type, index ?? null]);

describe('itemReader', () => {
  it.each<[string, string, string[], JsonObject, JsonValue[]]>([
    ['nothing', 'a', ['string'], {}, []],
    ['a value', 'a', ['string'], { a: 'x' }, [['x', null, 'string', null]]],
    ['null', 'a', ['string'], { a: null }, []],
    ['extensions without a value', 'a', ['string'], { _a: { id: 'i' } }, [[null, { id: 'i' }, 'string', null]]],
    [
      'a list',
      'a',
      ['Period'],
      { a: [{ id: '1' }, { id: '2' }] },
      [
        [{ id: '1' }, null, 'Period', 0],
        [{ id: '2' }, null, 'Period', 1],
      ],
    ],
    ['an empty list', 'a', ['Period'], { a: [] }, []],
    [
      'a list of primitives with holes',
      'a',
      ['string'],
      { a: ['x', null, null], _a: [null, { id: 'i' }] },
      [
        ['x', null, 'string', 0],
        [null, { id: 'i' }, 'string', 1],
      ],
    ],
    ['a choice, with its type', 'a[x]', ['string', 'Period'], { aPeriod: {} }, [[{}, null, 'Period', null]]],
    [
      'a choice of a primitive once, whatever stands beside it',
      'a[x]',
      ['string'],
      { _aString: { id: 'i' }, aString: 'x' },
      [['x', { id: 'i' }, 'string', null]],
    ],
    [
      'a choice with extensions only',
      'a[x]',
      ['string'],
      { _aString: { id: 'i' } },
      [[null, { id: 'i' }, 'string', null]],
    ],
    [
      'two of a choice, which R4 forbids',
      'a[x]',
      ['string', 'code'],
      { aCode: 'c', aString: 's' },
      [
        ['c', null, 'code', null],
        ['s', null, 'string', null],
      ],
    ],
    [
      'a resource, by the type it says',
      'a',
      ['Resource'],
      { a: { resourceType: 'Patient' } },
      [[{ resourceType: 'Patient' }, null, 'Patient', null]],
    ],
  ])('finds %s', (_, name, types, owner, expected) => {
    expect(given(name, types, owner)).toEqual(expected);
  });
});
