import { parseJson } from './parse-json';
import { stringifyJson } from './stringify-json';
import { Tokenizer } from './tokenizer';

describe('parseJson leaves good texts to the engine', () => {
  // The strict parser reads texts with it, and the quick one does not.
  const strictly = jest.spyOn(Tokenizer.prototype, 'peek');
  beforeEach(() => strictly.mockClear());
  afterAll(() => strictly.mockRestore());

  it.each([
    ['escaped quotes and backslashes', { div: '<div xmlns="http://www.w3.org/1999/xhtml">\\"\\\\"</div>\\' }],
    ['escapes that are no surrogates', JSON.parse('"\\u00e9"') as string],
    ['letters beyond Latin-1 and emoji', ['œuvre ’ 😀']],
    ['brackets, colons and commas in strings', { 'a:{[': ']}:,"', b: [{ c: '' }, {}, [], 0.5, false, null] }],
    ['one name in many objects', [{ a: 1 }, { a: { a: { a: '' } } }]],
    ['a large text', Array.from({ length: 20_000 }, (_, index) => ({ value: `"${index}"` }))],
  ])('%s', (_, value) => {
    expect(parseJson(JSON.stringify(value, null, 1))).toStrictEqual(value);
    expect(strictly).not.toHaveBeenCalled();
  });

  it('also those with numbers that a double would not give back', () => {
    const text = '{"a":[1.00,-0,{"x":"2.0"}],"b" : 1e-22,"c":0.5}';
    expect(stringifyJson(parseJson(text))).toBe(text.replace(' : ', ':'));
    expect(strictly).not.toHaveBeenCalled();
  });

  it('also those with such numbers beside escaped quotes and backslashes', () => {
    const text = '{"a":"\\"1.0\\\\","b":["\\\\\\"",1.00,"\\\\"],"c":"2.0"}';
    expect(stringifyJson(parseJson(text))).toBe(text);
    expect(strictly).not.toHaveBeenCalled();
  });

  /** V8 in Node 24 and 26 reads some names that consist of one escaped character as a backslash. */
  it.each([
    ['compact', '{"\\t":"","\\"":[]}'],
    ['indented', '{\n  "a": 1,\n  "\\n": 2\n}'],
    ['with a number that needs its digits', '{"\\u001f":1.00}'],
    ['with white space before the colon', '{"a":"\\n", "\\\\" : 1.0}'],
  ])('but not those with an escape in the name of a member: %s', (_, text) => {
    parseJson(text);
    expect(strictly).toHaveBeenCalled();
  });
});
