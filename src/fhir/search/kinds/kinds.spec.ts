import type { JsonValue } from '../../json';
import type { IndexEntry } from '../../ports/index-change';
import type { SearchClause } from '../../ports/search';
import { splitAt } from '../escaping';
import { clauseFits } from '../fits';
import type { Terminology } from '../terminology';
import { KINDS, type Kind } from './index';

type ParameterType = keyof typeof KINDS;

const BASE = 'http://here/fhir';
const TERMINOLOGY: Terminology = {
  codesOf: (valueSet) => (valueSet === 'urn:vs' ? [{ system: 'urn:s', value: 'a' }] : undefined),
  related: (direction, system, code) =>
    system === 'urn:s' ? (direction === 'below' ? [code, `${code}1`] : [code, code.slice(0, -1)]) : undefined,
};
const CODED = { coding: [{ system: 'urn:s', code: 'a', display: 'Soins à domicile' }], text: 'Aide' };
const KNOWN = { type: { coding: [{ system: 'urn:t', code: 'NI' }], text: 'Numéro' }, system: 'urn:i', value: '12' };
/** Saint-Herblain, about 7.5 km from Nantes. */
const PLACE = { latitude: 47.2122, longitude: -1.6497 };

/** The entries of an element of a FHIR type. */
function entriesOf(kind: ParameterType, type: string, value: JsonValue): readonly IndexEntry[] {
  const { elements }: Kind = KINDS[kind];
  return elements[type]!(value, 'c', BASE);
}

/** @param asked the value, preceded by a modifier if there is one: `:exact=a` */
function clauseOf(kind: ParameterType, asked: string): SearchClause {
  const [, modifier, text = ''] = /^(?::([\w-]+)=)?(.*)$/s.exec(asked)!;
  const alternatives = splitAt(',', text);
  return KINDS[kind].clause(
    { code: 'c', types: [] },
    { alternatives, baseUrl: BASE, terminology: TERMINOLOGY, ...(modifier !== undefined && { modifier }) },
  );
}

type Row = readonly [
  rule: string,
  kind: ParameterType,
  type: string,
  value: JsonValue,
  asked: string,
  isFound: boolean,
];

describe('a kind of search parameter', () => {
  it.each<Row>([
    ['an open end is later than any date', 'date', 'Period', { start: '2026-01-01' }, 'ge2030', true],
    ['an open start is earlier than any date', 'date', 'Period', { end: '2026-01-01' }, 'lt2020', true],
    ['a period has both its ends', 'date', 'Period', { start: '2026-01', end: '2026-02' }, 'gt2026-02', false],
    ['a period that ends before it starts is none', 'date', 'Period', { start: '2027', end: '2026' }, 'ne2020', false],
    ['a zone ahead of UTC', 'date', 'dateTime', '2026-01-01T00:30:00+01:00', '2025-12-31', true],
    ['a zone behind UTC', 'date', 'dateTime', '2025-12-31T23:30:00-01:00', '2026-01-01', true],
    ['a minute has its last millisecond', 'date', 'instant', '2026-01-01T10:00:59.999Z', '2026-01-01T10:00Z', true],
    ['a minute ends before the next', 'date', 'instant', '2026-01-01T10:01:00.000Z', '2026-01-01T10:00Z', false],
    ['a number means half of its last digit', 'number', 'integer', 100, '100.4', false],
    ['and so much more', 'number', 'decimal', 100.4, '100', true],
    ['an exponent says which digit is the last', 'number', 'integer', 120, '1e2', true],
    ['and without one it is another', 'number', 'integer', 120, '100', false],
    ['a unit of any system', 'quantity', 'Quantity', { value: 3, system: 'urn:u', code: 'kg' }, '3||kg', true],
    ['a unit of another system', 'quantity', 'Quantity', { value: 3, system: 'urn:u', code: 'kg' }, '3|urn:v|kg', false],
    ['an id of the type that is asked for', 'reference', 'Reference', { reference: 'Location/1' }, ':Location=1', true],
    ['an id of another type', 'reference', 'Reference', { reference: 'Location/1' }, ':Organization=1', false],
    ['a reference to another type', 'reference', 'Reference', { reference: 'Location/1' }, ':Organization=Location/1', false],
    ['an address of this server', 'reference', 'Reference', { reference: 'Location/1' }, `${BASE}/Location/1`, true],
    ['the beginning of a text, without case and accents', 'string', 'string', 'École', 'ECO', true],
    ['not its middle', 'string', 'string', 'École', 'cole', false],
    ['what it contains, without case and accents', 'string', 'string', 'Une École', ':contains=éCO', true],
    ['a text as it stands', 'string', 'string', 'École', ':exact=École', true],
    ['a text that is written otherwise', 'string', 'string', 'École', ':exact=école', false],
    ['each given name for itself', 'string', 'HumanName', { given: ['Ann', 'Eve'] }, 'eve', true],
    ['a value that is not asked for', 'token', 'code', 'a', ':not=b', true],
    ['a value that is', 'token', 'code', 'a', ':not=a', false],
    ['the beginning of a display', 'token', 'CodeableConcept', CODED, ':text=soins a', true],
    ['the beginning of a text beside codes', 'token', 'CodeableConcept', CODED, ':text=AID', true],
    ['the code itself is no text', 'token', 'CodeableConcept', CODED, ':text=a,x', true],
    ['the middle of a display', 'token', 'CodeableConcept', CODED, ':text=domicile', false],
    ['the text of the type of an identifier', 'token', 'Identifier', KNOWN, ':text=num', true],
    ['the type and value of an identifier', 'token', 'Identifier', KNOWN, ':of-type=urn:t|NI|12', true],
    ['another type', 'token', 'Identifier', KNOWN, ':of-type=urn:t|MR|12', false],
    ['the value of another one', 'token', 'Identifier', KNOWN, ':of-type=urn:t|NI|1', false],
    ['all of a system', 'token', 'Identifier', KNOWN, 'urn:i|', true],
    ['all of another system', 'token', 'Identifier', KNOWN, 'urn:I|', false],
    ['a system without a value', 'token', 'Identifier', { system: 'urn:i' }, 'urn:i|', true],
    ['a system without a code', 'token', 'Coding', { system: 'urn:s' }, 'urn:s|', true],
    ['a system without a code, in a concept', 'token', 'CodeableConcept', { coding: [{ system: 'urn:s' }] }, 'urn:s|', true],
    ['a system without a code is not another', 'token', 'Coding', { system: 'urn:s' }, 'urn:x|', false],
    ['a system without a code is excluded', 'token', 'Coding', { system: 'urn:s' }, ':not=urn:s|', false],
    ['a system is not a code', 'token', 'Coding', { system: 'urn:s' }, 'urn:s', false],
    ['a system of codes', 'token', 'CodeableConcept', CODED, 'urn:nobody|,urn:s|', true],
    ['no code of a system', 'token', 'Coding', { system: 'urn:s', code: 'b' }, ':not=urn:s|', false],
    ['a code of another system than one', 'token', 'Coding', { system: 'urn:s', code: 'b' }, ':not=urn:x|,c', true],
    ['a code without a system is of none', 'token', 'Coding', { code: 'b' }, 'b|', false],
    ['a code of a value set', 'token', 'CodeableConcept', CODED, ':in=urn:vs', true],
    ['a code of another system', 'token', 'Coding', { system: 'urn:x', code: 'a' }, ':in=urn:vs', false],
    ['a code outside of a value set', 'token', 'Coding', { system: 'urn:s', code: 'b' }, ':not-in=urn:vs', true],
    ['a code that is in it', 'token', 'CodeableConcept', CODED, ':not-in=urn:vs', false],
    ['a code below another one', 'token', 'Coding', { system: 'urn:s', code: 'a1' }, ':below=urn:s|a', true],
    ['a code beside it', 'token', 'Coding', { system: 'urn:s', code: 'b1' }, ':below=urn:s|a', false],
    ['a code above another one', 'token', 'Coding', { system: 'urn:s', code: 'a' }, ':above=urn:s|a1', true],
    ['the identifier in a reference', 'reference', 'Reference', { identifier: KNOWN }, ':identifier=urn:i|12', true],
    ['another one', 'reference', 'Reference', { identifier: KNOWN }, ':identifier=urn:i|13', false],
    ['an address under another one', 'uri', 'uri', 'http://a/b/c', ':below=http://a/b', true],
    ['the address itself', 'uri', 'uri', 'http://a/b', ':below=http://a/b/', true],
    ['an address that only begins alike', 'uri', 'uri', 'http://a/bc', ':below=http://a/b', false],
    ['the address something is under', 'uri', 'uri', 'http://a/b', ':above=http://a/b/c', true],
    ['one beside it', 'uri', 'uri', 'http://a/c', ':above=http://a/b/c', false],
    ['one under it', 'uri', 'uri', 'http://a/b/c/d', ':above=http://a/b/c', false],
    ['white space round a number', 'number', 'integer', 5, ' ge 5 ', true],
    ['a unit with https', 'quantity', 'Quantity', { value: 3, system: 'http://unitsofmeasure.org', code: 'a' }, '3|https://unitsofmeasure.org|a', true],
    ['and the other way round', 'quantity', 'Quantity', { value: 3, system: 'https://unitsofmeasure.org', code: 'a' }, '3|http://unitsofmeasure.org|a', true],
    ['within a distance', 'special', 'Location.position', PLACE, '47.2186|-1.5541|8|km', true],
    ['beyond it', 'special', 'Location.position', PLACE, '47.2186|-1.5541|7|km', false],
    ['in metres', 'special', 'Location.position', PLACE, '47.2186|-1.5541|7000|m', false],
    ['in miles', 'special', 'Location.position', PLACE, '47.2186|-1.5541|5|[mi_us]', true],
    ['in kilometres when no unit is said', 'special', 'Location.position', PLACE, '47.2186|-1.5541|8', true],
    ['within 50 km when no distance is said', 'special', 'Location.position', PLACE, '47.6|-1.6497', true],
    ['not beyond 50 km', 'special', 'Location.position', PLACE, '47.7|-1.6497', false],
    ['over the 180th meridian', 'special', 'Location.position', { latitude: 0, longitude: 179.99 }, '0|-179.99|3|km', true],
    ['over a pole', 'special', 'Location.position', { latitude: 89.99, longitude: 0 }, '89.99|180|3|km', true],
  ])('%s', (_, kind, type, value, asked, isFound) => {
    const candidate = { type: 'Basic', id: '1', lastUpdated: 0, entries: entriesOf(kind, type, value) };
    expect(clauseFits(clauseOf(kind, asked), candidate)).toBe(isFound);
  }); // prettier-ignore

  it.each<[ParameterType, string, JsonValue]>([
    ['token', 'Identifier', { use: 'old' }],
    ['token', 'Coding', { userSelected: true }],
    ['date', 'Period', {}],
    ['quantity', 'Quantity', { code: 'kg' }],
    ['reference', 'Reference', { reference: 'urn:uuid:1' }],
  ])('%s: nothing is indexed of a %s without a value', (kind, type, value) => {
    expect(entriesOf(kind, type, value)).toEqual([]);
  });

  it.each<[ParameterType, string]>([
    ['date', '2026-13'],
    ['number', '1|urn:u|kg'],
    ['quantity', '1|kg'],
    ['quantity', '1|urn:u|kg|x'],
    ['reference', 'Nothing/1'],
    ['string', ''],
    ['uri', ''],
    ['uri', ':below=urn:oid:1.2'],
    ['uri', ':above=a'],
    ['token', ':in=urn:other'],
    ['token', ':below=urn:x|a'],
    ['token', ':below=a'],
    ['token', ':of-type=urn:t|12'],
    ['token', ':text='],
    ['special', '47.2'],
    ['special', 'x|1|2|km'],
    ['special', '91|1|2|km'],
    ['special', '1|181|2|km'],
    ['special', '1|1|-2|km'],
    ['special', '1|1|far|km'],
    ['special', '1|1|2|miles'],
    ['special', '1|1|2|km|x'],
    ['special', 'NaN|Infinity|1|km'],
  ])('%s: %s is refused', (kind, asked) => {
    expect(() => clauseOf(kind, asked)).toThrow(expect.objectContaining({ kind: 'invalid-request' }));
  });
});

describe('a date that is near', () => {
  it.each([
    ['it lies ten days back', '2026-01-11', 1],
    ['it lies ten days ahead', '2025-12-22', 1],
    ['it is now', '2026-01-01', 0],
  ])('is within a tenth of the time between it and now: %s', (_, now, days) => {
    const clock = () => new Date(now);
    const clause = KINDS.date.clause({ code: 'c', types: [] }, { alternatives: ['ap2026-01-01'], clock });
    expect(clause).toMatchObject({
      values: [{ prefix: 'ap', low: Date.parse('2026-01-01T00:00:00Z') - days * 86_400_000 }],
    });
  });
});
