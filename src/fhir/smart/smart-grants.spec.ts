import { plainType, searchableType } from '../search';
import { clausesOf, SmartGrants } from './smart-grants';

const BASE = 'https://example.org/fhir';

const organizations = searchableType({
  type: 'Organization',
  searchParameters: [
    {
      code: 'active',
      type: 'token',
      expression: 'Organization.active',
      documentation: { en: 'Active.', fr: 'Active.' },
    },
    { code: 'name', type: 'string', expression: 'Organization.name', documentation: { en: 'Name.', fr: 'Nom.' } },
  ],
});

function grants(...words: string[]): SmartGrants {
  return new SmartGrants(words, (type) => (type === 'Organization' ? organizations : plainType(type)), BASE);
}

const clausesFor = (word: string) => {
  const grant = grants(word).of('Organization', 's');
  return grant && clausesOf(grant);
};

describe('what the scopes of a client allow', () => {
  it.each([
    ['the letter of the type', ['system/Organization.r'], 'Organization', 'r', true],
    ['another letter', ['system/Organization.r'], 'Organization', 's', false],
    ['another type', ['system/Organization.cruds'], 'Location', 'r', false],
    ['every type', ['system/*.rs'], 'Location', 's', true],
    ['a letter that every type has not', ['system/*.rs'], 'Location', 'u', false],
    ['several scopes together', ['system/Location.r', 'system/Organization.s'], 'Organization', 's', true],
    ['no scope', [], 'Organization', 'r', false],
    [
      'a word that is not understood beside one that is',
      ['openid', 'system/Organization.r'],
      'Organization',
      'r',
      true,
    ],
  ] as const)('%s', (_, words, type, permission, isAllowed) => {
    expect(grants(...words).of(type, permission) !== undefined).toBe(isAllowed);
  });

  it('a filter is read by the grammar of searches', () => {
    expect(clausesFor('system/Organization.rs?active=true')).toEqual([
      { kind: 'token', code: 'active', values: [{ value: 'true' }] },
    ]);
  });

  it('a filter is decoded as a query is', () => {
    expect(clausesFor('system/Organization.rs?_tag=https%3A%2F%2Fexample.org%7C53')).toEqual([
      { kind: 'token', code: '_tag', values: [{ system: 'https://example.org', value: '53' }] },
    ]);
  });

  it('what several filters allow is what one of them allows', () => {
    const grant = grants('system/Organization.s?active=true', 'system/*.rs?_tag=a').of('Organization', 's');
    expect(clausesOf(grant!)).toEqual([
      {
        kind: 'any',
        clauses: [
          { kind: 'all', clauses: [{ kind: 'token', code: 'active', values: [{ value: 'true' }] }] },
          { kind: 'all', clauses: [{ kind: 'token', code: '_tag', values: [{ value: 'a' }] }] },
        ],
      },
    ]);
  });

  it('a scope without a filter makes those with one needless', () => {
    const grant = grants('system/Organization.s?active=true', 'system/Organization.s').of('Organization', 's');
    expect(grant).toEqual({});
  });

  it('a filter is for the letters of its scope alone', () => {
    const client = grants('system/Organization.r', 'system/Organization.s?active=true');
    expect(clausesOf(client.of('Organization', 'r')!)).toBeUndefined();
    expect(clausesOf(client.of('Organization', 's')!)).toHaveLength(1);
  });

  it.each([
    ['an unknown parameter', 'nothing=1'],
    ['one unknown parameter beside a known one', 'active=true&nothing=1'],
    ['a parameter of another type', 'address-city=Brest'],
    ['a parameter without a value', 'active='],
    ['a parameter without a value beside one with', 'active=true&name='],
    ['what is no criterion', '_count=10'],
    ['an order', '_sort=name'],
    ['a modifier that there is not', 'active:above=true'],
    ['a value that cannot be meant', '_lastUpdated=yesterday'],
    ['a name of JavaScript', '__proto__=1'],
    ['no name', '=true'],
    ['nothing but a sign', '&'],
  ])('a filter that cannot be read allows nothing: %s', (_, filter) => {
    expect(grants(`system/Organization.rs?${filter}`).of('Organization', 's')).toBeUndefined();
  });

  it('a filter that a type does not have allows nothing of that type', () => {
    const client = grants('system/*.rs?active=true');
    expect(client.of('Organization', 's')).toBeDefined();
    expect(client.of('Practitioner', 's')).toBeUndefined();
  });
});
