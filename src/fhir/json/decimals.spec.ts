import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { FhirError } from '../errors/fhir-error';
import { FhirDecimal, isJsonNumber, isJsonObject, parseJson, parseStored, stringifyJson, type JsonValue } from '.';
import { sameNumber } from './same-number';
import { parseStrictly } from './strict-parser';

const readers: readonly (readonly [string, (text: string) => JsonValue])[] = [
  ['parseJson', parseJson],
  ['parseStrictly', (text) => parseStrictly(text, 64)],
  ['parseStored', parseStored],
];

/** The grammar of RFC 8259, section 6, within the range of a double. */
const digits = fc.stringMatching(/^-?(0|[1-9][0-9]{0,24})(\.[0-9]{1,24})?([eE][+-]?[0-9]{1,2})?$/);
const plain = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
);
const numberText = fc.oneof(digits, plain.map(String));
const string = fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text));
const name = fc
  .string({ unit: 'grapheme' })
  .filter((text) => !['__proto__', 'constructor', 'prototype'].includes(text));

/** A text laid out as by `JSON.stringify`, with numbers of any digits anywhere. */
const text = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    numberText,
    string,
    fc.constantFrom('true', 'false', 'null'),
    tie('object'),
    tie('array'),
  ),
  array: fc.array(tie('value'), { maxLength: 5 }).map((items) => `[${items.join(',')}]`),
  object: fc
    .uniqueArray(
      fc.tuple(
        name.filter((key) => !/^\d/.test(key)),
        tie('value'),
      ),
      { maxLength: 5, selector: ([key]) => key },
    )
    .map((members) => `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`),
})).object;

const KEPT = [
  '1.00',
  '0.0',
  '-0',
  '-0.000',
  '1E-22',
  '1E5',
  '1e2',
  '1E+02',
  '0.10',
  '100.00',
  '3.141592653589793238462',
  '1234567890123456789012',
  '-9007199254740993',
  '48.8500',
  '1.7976931348623157e308',
  '4e-324',
];

describe.each(readers)('%s keeps the digits of numbers', (_, read) => {
  it.each(KEPT)('%s', (number) => {
    for (const written of [`{"a":${number}}`, `{"a":[${number},1,${number}],"b":{"c":"${number}"}}`]) {
      expect(stringifyJson(read(written))).toBe(written);
    }
    expect(read(`{"a":${number}}`)).toStrictEqual({ a: new FhirDecimal(number) });
  });

  it.each(['0', '1', '-12', '0.5', '1e+21', '1e-7', '1e-22', '0.1', '1.7976931348623157e+308'])(
    '%s stays a plain number',
    (number) => {
      expect(read(`{"a":${number}}`)).toStrictEqual({ a: Number(number) });
    },
  );

  it('in any text', () => {
    fc.assert(fc.property(text, (written) => expect(stringifyJson(read(written))).toBe(written)));
  });

  it('also beside names that the engine would put in another order', () => {
    const value = read('{"b":1.0,"2":1.00,"1":1.000}') as { [key: string]: FhirDecimal };
    expect(
      Object.entries(value)
        .map(([key, { text: kept }]) => `${key} ${kept}`)
        .sort(),
    ).toEqual(['1 1.000', '2 1.00', 'b 1.0']);
  });
});

describe('parseJson', () => {
  it('keeps the digits whatever white space stands around them', () => {
    expect(stringifyJson(parseJson('\n{ "a" :\t1.00 , "b" : [ -0.0\r\n,2 , 3.0 ] }\n'))).toBe(
      '{"a":1.00,"b":[-0.0,2,3.0]}',
    );
    expect(parseJson(' 1.0 ')).toStrictEqual(new FhirDecimal('1.0'));
  });

  it.each(['1e400', '-1e309', '1e-400', '-0.001e-330', '9'.repeat(400)])(
    'refuses %s: nobody could compute with it',
    (number) => {
      expect(() => parseJson(`{"a":${number}}`)).toThrow(FhirError);
      expect(() => parseJson(`{"a":${number}}`)).toThrow(/is out of range/);
    },
  );

  it.each(['0e-999', '0.000e999', '-0e400'])('accepts %s, which is zero', (number) => {
    expect(stringifyJson(parseJson(`{"a":${number}}`))).toBe(`{"a":${number}}`);
  });
});

describe('FhirDecimal', () => {
  const one = new FhirDecimal('1.00');

  it('computes and compares as a number', () => {
    expect(Number(one) + 1).toBe(2);
    expect(one.valueOf() < 1.5).toBe(true);
    expect(String(one)).toBe('1.00');
  });

  it('is the same content by its text, and the same number by its value', () => {
    expect(isDeepStrictEqual({ a: one }, { a: new FhirDecimal('1.00') })).toBe(true);
    expect(isDeepStrictEqual({ a: one }, { a: new FhirDecimal('1.0') })).toBe(false);
    expect(isDeepStrictEqual({ a: one }, { a: 1 })).toBe(false);
  });

  it('is a number and no object', () => {
    expect(isJsonObject(one)).toBe(false);
    expect(isJsonNumber(one)).toBe(true);
  });

  it('becomes the nearest double in JSON.stringify itself', () => {
    expect(JSON.stringify({ a: one, b: new FhirDecimal('1e-22') })).toBe('{"a":1,"b":1e-22}');
  });
});

describe('stringifyJson', () => {
  it('writes as JSON.stringify does where there are no such numbers', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.constantFrom(undefined, 2), (value, indent) => {
        expect(stringifyJson(value as JsonValue, indent)).toBe(JSON.stringify(value, null, indent));
      }),
    );
  });

  it('lays out by levels', () => {
    expect(stringifyJson({ a: [new FhirDecimal('1.0')] }, 2)).toBe('{\n  "a": [\n    1.0\n  ]\n}');
  });

  it('takes no string of a client for a number, whatever it holds', () => {
    // Captures the marked string, as an observer inside the process could.
    let seen = '';
    const spy = { toJSON: () => (seen = new FhirDecimal('7.0').toJSON() as string) };
    expect(stringifyJson({ spy })).toBe('{"spy":7.0}');
    const [mark, written] = [seen, JSON.stringify(seen).slice(1, -1)];
    expect(mark).not.toBe('7.0');
    for (const tried of [written, `"${written}`, `\\"${written}`, `"${written}"`, mark.slice(1), `x${mark}`]) {
      const value = { a: tried, [tried]: new FhirDecimal('1.0') };
      expect(JSON.parse(stringifyJson(value))).toEqual({ a: tried, [tried]: 1 });
    }
    expect(() => parseJson(JSON.stringify({ a: mark }))).toThrow(/surrogate/);
  });

  it('writes within a write, and after one that failed', () => {
    const one = new FhirDecimal('1.0');
    const nested = { one, toJSON: () => ({ inner: stringifyJson({ one }), one }) };
    expect(stringifyJson([nested, one])).toBe('[{"inner":"{\\"one\\":1.0}","one":1.0},1.0]');
    const failing = { one, toJSON: () => { throw new Error('x'); } }; // prettier-ignore
    expect(() => stringifyJson([one, failing])).toThrow('x');
    expect(JSON.stringify(one)).toBe('1');
  });
});

describe('sameNumber', () => {
  const read = (written: string) => parseJson(written) as number | FhirDecimal;

  it.each([
    ['1', '1.00', true],
    ['1.0', '1.00', true],
    ['10e-1', '1', true],
    ['1e2', '100', true],
    ['100', '1.00e+2', true],
    ['0', '-0.0', true],
    ['0e5', '0.00', true],
    ['0.001', '1E-3', true],
    ['-1.0', '1.0', false],
    ['1', '1.0000000000000000000001', false],
    ['12345678901234567890123', '12345678901234567890124', false],
    ['0.10', '0.01', false],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(sameNumber(read(one), read(other))).toBe(expected);
    expect(sameNumber(read(other), read(one))).toBe(expected);
  });

  it('does not linger on a long run of zeros', () => {
    const long = `1${'0'.repeat(200)}1${'0'.repeat(100)}`;
    expect(sameNumber(read(long), read(`${long}.0`))).toBe(true);
  });
});
