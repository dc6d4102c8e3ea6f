import { searchableType } from './searchable-type';

const documentation = { en: 'A value.', fr: 'Une valeur.' };

describe('a declaration that cannot be used', () => {
  it.each<['number' | 'token' | 'date', expression: string, why: string]>([
    ['number', "extension('urn:floor').value", 'a number parameter looks at integer, positiveInt, unsignedInt, decimal: say which by ofType(integer)'],
    ['number', 'Location.name', 'a number parameter does not look at string, but at integer, positiveInt, unsignedInt, decimal'],
    ['token', 'extension.value', 'say which by ofType('],
    ['token', 'Location.name.where(', '"Location.name.where(" is not FHIRPath (line 1, column 21)'],
  ])('a %s parameter of %s', (type, expression, why) => {
    const declared = { code: 'floor', type, expression, documentation };
    expect(() => searchableType({ type: 'Location', searchParameters: [declared] })).toThrow(why);
  }); // prettier-ignore

  it.each(['nam', 'Location.name', '__name'])('extracts from %s, which is not a member', (member) => {
    const extract = { type: 'string', members: ['_name', member], from: () => [] };
    const declared = { code: 'floor', type: 'string', extract, documentation } as const;
    expect(() => searchableType({ type: 'Location', searchParameters: [declared] })).toThrow(
      `it extracts from ${member}, which is not a member of Location`,
    );
  });

  it('is one again where it says the type', () => {
    const expression = "Location.extension('urn:floor').value.ofType(integer)";
    const { indexed } = searchableType({
      type: 'Location',
      searchParameters: [{ code: 'floor', type: 'number', expression, documentation }],
    });
    const floor = indexed.find(({ code }) => code === 'floor')!;
    const place = { resourceType: 'Location', extension: [{ url: 'urn:floor', valueInteger: 3 }] };
    expect(floor.entries(place, undefined)).toEqual([expect.objectContaining({ kind: 'quantity', low: 3, high: 3 })]);
  });
});

describe('the index of a type is rebuilt', () => {
  const digestOf = (changes: object) => {
    const declared = { code: 'sound', type: 'string', expression: 'Location.name', documentation, ...changes } as const;
    return searchableType({ type: 'Location', searchParameters: [declared] }).digest;
  };
  const [one, other] = [(text: string) => [text], (text: string) => text.split(' ')];

  it.each<[when: string, before: object, after: object, isRebuilt: boolean]>([
    ['another expression', {}, { expression: 'Location.alias' }, true],
    ['another documentation', {}, { documentation: { ...documentation, en: 'Another.' } }, false],
    ['another text of a function without a version', { words: one }, { words: other }, true],
    ['another text of a function with a version', { words: one, version: 1 }, { words: other, version: 1 }, false],
    ['another version', { words: one, version: 1 }, { words: one, version: 2 }, true],
  ])('for %s', (_, before, after, isRebuilt) => {
    expect(digestOf(before) !== digestOf(after)).toBe(isRebuilt);
  });
});
