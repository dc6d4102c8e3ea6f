import { nearest } from './nearest';

const names = ['name', 'alias', 'address', 'identifier', 'telecom', 'type', 'text', 'partOf'];

describe('nearest', () => {
  it.each([
    ['a dropped letter', 'adress', 'address'],
    ['an added letter', 'telecomm', 'telecom'],
    ['a changed letter', 'identifyer', 'identifier'],
    ['two swapped letters', 'nmae', 'name'],
    ['another case', 'PARTOF', 'partOf'],
    ['three consonants dropped from a long word', 'ientiie', undefined],
    ['three vowels dropped from a long word', 'idntfir', 'identifier'],
    ['a word of another language', 'nom', 'name'],
    ['a consonant and a vowel in three letters', 'nop', undefined],
    ['two edits in six letters', 'aderes', 'address'],
    ['two edits in five letters', 'typpx', undefined],
    ['two edits in eight letters', 'addresss', 'address'],
    ['a very different word', 'capacity', undefined],
    ['a short word is near to nothing', 'x', undefined],
    ['a short word of equal letters', 'TYPE', 'type'],
    ['the first of several as near', 'te', undefined],
    ['one edit from two names', 'tyxt', 'text'],
    ['nothing', '', undefined],
  ])('%s: %s', (_, word, expected) => {
    expect(nearest(word, names)).toBe(expected);
  });

  it('prefers fewer edits, then the order of the candidates', () => {
    expect(nearest('lines', ['lanes', 'linen', 'line'])).toBe('lanes');
    expect(nearest('abcdefghi', ['abcdefxyz', 'abcdefghx'])).toBe('abcdefghx');
  });

  it('does not compare words of a length no name has', () => {
    expect(nearest('a'.repeat(100_000), ['a'.repeat(100_000)])).toBeUndefined();
  });
});
