import fc from 'fast-check';
import { FhirDecimal } from '../../src/fhir/json/fhir-decimal';
import type { JsonValue } from '../../src/fhir/json/json-value';

/** Difficult characters: markup, quotes, all kinds of white space, accents, characters of two UTF-16 units. */
const TEXT = fc.constantFrom(...'aZ09é漢😀<>&"\'\\/ \t\n\r\u00a0\u2028-_]{}%#;:');
const WORD = fc.constantFrom(...'abcXYZ0189');

const word = fc.string({ unit: WORD, minLength: 1, maxLength: 8 });
const text = fc
  .string({ unit: TEXT, minLength: 1, maxLength: 12 })
  .map((drawn) => (/\S/.test(drawn) ? drawn : `${drawn}x`));
const uri = word.map((path) => `https://example.org/${path}?a=1&b=%20`);

const padded = (number: number): string => String(number).padStart(2, '0');
const upTo = (most: number): fc.Arbitrary<string> => fc.integer({ min: 0, max: most }).map(padded);
const day = fc
  .tuple(fc.integer({ min: 1900, max: 2099 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, date]) => `${year}-${padded(month)}-${padded(date)}`);
const date = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([whole, length]) => whole.slice(0, length));
const time = fc
  .tuple(upTo(23), upTo(59), upTo(59), fc.constantFrom('', '.5', '.120'))
  .map(([hours, minutes, seconds, fraction]) => `${hours}:${minutes}:${seconds}${fraction}`);
const instant = fc
  .tuple(day, time, fc.constantFrom('Z', '+02:00', '-11:30'))
  .map(([whole, at, zone]) => `${whole}T${at}${zone}`);

const integer = (min: number): fc.Arbitrary<number> => fc.integer({ min, max: 2 ** 31 - 1 });
const decimal: fc.Arbitrary<JsonValue> = fc.oneof<fc.Arbitrary<JsonValue>[]>(
  fc.integer(),
  fc.integer().map((thousandths) => thousandths / 1000),
  fc.constantFrom(0.1, -1e-7, 1e21, 12345.678),
  fc.constantFrom('1.00', '-0.000', '1E-22', '123456789.01234567890123').map((digits) => new FhirDecimal(digits)),
);

const XHTML = 'http://www.w3.org/1999/xhtml';
const xhtml = fc.constantFrom(
  `<div xmlns="${XHTML}">Texte</div>`,
  `<div xmlns="${XHTML}" xml:lang="fr"><p class='a'>1 &lt; 2 &amp;\r\n\t<b>é😀</b> &#160;</p><br/><!-- fin --></div>`,
  `<div\n xmlns='${XHTML}'><a href="?a=1&amp;b=2">a &quot;lien&quot;</a>  <i>  x </i></div >`,
);

const PRIMITIVES: Readonly<Record<string, fc.Arbitrary<JsonValue>>> = {
  base64Binary: fc.uint8Array({ minLength: 1, maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  boolean: fc.boolean(),
  canonical: uri.map((base) => `${base}|1.0`),
  code: word,
  date,
  dateTime: fc.oneof(date, instant),
  decimal,
  id: fc.string({ unit: fc.constantFrom(...'abZ09-.'), minLength: 1, maxLength: 64 }),
  instant,
  integer: integer(-(2 ** 31)),
  markdown: text,
  oid: fc.array(fc.nat(999), { minLength: 1, maxLength: 5 }).map((arcs) => `urn:oid:1.${arcs.join('.')}`),
  positiveInt: integer(1),
  string: text,
  time,
  unsignedInt: integer(0),
  uri,
  url: uri,
  uuid: fc.uuid().map((id) => `urn:uuid:${id}`),
  xhtml,
};

/** A random valid value of a primitive type of R4. */
export function arbitraryPrimitive(type: string): fc.Arbitrary<JsonValue> {
  const arbitrary = PRIMITIVES[type];
  if (!arbitrary) throw new Error(`There is no primitive type ${type}`);
  return arbitrary;
}
