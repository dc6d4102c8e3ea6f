import { formatPointer, isIndex, isInside, parsePointer } from './json-pointer';

describe('parsePointer', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['/', ['']],
    ['/name', ['name']],
    ['/telecom/0/value', ['telecom', '0', 'value']],
    ['/a~1b/m~0n', ['a/b', 'm~n']],
    ['/~01', ['~1']],
    ['/ /%25/"', [' ', '%25', '"']],
    ['/a//b/', ['a', '', 'b', '']],
  ])('%j names %j', (text, tokens) => {
    expect(parsePointer(text)).toEqual(tokens);
    expect(formatPointer(tokens)).toBe(text);
  });

  it.each([
    ['name', /slash/],
    ['#/name', /slash/],
    ['/a~2b', /~ at character 3/],
    ['/a~', /~ at character 3/],
    ['/__proto__/x', /__proto__/],
    ['/name/constructor', /constructor/],
    ['/prototype', /prototype/],
  ])('%j is refused', (text, reason) => {
    const fault = parsePointer(text);
    expect('text' in fault && String(fault.text)).toMatch(reason);
  });
});

describe('isIndex', () => {
  it.each(['0', '1', '10', '123456789'])('%s is one', (token) => expect(isIndex(token)).toBe(true));
  it.each(['', '00', '01', '-1', '-', '+1', '1e0', '1.0', ' 1', '0x1', '٣'])('%j is none', (token) =>
    expect(isIndex(token)).toBe(false),
  );
});

describe('isInside', () => {
  it.each<[string, string, boolean]>([
    ['/a/b', '/a', true],
    ['/a', '/a', false],
    ['/ab', '/a', false],
    ['/a', '', true],
    ['/a', '/a/b', false],
  ])('%s inside %s: %s', (inner, outer, expected) => {
    const [one, other] = [parsePointer(inner), parsePointer(outer)];
    expect(isInside(one as string[], other as string[])).toBe(expected);
  });
});
