import {
  decodeUtf8,
  parseJson,
  refuseTooManyValues,
  requireObject,
  type JsonObject,
  type JsonValue,
} from '../../src/fhir/json';
import { repairResource } from '../../src/fhir/lenient';
import { describeTold, toldByRefusal, type Row, type Told } from '../support/told';

const parsed = (text: string) => (): Promise<Told> => toldByRefusal(() => parseJson(text));
const decoded =
  (...bytes: number[]) =>
  (): Promise<Told> =>
    toldByRefusal(() => decodeUtf8(Uint8Array.from(bytes)));
const required = (value: JsonValue) => (): Promise<Told> => toldByRefusal(() => requireObject(value));
const repaired = (resource: JsonObject) => (): Told => repairResource(resource).repairs;

const A_VALUE = 'A value is a string, a number, true, false, null, an object { } or an array [ ].';
const A_PAIR = 'An object holds "name": value pairs, separated by commas.';
const A_NUMBER = 'Write digits with an optional sign -, a point and an exponent: -12.5e3. Dates and codes are strings.';
const A_RESOURCE = 'Send a FHIR resource: {"resourceType": "…", …}.';
const ONE_VALUE = 'Send exactly one JSON value; check for an extra closing bracket or a second resource.';
const NO_COMMENTS = 'JSON has no comments; remove it.';
const NO_SUCH_VALUE = 'FHIR has no such value; leave the element out.';
const EXTRA_COMMA = 'Remove the extra comma.';

const TEXTS: readonly Row[] = [
  ['The body is empty.', A_RESOURCE, parsed('')],
  ["Expected the end of the text after the JSON value, found '{'.", ONE_VALUE, parsed('{} {}')],
  [
    'The body is nested deeper than 64 levels.',
    'Send a flatter resource; no FHIR resource in use needs this many levels.',
    parsed('['.repeat(65)),
  ],
  ["Expected a value, found '}'.", A_VALUE, parsed('}')],
  ['Expected a value for "a", found \'}\'.', A_VALUE, parsed('{"a":}')],
  ["Expected a value as item 2 of the array, found ','.", EXTRA_COMMA, parsed('[1,,2]')],
  [
    'Expected a value for "a", found \'abc\'.',
    'A string is written in double quotes ("); the only bare words are true, false and null.',
    parsed('{"a":abc}'),
  ],
  [
    "Expected the name of an element in double quotes or '}', found 'a'.",
    'Put the name of the element in double quotes (").',
    parsed('{a:1}'),
  ],
  ["Expected the name of an element in double quotes, found ','.", EXTRA_COMMA, parsed('{"a":1,,"b":2}')],
  [
    'Expected the name of an element in double quotes, found number 5.',
    'A decimal number has a point, not a comma: 1.5.',
    parsed('{"a":1,5}'),
  ],
  ["Expected the name of an element in double quotes or '}', found '['.", A_PAIR, parsed('{[]}')],
  ['The name "__proto__" is not allowed.', 'Remove it; no FHIR element has this name.', parsed('{"__proto__":1}')],
  [
    'The name "a" is given twice in one object.',
    'Keep one of the two; the first is at line 1, column 2. A repeating element is one array.',
    parsed('{"a":1,"a":2}'),
  ],
  [
    'Expected \':\' after the name "a", found number 1.',
    'Put a colon between the name of an element and its value.',
    parsed('{"a" 1}'),
  ],
  [
    'Expected \',\' or \'}\' after the value of "a", found string "b".',
    'Put a comma right after the previous value, at line 1, column 7.',
    parsed('{"a":1 "b":2}'),
  ],
  [
    "Expected ',' or ']' after item 1 of the array, found number 2.",
    'Put a comma right after the previous value, at line 1, column 3.',
    parsed('[1 2]'),
  ],
  [
    "Expected ',' or '}' after the value of \"a\", found 'bon'.",
    'Write a double quote inside a string as \\".',
    parsed('{"a":"le "bon" lieu"}'),
  ],
  [
    "Expected ',' or '}' after the value of \"a\", found ':'.",
    "Separate two values by one comma, or close with '}'.",
    parsed('{"a":1:2}'),
  ],
  [
    "Expected ',' or '}' after the value of \"a\", found the end of the text.",
    "The object opened at line 1, column 1 is not closed by '}' yet.",
    parsed('{"a":1'),
  ],
  [
    "Expected ',' or ']' after item 1 of the array, found '}'.",
    "The array opened at line 1, column 1 is not closed by ']' yet.",
    parsed('[1}'),
  ],
  ["There is a comma before the closing ']'.", 'Remove the trailing comma.', parsed('[1,]')],
];

const STRINGS: readonly Row[] = [
  [
    'The text ends inside a string.',
    'Add the closing double quote; the string starts at line 1, column 1.',
    parsed('"a'),
  ],
  [
    '\\d is not a JSON escape.',
    'Write a backslash as \\\\; the escapes are \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits.',
    parsed('"C:\\dir"'),
  ],
  [
    'The escape \\u is not followed by four hexadecimal digits.',
    'Write exactly four of them, for example \\u00e9 for é, or the character itself.',
    parsed('"\\u00e"'),
  ],
  ['A string holds the control character U+0009.', 'Write it as \\t, or remove it.', parsed('"a\tb"')],
  [
    'A string holds a line break.',
    'Write a line break as \\n, or add the missing closing double quote; the string starts at line 1, column 1.',
    parsed('"a\n"'),
  ],
  [
    'A string holds half of a surrogate pair, which is not a character.',
    'Write both halves one after the other, or the character itself in UTF-8.',
    parsed('"\\ud83d"'),
  ],
];

const NUMBERS: readonly Row[] = [
  ['- is not a JSON number.', A_NUMBER, parsed('-')],
  ['+1 is not a JSON number.', 'Remove the leading plus sign.', parsed('+1')],
  ['0x1F is not a JSON number.', 'Write the number in decimal digits.', parsed('0x1F')],
  ['2020-01-31 is not a JSON number.', 'Dates and times are strings: put them in double quotes.', parsed('2020-01-31')],
  [
    '007 is not a JSON number.',
    'Remove the leading zeros; a code or an identifier that starts with 0 is a string, in double quotes.',
    parsed('007'),
  ],
  ['.5 is not a JSON number.', 'Write a zero before the decimal point: 0.5.', parsed('.5')],
  ['5. is not a JSON number.', 'Write a digit after the decimal point: 1.0.', parsed('5.')],
  [
    'The number 1e400 is out of range.',
    'A number lies between -1.7976931348623157e308 and 1.7976931348623157e308.',
    parsed('1e400'),
  ],
  ['The number 1e-400 is out of range.', 'A number is 0 or at least 5e-324 away from it.', parsed('1e-400')],
];

const HABITS: readonly Row[] = [
  ["Expected a value, found '/'.", NO_COMMENTS, parsed('// x')],
  ["Expected a value, found '''.", 'JSON uses double quotes ("), not single quotes.', parsed("'x'")],
  [
    'Expected a value, found the character “ (U+201C).',
    'Use the straight double quote ("), not typographic quotes.',
    parsed('“x”'),
  ],
  ["Expected a value, found 'NaN'.", 'JSON has no NaN or Infinity; leave the element out.', parsed('NaN')],
  ["Expected a value, found 'True'.", 'Write true or false in lower case.', parsed('True')],
  ["Expected a value, found 'None'.", NO_SUCH_VALUE, parsed('None')],
  ["Expected ',' or ']' after item 1 of the array, found ';'.", 'Use a comma, not a semicolon.', parsed('[1;2]')],
  [
    "Expected ':' after the name \"a\", found '='.",
    'Use a colon between name and value, not an equals sign.',
    parsed('{"a"=1}'),
  ],
  [
    "Expected a value, found '<'.",
    'This looks like XML; send XML with Content-Type: application/fhir+xml.',
    parsed('<Patient/>'),
  ],
  [
    'Expected a value, found the character U+FEFF.',
    'Remove the byte order mark; JSON is sent without one.',
    parsed('\uFEFF{}'),
  ],
  [
    'Expected a value, found the character U+00A0.',
    'Use ordinary spaces; this one often comes from copying out of a web page or document.',
    parsed('\u00A0{}'),
  ],
];

const BODIES: readonly Row[] = [
  [
    'The body starts with a byte order mark (bytes EF BB BF).',
    'Send UTF-8 without a byte order mark (RFC 8259, section 8.1).',
    decoded(0xef, 0xbb, 0xbf),
  ],
  ['The body is in UTF-16 or UTF-32.', 'Send the text in UTF-8.', decoded(0xff, 0xfe)],
  [
    'The body is not UTF-8: byte 0xE9 at byte offset 1 does not fit there; in ISO-8859-1 or Windows-1252 it would be é.',
    'Send the text in UTF-8, without bytes missing or cut off.',
    decoded(0x22, 0xe9, 0x22),
  ],
  [
    'The body is not UTF-8: byte 0x80 at byte offset 1 does not fit there.',
    'Send the text in UTF-8, without bytes missing or cut off.',
    decoded(0x22, 0x80),
  ],
  [
    'The body is an array, not a JSON object.',
    'Send one resource per request, without the outer [ ]; several resources are sent in a Bundle.',
    required([]),
  ],
  ['The body is null, not a JSON object.', A_RESOURCE, required(null)],
  ['The body is a string, not a JSON object.', A_RESOURCE, required('')],
  ['The body is a number, not a JSON object.', A_RESOURCE, required(1)],
  ['The body is a boolean, not a JSON object.', A_RESOURCE, required(true)],
  [
    'The body holds more than 2 values (objects, lists, texts and numbers).',
    'Send less at once; a resource has a few thousand at most.',
    () => toldByRefusal(() => refuseTooManyValues('["a","b"]', 2)),
  ],
];

const REPAIRS: readonly Row[] = [
  [
    '`alias` is a list; the single value was read as a list of one.',
    undefined,
    repaired({ resourceType: 'Organization', alias: 'x' }),
  ],
  [
    'The string "1" was read as the number 1, since the element is of type positiveInt.',
    undefined,
    repaired({ resourceType: 'Organization', telecom: [{ rank: '1' }] }),
  ],
  [
    'More of these were mended; they are not listed.',
    undefined,
    () => [repairResource({ resourceType: 'Organization', telecom: Array(101).fill({ rank: '1' }) }).repairs.at(-1)!],
  ],
];

describe('the messages about a JSON body', () => {
  describeTold(
    ['src/fhir/json', 'src/fhir/lenient'],
    [...TEXTS, ...STRINGS, ...NUMBERS, ...HABITS, ...BODIES, ...REPAIRS],
  );
});
