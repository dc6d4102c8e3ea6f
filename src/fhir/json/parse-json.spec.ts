import { FhirError } from '../errors/fhir-error';
import { parseJson } from './parse-json';
import { parseStrictly } from './strict-parser';
import { refusal } from '../../../test/support/json-refusal';

/** As printed in implementation guides: a comma is missing. */
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
    ['trailing comma in an object', '{"a":1,}', 1, 7, /comma before the closing '\}'/, /trailing comma/],
    ['trailing comma in an array', '[1 , ]', 1, 4, /comma before the closing '\]'/, /trailing comma/],
    ['two commas in an array', '[1,,2]', 1, 4, /as item 2 of the array, found ','/, /extra comma/],
    ['two commas in an object', '{"a":1,,"b":2}', 1, 8, /Expected the name/, /extra comma/],
    ['missing value', '{"a":}', 1, 6, /Expected a value for "a", found '\}'/, /A value is/],
    ['single quotes around a name', "{'a':1}", 1, 2, /Expected the name .* or '\}'/, /not single quotes/],
    ['single quotes around a value', '{"a":\'b\'}', 1, 6, /Expected a value for "a"/, /not single quotes/],
    ['typographic quotes', '{“a”:1}', 1, 2, /“ \(U\+201C\)/, /straight double quote/],
    ['unquoted name', '{a:1}', 1, 2, /found 'a'/, /name of the element in double quotes/],
    ['unquoted text', '{"a":abc}', 1, 6, /found 'abc'/, /string is written in double quotes/],
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
    ['unknown escape', '{"a":"C:\\dir"}', 1, 9, /\\d is not a JSON escape/, /backslash as \\\\/],
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
