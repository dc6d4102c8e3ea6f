import fc from 'fast-check';
import { isShortestSpelling } from './json-number';
import type { JsonValue } from './json-value';
import { isPlainText } from './plain-text';
import { parseStrictly } from './strict-parser';
import { stringifyJson } from './stringify-json';

const isPlain = (text: string, maxDepth = 64): boolean => isPlainText(text, JSON.parse(text) as JsonValue, maxDepth);
const long = `{"a":[${'0,'.repeat(200_000)}0]}`;

describe('isPlainText', () => {
  it.each([
    ['an empty object', '{}'],
    ['an empty list', '[]'],
    ['a string alone', '"a"'],
    ['all kinds of values', '{"a":[true,false,null,"",0,-12.5,{}],"b":[[]]}'],
    ['a large text', long],
    ['the largest text', `["${'a'.repeat(1_048_572)}"]`],
    ['lines', '{\n  "a": [\n    1,\n    "b"\n  ],\n  "c": {}\n}'],
    ['lines that end as on Windows, tabs, a last line break', '{\r\n\t"a": [\r\n\t\t1\r\n\t]\r\n}\r\n'],
    ['lines without a space after the colon', '{\n"a":"b"}'],
    ['lines that are empty', '\n{\n\n"a": []\n\n}\n'],
    ['escapes of all kinds', '{"a":"\\\\","c":["\\n\\u00e9\\/","\\ud83d\\ude00"],"d":"\\""}'],
    ['escapes between lines', '{\n  "a": "\\"b\\": \\"",\n  "c": "\\\\"\n}'],
    ['characters whose half looks like a quote or a line break', '{\n "•": "•: ",\n "Ċ": "Ċ  "\n}'],
  ])('is sure of %s', (_, text) => {
    expect(isPlain(text)).toBe(true);
  });

  it.each([
    ['a name given twice', '{"a":"b","a":"b"}'],
    ['a name given twice and brackets about as long', '{"a":[[[]]],"a":[]}'],
    ['a name given twice on two lines', '{\n "a": 1,\n "a": 1\n}'],
    ['a name given twice, and spaces in a string to make up for it', '{"": 1,\n"d ":[],\n"":"        "}'],
    ['a name given twice, once with an escape', '{"a":"b","\\u0061":"b"}'],
    ['a name that is not allowed', '{"constructor":1}'],
    ['a name with an escape', '{"\\n":1}'],
    ['a name with an escape on its own line', '{\n  "\\n": 1\n}'],
    ['a name with an escape after a string with one', '{"a":"\\n","\\n":1}'],
    ['the escape of half a pair', '["\\ud83d"]'],
    ['the escape of half a pair in a name', '{"\\ud83d":1}'],
    ['more text than it looks at', `["${'a'.repeat(1_048_576)}"]`],
    ['a number with more digits', '[1.0]'],
    ['a number that is as long in another spelling', '[1e2]'],
    ['a number that another spelling makes shorter, where that makes up for a name', '{"a":[1e5,1e5],"a":[1e5,1e5]}'],
    ['-0', '[-0]'],
    ['a name of digits', '{"b":1,"2":"x"}'],
    ['a name given twice, and a string of spaces where the walk is out of step', '{"a":1,"b":"      ","a":"xxxx"}'],
    ['white space within a line', '{"a" :1}'],
    ['a space after a colon where a string could hold it', '{"a": 1}\n'],
  ])('is not sure of %s', (_, text) => {
    expect(isPlain(text)).toBe(false);
  });

  it.each([
    ['what has no quote at its end', (name: string) => `"${name}":"vvvv"`, (name: string) => `"${name}12 45":""`, 66],
    ['what has a quote in it', (name: string) => `"${name}12":""`, (name: string) => `"${name}":"x y"`, 54],
    ['what ends at an escaped quote', (name: string) => `"${name}1":"vv"`, (name: string) => `"q\\"x ${name}":""`, 60],
    ['what starts without a quote', (name: string) => `"${name}1":"v"`, () => '[1,"x y"]', 60],
  ])('is not fooled by a walk that takes for a name %s', (_, member, line, length) => {
    // The last value is as long as the first six members, so that the walk, which knows that one only, stands before the
    // lines when it looks for the six. Of each line it would count a space that a string holds, six in all: as many as the
    // member that was dropped is longer than what the walk has missed.
    const names = [...'abcdef'];
    const lines = names.map((name) => `\n${line(name)}`).join(',');
    const isList = line('').startsWith('[');
    const last = (isList ? '[' : 'x').repeat(length);
    const text = `{"":"",${names.map(member).join(',')},${isList ? `"ZZ":[${lines}]` : lines},"":"${last}"}`;
    expect(Object.keys(JSON.parse(text) as object)).toHaveLength(isList ? 8 : 13);
    expect(isPlain(text)).toBe(false);
  });

  it.each(['{"a":[[1]]}', '[\n[\n{\n"a": 1\n}\n]\n]'])('is not sure of too many levels: %j', (text) => {
    expect(isPlain(text, 3)).toBe(true);
    expect(isPlain(text, 2)).toBe(false);
  });

  it('is sure of no text that the strict parser refuses, or reads in another way', () => {
    const part = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '": ',
        '":',
        '"a"',
        '"a": ',
        '"b":',
        '\n',
        '\n  ',
        '    ',
        ' ',
        '\\"',
        '\\n',
      ],
      ...['"": ', '": "', '"a":"', '","', ',"a":', ',\n"a": ', 'Ċ', '•', '•: ', '1', '1e3', '1.0', '100', '0', 'null'],
    );
    const junk = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));
    const name = fc.constantFrom('a', 'b', ': ', '•: ', 'Ċ  ', 'é', '1', '', '\\', 'a": ', '\n');
    const leaf = fc.oneof(name, fc.constantFrom(0, 1, 100, 1000, 0.5, true, null));
    const value = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(name, tie('node'), { maxKeys: 3 }),
      ),
    })).node;
    const written = fc.tuple(value, fc.constantFrom(undefined, 1, 2, 4, '\t')).map(([node, indent]) => {
      return JSON.stringify(node, null, indent);
    });
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(4), fc.oneof(junk, written)), { maxLength: 3 });
    const edited = fc.tuple(written, edits).map(([start, all]) =>
      all.reduce((text, [at, drop, insert]) => {
        const offset = at % (text.length + 1);
        return text.slice(0, offset) + insert + text.slice(offset + drop);
      }, start),
    );
    // A member more, of a name that may be there already, in any object and with any white space.
    const doubled = fc
      .tuple(written, fc.nat(), name, written, fc.constantFrom('', ' '))
      .map(([text, at, key, inner, space]) => {
        const braces = Array.from(text.matchAll(/\{(?=\s*")/g), ({ index }) => index + 1);
        const offset = braces[at % braces.length];
        if (offset === undefined) return text;
        return `${text.slice(0, offset)}${JSON.stringify(key)}:${space}${inner},${text.slice(offset)}`;
      });
    let sure = 0;
    fc.assert(
      fc.property(fc.oneof(edited, doubled), (text) => {
        let parsed: JsonValue;
        try {
          parsed = JSON.parse(text) as JsonValue;
        } catch {
          return;
        }
        if (!isPlainText(text, parsed, 8)) return;
        sure += 1;
        expect(stringifyJson(parseStrictly(text, 8))).toBe(stringifyJson(parsed));
      }),
      { numRuns: 20_000 },
    );
    expect(sure).toBeGreaterThan(1000);
  });
});

describe('isShortestSpelling', () => {
  const spelled = fc.oneof(
    fc.stringMatching(/^-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,5})?([eE][+-]?[0-9]{1,2})?$/),
    fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.nat(20)).map(([digits, power]) => `${digits}${'0'.repeat(power)}`),
  );

  it('holds for no number that another text of that length gives', () => {
    fc.assert(
      fc.property(spelled, (text) => {
        const value = Number(text);
        if (text === String(value) || !isShortestSpelling(value)) return;
        expect(text.length).toBeGreaterThan(String(value).length);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([0, 1, -7, 75, 1234, 7.5, -0.1, 48.8566, 2026])('holds for %d', (value) => {
    expect(isShortestSpelling(value)).toBe(true);
  });

  it.each([100, -1000, 0.05, 1e-7, 1.1e23, 0.1 + 0.2, 9007199254740992])('does not hold for %d', (value) => {
    expect(isShortestSpelling(value)).toBe(false);
  });
});
