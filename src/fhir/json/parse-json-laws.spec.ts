import fc from 'fast-check';
import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { FhirDecimal } from './fhir-decimal';
import { isJsonObject, type JsonValue } from './json-value';
import { parseJson } from './parse-json';
import { parseStrictly } from './strict-parser';
import { refusal } from '../../../test/support/json-refusal';

const DEPTH = 4;

/** Reasons to refuse a text that JSON.parse accepts, derived from its value. */
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

/** The value with the nearest double for every number, as JSON.parse returns it. */
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

/** The value, or the issues reported for the text. */
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
