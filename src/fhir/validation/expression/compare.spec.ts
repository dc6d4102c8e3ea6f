import { parseStored } from '../../json';
import { areDistinct, areEqual } from './compare';

describe('values in FHIRPath', () => {
  it.each([
    ['strings', '"a"', '"a"', true],
    ['numbers with different numbers of zeros', '1.0', '1.00', true],
    ['numbers with and without a fraction', '1', '1.0', true],
    ['objects with members in another order', '{"system":"s","code":"c"}', '{"code":"c","system":"s"}', true],
    ['such objects within others', '{"a":[{"x":1,"y":2}],"b":3}', '{"b":3,"a":[{"y":2,"x":1}]}', true],
    ['objects with numbers written otherwise', '{"value":1.50}', '{"value":1.5}', true],
    ['objects with different values', '{"code":"c"}', '{"code":"d"}', false],
    ['objects with different members', '{"code":"c"}', '{"code":"c","system":"s"}', false],
    ['objects with items in another order', '{"a":[1,2]}', '{"a":[2,1]}', false],
    ['a number and its text within objects', '{"a":1}', '{"a":"1"}', false],
  ])('%s: equal or not', (_, one, other, equal) => {
    const [left, right] = [parseStored(one), parseStored(other)];
    expect(areEqual([left], [right])).toBe(equal);
    expect(areDistinct([left, right])).toBe(!equal);
  });
});
