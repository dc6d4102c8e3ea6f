import fc from 'fast-check';
import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { FhirDecimal } from './fhir-decimal';
import { isJsonObject, type JsonValue } from './json-value';
import { parseJson } from './parse-json';
import { parseStrictly } from './strict-parser';

function refusal(read: () => unknown): IssueDetail {
  try {
    read();
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    expect(error.kind).toBe('invalid-request');
    expect(error.issues).toHaveLength(1);
    expect(error.issues[0]).toMatchObject({ code: 'structure', position: { line: expect.any(Number) } });
    expect(String(error.issues[0]!.hint)).toMatch(/\S/);
    return error.issues[0]!;
  }
  throw new Error('the text was accepted');
}

/** As implementation guides print them: a comma is missing. */
const missingComma = `{
    "resourceType": "Parameters",
    "parameter": [
        { "name": "operation" },
        {
            "name": "operation",
            "part": [
                { "name": "type", "valueString": "add" },
                {
                    "name": "value",
                    "value": {
                        "telecom": {
                            "extension": [
                                {
                                    "url": "https://example.org/canal"
                                    "valueCodeableConcept": { "coding": { "display": "Téléphone fixe" } }
                                }
                            ]
                        }
                    }
                }
            ]
        }
    ]
}`;

describe('parseJson', () => {
  it('points at the missing comma, its place and the element that holds it', () => {
    expect(refusal(() => parseJson(missingComma))).toEqual({
      code: 'structure',
      text: `Expected ',' or '}' after the value of "url", found string "valueCodeableConcept".`,
      hint: 'Put a comma right after the previous value, at line 15, column 71.',
      expression: 'Parameters.parameter[1].part[1].value.telecom.extension[0]',
      position: { line: 16, column: 37 },
    });
  });

  it.each([
    ['missing comma between items', '[1 2]', 1, 4, /found number 2/, /comma .* line 1, column 3/],
    ['missing comma between objects', '[{}\n{}]', 2, 1, /after item 1 of the array, found '\{'/, /line 1, column 4/],
    ['trailing comma in an object', '{"a":1,}', 1, 7, /comma stands before the closing '\}'/, /trailing comma/],
    ['trailing comma in an array', '[1 , ]', 1, 4, /comma stands before the closing '\]'/, /trailing comma/],
    ['two commas in an array', '[1,,2]', 1, 4, /as item 2 of the array, found ','/, /extra comma/],
    ['two commas in an object', '{"a":1,,"b":2}', 1, 8, /Expected the name/, /extra comma/],
    ['missing value', '{"a":}', 1, 6, /Expected a value for "a", found '\}'/, /A value is/],
    ['single quotes around a name', "{'a':1}", 1, 2, /Expected the name .* or '\}'/, /not single quotes/],
    ['single quotes around a value', '{"a":\'b\'}', 1, 6, /Expected a value for "a"/, /not single quotes/],
    ['typographic quotes', '{“a”:1}', 1, 2, /“ \(U\+201C\)/, /straight double quote/],
    ['unquoted name', '{a:1}', 1, 2, /found 'a'/, /name of the element in double quotes/],
    ['unquoted text', '{"a":abc}', 1, 6, /found 'abc'/, /text is written in double quotes/],
    ['unescaped quote in a string', '{"a":"le "bon" lieu"}', 1, 11, /found 'bon'/, /inside a string as \\"/],
    ['literal in capitals', '{"a":True}', 1, 6, /found 'True'/, /lower case/],
    ['None', '{"a":None}', 1, 6, /found 'None'/, /leave the element out/],
    ['line comment', '// first\n{}', 1, 1, /found '\/'/, /no comments/],
    ['block comment', '{"a":1 /* one */}', 1, 8, /found '\/'/, /no comments/],
    ['NaN', '{"a":NaN}', 1, 6, /found 'NaN'/, /no NaN/],
    ['-Infinity', '{"a":-Infinity}', 1, 6, /-Infinity is not a JSON number/, /no NaN or Infinity/],
    ['leading zero', '{"a":007}', 1, 6, /007 is not a JSON number/, /leading zeros/],
    ['leading plus', '{"a":+1}', 1, 6, /\+1 is not a JSON number/, /plus sign/],
    ['no digit before the point', '[.5]', 1, 2, /\.5 is not/, /zero before the decimal point/],
    ['no digit after the point', '[5.]', 1, 2, /5\. is not/, /digit after the decimal point/],
    ['decimal comma', '{"a":1,5}', 1, 8, /found number 5/, /point, not a comma/],
    ['hexadecimal number', '[0x1F]', 1, 2, /0x1F is not/, /decimal digits/],
    ['date without quotes', '{"a":2020-01-31}', 1, 6, /2020-01-31 is not/, /Dates and times are strings/],
    ['line break in a string', '{"a":"x\ny"}', 1, 8, /holds a line break/, /starts at line 1, column 6/],
    ['tab in a string', '{"a":"x\ty"}', 1, 8, /U\+0009/, /as \\t/],
    ['control character in a string', '["\u0001"]', 1, 3, /U\+0001/, /as \\u0001/],
    ['unknown escape', '{"a":"C:\\dir"}', 1, 9, /\\d is no JSON escape/, /backslash as \\\\/],
    ['short unicode escape', '["\\u00e"]', 1, 3, /four hexadecimal digits/, /\\u00e9/],
    ['unterminated string', '{"a":"x', 1, 8, /ends inside a string/, /starts at line 1, column 6/],
    ['unterminated string after a backslash', '["x\\', 1, 5, /ends inside a string/, /closing double quote/],
    ['unterminated object', '{"a":1', 1, 7, /found the end of the text/, /object opened at line 1, column 1/],
    ['unterminated array', '{"a":[1,2', 1, 10, /found the end of the text/, /array opened at line 1, column 6/],
    ['wrong closing bracket', '[{"a":1]', 1, 8, /found '\]'/, /object opened at line 1, column 2/],
    ['missing colon', '{"a" 1}', 1, 6, /Expected ':' after the name "a"/, /colon/],
    ['equals sign', '{"a"=1}', 1, 5, /found '='/, /not an equals sign/],
    ['semicolon', '{"a":1;"b":2}', 1, 7, /found ';'/, /not a semicolon/],
    ['text after the end', '{} {}', 1, 4, /Expected the end of the text/, /exactly one JSON value/],
    ['empty body', '', 1, 1, /body is empty/, /resourceType/],
    ['blank body', ' \n', 2, 1, /body is empty/, /resourceType/],
    ['XML', '<Patient/>', 1, 1, /found '<'/, /application\/fhir\+xml/],
    ['byte order mark', '\uFEFF{}', 1, 1, /U\+FEFF/, /byte order mark/],
    ['no-break space', '{\u00A0"a":1}', 1, 2, /U\+00A0/, /ordinary spaces/],
    ['number out of range', '{"a":-1e400}', 1, 6, /-1e400 is out of range/, /between/],
    ['number too near to zero', '{"a":-0.1e-400}', 1, 6, /-0.1e-400 is out of range/, /5e-324/],
    ['lone high surrogate, escaped', '["é\\ud83d!"]', 1, 4, /half of a surrogate pair/, /both halves/],
    ['lone low surrogate, raw', '["\udc00"]', 1, 3, /half of a surrogate pair/, /both halves/],
    ['lone high surrogate at the end of a string', '["a\\ud83d"]', 1, 4, /half of a surrogate pair/, /both halves/],
    ['lone low surrogate in a name', '{"\ude00":1}', 1, 3, /half of a surrogate pair/, /both halves/],
    ['lone high surrogate in a name on a line', '{\n "\ud83d": 1\n}', 2, 3, /half of a surrogate pair/, /both halves/],
    ['surrogate pair in the wrong order', '["\\ude00\\ud83d"]', 1, 3, /half of a surrogate pair/, /both halves/],
    ['name given twice', '{"a":1,\n"b":2,\n"\\u0061":3}', 3, 1, /"a" is given twice/, /first is at line 1, column 2/],
    ['name given twice, deep in an array', '[{"x":{"a":"","a":""}}]', 1, 15, /"a" is given twice/, /line 1, column 8/],
    ['__proto__', '{"a":[{"__proto__":{}}]}', 1, 8, /"__proto__" is not allowed/, /Remove it/],
    ['__proto__ behind an escape', '{"\\u005f_proto__":{}}', 1, 2, /"__proto__" is not allowed/, /Remove it/],
    ['constructor', '{"constructor":1}', 1, 2, /"constructor" is not allowed/, /Remove it/],
    ['prototype', '{"prototype":1}', 1, 2, /"prototype" is not allowed/, /Remove it/],
  ])('%s: says what and where', (_, text, line, column, wrong, hint) => {
    const issue = refusal(() => parseJson(text));
    expect(issue.position).toEqual({ line, column });
    expect(String(issue.text)).toMatch(wrong);
    expect(String(issue.hint)).toMatch(hint);
  });

  it.each([
    ['the value at fault', '{"resourceType":"Patient","name":[{"family":x}]}', 'Patient.name[0].family'],
    ['the object that holds a name given twice', '{"a":[0,{"b":1,"b":2}]}', '$this.a[1]'],
    ['the root when resourceType was read', '{"resourceType":"Patient","a":1 "b":2}', 'Patient'],
    ['$this while resourceType is not read', '{"a":1 "resourceType":"Patient"}', '$this'],
    ['$this when resourceType is no type name', '{"resourceType":"a b","c":x}', '$this.c'],
    ['a name that is no identifier', '{"a-b":x}', '$this.`a-b`'],
  ])('expression names %s', (_, text, expression) => {
    expect(refusal(() => parseJson(text)).expression).toBe(expression);
  });

  it('allows exactly maxDepth levels, and points at the bracket that is one too many', () => {
    const nested = (levels: number) => '[{"a":'.repeat(levels / 2) + '1' + '}]'.repeat(levels / 2);
    expect(() => parseJson(nested(64))).not.toThrow();
    expect(refusal(() => parseJson(nested(66)))).toMatchObject({
      text: 'The body is nested deeper than 64 levels.',
      position: { line: 1, column: 32 * 6 + 1 },
    });
    expect(refusal(() => parseJson('[[[]]]', { maxDepth: 2 })).position).toEqual({ line: 1, column: 3 });
    expect(() => parseJson('[[[]]]', { maxDepth: 3 })).not.toThrow();
  });

  it.each([
    ['closed', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['open', '['.repeat(100_000)],
    ['objects', '{"a":'.repeat(100_000)],
    ['within a string, harmless', JSON.stringify('['.repeat(100_000))],
  ])('survives nesting without end (%s) whatever maxDepth is', (kind, text) => {
    if (kind.includes('harmless')) expect(parseJson(text)).toHaveLength(100_000);
    else expect(String(refusal(() => parseJson(text)).text)).toMatch(/deeper than 64/);
    expect(() => {
      try {
        parseJson(text, { maxDepth: 1_000_000 });
      } catch (error) {
        if (!(error instanceof FhirError)) throw error;
      }
    }).not.toThrow();
  });

  it('keeps huge and strange input out of its messages', () => {
    const issue = refusal(() => parseJson(`{"${'k'.repeat(100_000)}":{"\\u0007 ${'v'.repeat(100_000)}" 1}}`));
    expect(JSON.stringify(issue).length).toBeLessThan(500);
    expect(String(issue.text)).not.toMatch(/\p{Cc}/u);
  });

  it.each([
    ['null', 'null'],
    ['a pair of surrogates in escapes', '["\\ud83d\\ude00", "\\\\ud83d"]'],
    ['a pair half raw, half escaped', '["\ud83d\\ude00"]'],
    ['strings that end in backslashes', '{"a":"\\\\","b":"\\\\\\"","c":"\\""}'],
    ['names as in other objects', '[{"a":{"a":1}},{"a":[{"a":2}]}]'],
    ['plain numbers', '[0, -1, 12.5, 0.1, 1e+21, 1e-7, 1.7976931348623157e+308, 5e-324]'],
    ['toString as a name', '{"toString":1,"hasOwnProperty":2}'],
  ])('accepts %s', (_, text) => {
    expect(parseJson(text)).toStrictEqual(JSON.parse(text));
    expect(parseStrictly(text, 64)).toStrictEqual(JSON.parse(text));
  });
});

const DEPTH = 4;

/** Reasons to refuse a text that JSON.parse accepts, seen in its value. */
function flaws(value: unknown, depth = 1): string[] {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value) ? ['surrogate'] : [];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : ['range'];
  if (typeof value !== 'object' || value === null) return [];
  const names = Array.isArray(value) ? [] : Object.keys(value);
  return [
    ...(depth > DEPTH ? ['deeper'] : []),
    ...names.flatMap((name) => flaws(name)),
    ...(names.some((name) => ['__proto__', 'constructor', 'prototype'].includes(name)) ? ['not allowed'] : []),
    ...Object.values(value).flatMap((item) => flaws(item, depth + 1)),
  ];
}

/** The value with the nearest double for every number, as JSON.parse gives it. */
function asDoubles(value: JsonValue): JsonValue {
  if (value instanceof FhirDecimal) return Number(value);
  if (Array.isArray(value)) return value.map(asDoubles);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asDoubles(member)]));
}

const fragment = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '"a"',
    '"b":',
    '"__proto__":',
    '\\',
    '\\u',
    '\\ud83d',
    '\\ude00',
    '\ud83d',
    '\ude00',
  ],
  ...[
    '0',
    '-',
    '.',
    'e',
    '1e400',
    '1.0',
    '12',
    'true',
    'null',
    ' ',
    '\n',
    '\t',
    '\u0000',
    '\u00a0',
    'é',
    '{"a":1}',
    '[[',
    ']]',
    "'",
    '/*',
  ],
);
const soup = fc.array(fragment, { maxLength: 14 }).map((parts) => parts.join(''));
const json = fc.oneof(
  fc.json({ stringUnit: 'binary', maxDepth: 6 }),
  fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.stringify(value, null, 2)),
);
const edited = fc.tuple(json, fc.nat(), fc.nat(3), fc.oneof(fragment, fc.string())).map(([text, at, drop, insert]) => {
  const offset = at % (text.length + 1);
  return text.slice(0, offset) + insert + text.slice(offset + drop);
});
const anyText = fc.oneof(soup, json, edited, fc.string({ unit: 'binary' }));

describe.each([
  ['parseJson', (text: string) => parseJson(text, { maxDepth: DEPTH })],
  ['parseStrictly', (text: string) => parseStrictly(text, DEPTH)],
])('%s against JSON.parse', (_, parse) => {
  it('gives the same value or a FhirError within the text, and refuses more only for a reason', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let expected: { value: unknown } | undefined;
        try {
          expected = { value: JSON.parse(text) };
        } catch {
          expected = undefined;
        }
        let issue: IssueDetail | undefined;
        try {
          const value = parse(text);
          expect({ value: asDoubles(value) }).toStrictEqual(expected);
          expect(flaws(value)).toEqual([]);
        } catch (error) {
          if (!(error instanceof FhirError)) throw error;
          issue = error.issues[0]!;
        }
        if (!issue) return;
        const line = text.split(/\r\n|\r|\n/)[issue.position!.line - 1];
        expect(issue.position!.column).toBeLessThanOrEqual([...line!].length + 1);
        if (!expected) return;
        const reasons = [
          'given twice',
          ...flaws(expected.value).map((flaw) => (flaw === 'range' ? 'out of range' : flaw)),
          ...(/\de-\d{3}/i.test(text) ? ['out of range'] : []),
        ];
        expect(reasons.some((reason) => String(issue.text).includes(reason))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('refuses every name given twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), json, fc.constantFrom('', '"z":1,'), (name, inner, between) => {
        const key = JSON.stringify(name);
        const text = `{${key}:${inner},${between}${key}:${inner}}`;
        expect(String(refusal(() => parse(text)).text)).toMatch(
          /given twice|deeper|surrogate|not allowed|out of range/,
        );
      }),
    );
  });
});

/** The value, or what is told about the text. */
function outcome(parse: () => JsonValue): unknown {
  try {
    return { value: parse() };
  } catch (error) {
    if (error instanceof FhirError) return error.issues;
    throw error;
  }
}

it('parseJson says of any text what the strict parser says', () => {
  const number = fc.stringMatching(/^-?(0|[1-9][0-9]{0,3})(\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?$/);
  const written = fc
    .tuple(
      fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' }),
      fc.constantFrom(undefined, 1, 2, 4, '\t'),
      fc.constantFrom('\n', '\r\n', ' ', ''),
      number,
    )
    .map(([value, indent, lineBreak, digits]) =>
      JSON.stringify(value, null, indent)
        .replaceAll('\n', lineBreak)
        .replace(/-?\d+(\.\d+)?(e[+-]\d+)?/, digits),
    );
  const mutated = fc
    .tuple(written, fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.oneof(fragment, written)), { maxLength: 3 }))
    .map(([start, edits]) =>
      edits.reduce((text, [at, drop, insert]) => {
        const offset = at % (text.length + 1);
        return text.slice(0, offset) + insert + text.slice(offset + drop);
      }, start),
    );
  fc.assert(
    fc.property(fc.oneof(written, mutated, anyText), (text) => {
      const strictly = outcome(() => parseStrictly(text, DEPTH));
      expect(outcome(() => parseJson(text, { maxDepth: DEPTH }))).toStrictEqual(strictly);
    }),
    { numRuns: 5000 },
  );
});
