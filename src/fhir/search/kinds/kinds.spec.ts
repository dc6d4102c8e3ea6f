import type { JsonValue } from '../../json';
import type { IndexEntry } from '../../ports/index-change';
import type { SearchClause } from '../../ports/search';
import { splitAt } from '../escaping';
import { clauseFits } from '../fits';
import { KINDS, type ParameterType } from './index';

const BASE = 'http://here/fhir';

/** What is indexed of an element of this FHIR type. */
function entriesOf(kind: ParameterType, type: string, value: JsonValue): readonly IndexEntry[] {
  return KINDS[kind].elements[type]!(value, 'c', BASE);
}

/** @param asked a value after an equals sign, perhaps with a modifier before it: `:exact=a` */
function clauseOf(kind: ParameterType, asked: string): SearchClause {
  const [, modifier, text = ''] = /^(?::(\w+)=)?(.*)$/s.exec(asked)!;
  const alternatives = splitAt(',', text);
  return KINDS[kind].clause(
    { code: 'c' },
    { alternatives, baseUrl: BASE, ...(modifier !== undefined && { modifier }) },
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
  ])('%s', (_, kind, type, value, asked, isFound) => {
    const candidate = { type: 'Basic', id: '1', lastUpdated: 0, entries: entriesOf(kind, type, value) };
    expect(clauseFits(clauseOf(kind, asked), candidate)).toBe(isFound);
  }); // prettier-ignore

  it.each<[ParameterType, string, JsonValue]>([
    ['token', 'Identifier', { system: 'urn:s' }],
    ['token', 'Coding', { display: 'x' }],
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
  ])('%s: %s is refused', (kind, asked) => {
    expect(() => clauseOf(kind, asked)).toThrow(expect.objectContaining({ kind: 'invalid-request' }));
  });
});
