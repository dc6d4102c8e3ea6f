import { FhirError } from '../../errors/fhir-error';
import { r4SearchParameters } from '../r4-parameters';
import type { Reach } from '../reach';
import { readClauses, type Manners } from '../read-clauses';
import type { SearchableType } from '../searchable';
import { searchableType } from '../searchable-type';

const TYPES = ['Organization', 'Location', 'HealthcareService', 'PractitionerRole'];
const searched = new Map<string, SearchableType>();
const reach: Reach = { types: TYPES, to: (_, type) => searched.get(type) };
for (const type of TYPES) {
  searched.set(type, { ...searchableType({ type, searchParameters: r4SearchParameters(type) }), reach });
}

const LOOSE = { text: 'said', rule: 'loose' };
const DIALECT: Manners = {
  dialect: {
    translate: (criterion) => criterion,
    filter: { repeated: LOOSE, capitals: LOOSE, equals: LOOSE, begins: LOOSE },
  },
};
const read = (filter: string, manners: Manners = {}, type = 'Organization') =>
  readClauses(searched.get(type)!, { _filter: filter }, new Set(), manners).clauses[0];

const token = (code: string, value: string, system?: string) => ({
  kind: 'token',
  code,
  values: [{ ...(system !== undefined && { system }), value }],
});
const text = (code: string, match: string, value: string) => ({ kind: 'string', code, match, values: [value] });
const any = (...clauses: object[]) => ({ kind: 'any', clauses });
const all = (...clauses: object[]) => ({ kind: 'all', clauses });
const not = (clause: object) => ({ kind: 'not', clause });
const refersTo = (code: string, type: string, ...clauses: object[]) => ({ kind: 'refersTo', code, type, clauses });
const [A, B, C] = [token('active', 'a'), token('type', 'b'), token('type', 'c')];
const dated = (prefix: string) => ({
  kind: 'lastUpdated',
  values: [{ prefix, low: Date.UTC(2026, 0, 1), high: Date.UTC(2026, 0, 2) - 1 }],
});

describe('a filter (https://hl7.org/fhir/R4/search_filter.html)', () => {
  it.each<[string, string, object]>([
    ['a comparison', 'active eq a', A],
    ['a token of a system', 'type eq http://x/y|b', token('type', 'b', 'http://x/y')],
    ['a token in quotes', 'type eq "http://x/y|b c"', token('type', 'b c', 'http://x/y')],
    ['commas mean themselves', 'type eq b,c', token('type', 'b,c')],
    ['escapes of JSON', 'name co "a\\"b\\u00e9\\\\,"', text('name', 'contains', 'a"be\\,')],
    ['equal texts', 'name eq "Hôpital"', text('name', 'equals', 'hopital')],
    ['what a text begins with', 'name sw Hôp', text('name', 'starts', 'hop')],
    ['what is in a text', 'name co ôp', text('name', 'contains', 'op')],
    ['another text', 'name ne "Hôpital"', { kind: 'unlike', code: 'name', clause: text('name', 'equals', 'hopital') }],
    ['another code', 'type ne b', { kind: 'unlike', code: 'type', clause: B }],
    ['that there is a value', 'type pr true', { kind: 'missing', code: 'type', of: 'token', missing: false }],
    ['that there is none', 'type pr false', { kind: 'missing', code: 'type', of: 'token', missing: true }],
    ['later than', '_lastUpdated gt 2026-01-01', dated('gt')],
    ['earlier than', '_lastUpdated lt 2026-01-01', dated('lt')],
    ['from', '_lastUpdated ge 2026-01-01', dated('ge')],
    ['up to', '_lastUpdated le 2026-01-01', dated('le')],
    ['that day', '_lastUpdated eq 2026-01-01', dated('eq')],
    ['another day', '_lastUpdated ne 2026-01-01', dated('ne')],
    ['after', '_lastUpdated sa 2026-01-01', dated('sa')],
    ['before', '_lastUpdated eb 2026-01-01', dated('eb')],
    ['overlapping', '_lastUpdated po 2026-01-01', dated('ap')],
    ['a reference', 'partof re Organization/1', { kind: 'reference', code: 'partof', values: [{ type: 'Organization', id: '1' }] }],
    ['and', 'active eq a and type eq b', all(A, B)],
    ['or', 'active eq a or type eq b', any(A, B)],
    ['and and or from left to right, without precedence', 'active eq a or type eq b and type eq c', all(any(A, B), C)],
    ['brackets', 'active eq a or (type eq b and type eq c)', any(A, all(B, C))],
    ['not', 'not (active eq a)', not(A)],
    ['not of several', 'type eq c and not(active eq a or type eq b)', all(C, not(any(A, B)))],
    ['brackets round brackets', '(((active eq a)))', A],
    ['space wherever it may be', '  ( active   eq  a )  and(type eq b)', all(A, B)],
    ['a chain', 'partof.type eq b', refersTo('partof', 'Organization', B)],
    ['a filter in a path', 'partof[active eq a].type eq b', refersTo('partof', 'Organization', all(A, B))],
    ['a chain in a filter in a path', 'partof[partof.active eq a or type eq c].type eq b', refersTo('partof', 'Organization', all(any(refersTo('partof', 'Organization', A), C), B))],
    ['a filter in a filter', 'partof[partof[active eq a].type eq c].type eq b', refersTo('partof', 'Organization', all(refersTo('partof', 'Organization', all(A, C)), B))],
    ['who refers to it', '_has:PractitionerRole:organization:active eq a', { kind: 'referredBy', code: 'organization', type: 'PractitionerRole', clauses: [A] }],
    ['names of operators as values', 'active eq and and type eq or', all(token('active', 'and'), token('type', 'or'))],
  ])('reads %s', (_, filter, expected) => {
    expect(read(filter)).toEqual(expected);
  }); // prettier-ignore

  it.each<[string, string, object]>([
    ['a value without a comparison', 'type eq b or c', any(B, C)],
    ['in brackets, in quotes', '(type eq "b" or "c")', any(B, C)],
    ['codes of a system', 'type eq s|b or s|c', any(token('type', 'b', 's'), token('type', 'c', 's'))],
    ['numbers', '_id eq 140 or 141', any({ kind: 'id', ids: ['140'] }, { kind: 'id', ids: ['141'] })],
    ['capitals', 'active eq a OR type eq b', any(A, B)],
    ['NOT', 'NOT (active eq a)', not(A)],
    ['an equals sign', '(active=a or partof.type=b)', any(A, refersTo('partof', 'Organization', B))],
    ['what a text begins with', 'name eq "35"', text('name', 'starts', '35')],
  ])('reads %s where a dialect writes so, and else refuses it', (_, filter, expected) => {
    expect(read(filter, DIALECT)).toEqual(expected);
    expect(filter.includes('name') || refusal(() => read(filter)).kind === 'invalid-request').toBe(true);
  });

  it.each<[string, string, string, RegExp]>([
    ['nothing but space', '  ', 'invalid', /character 3: a comparison is missing/],
    ['no operator', 'active', 'invalid', /character 1: active is not a comparison/],
    ['no value', 'active eq', 'invalid', /character 10: a value is missing/],
    ['no value in brackets', '(active eq )', 'invalid', /character 12: a value is missing/],
    ['an unknown operator', 'active is a', 'invalid', /character 1: active is a is not a comparison/],
    ['an open bracket', '(active eq a', 'invalid', /character 13: a closing parenthesis is missing/],
    ['a bracket too many', 'active eq a)', 'invalid', /character 12: \) is not allowed here/],
    ['nothing after and', 'active eq a and', 'invalid', /character 16: a comparison is missing/],
    ['two without a word between', 'active eq a type eq b', 'invalid', /character 13: type eq b is not allowed here/],
    ['a text without an end', 'name eq "abc', 'invalid', /character 9: the text is not a valid JSON string/],
    ['a path that ends', 'partof[active eq a] eq b', 'invalid', /the path is not complete/],
    ['a square bracket left open', 'partof[active eq a.type eq b', 'invalid', /not allowed|not complete/],
    ['an unknown parameter', 'activ eq a', 'not-supported', /character 1: activ is not a search parameter of Organization here; did you mean active/],
    ['an unknown parameter in a path', 'active eq a and partof.tipe eq b', 'not-supported', /character 17: tipe is not a search parameter of Organization/],
    ['an end of a text', 'name ew "x"', 'not-supported', /character 1: ew is not supported here for name, which is of type string/],
    ['a part of a code', 'type co b', 'not-supported', /co is not supported here for type, which is of type token/],
    ['an order of texts', 'name gt a', 'not-supported', /gt is not supported here for name/],
    ['a modifier', 'name:exact eq a', 'invalid', /the modifier :exact is not allowed in a filter/],
    ['what is no date', '_lastUpdated ge yesterday', 'invalid', /character 1: geyesterday is not a date|character 1: yesterday is not a date/],
    ['a presence that is neither true nor false', 'type pr yes', 'invalid', /character 1: type pr must be true or false, not yes/],
    ['a hundred and one comparisons', Array(101).fill('active eq a').join(' or '), 'too-costly', /more than 100 comparisons/],
    ['a thousand brackets', `${'('.repeat(1_000)}active eq a${')'.repeat(1_000)}`, 'too-costly', /character 26: brackets are nested more than 24 levels deep/],
    ['a hundred thousand nots', `${'not('.repeat(100_000)}active eq a`, 'too-costly', /brackets are nested/],
    ['a thousand filters in paths', `${'partof['.repeat(1_000)}active eq a`, 'too-costly', /brackets are nested/],
  ])('refuses %s, and says where', (_, filter, code, said) => {
    const error = refusal(() => read(filter));
    expect(error.kind).toBe('invalid-request');
    expect(error.issues[0]).toMatchObject({ code, expression: 'http._filter' });
    expect(String(error.issues[0]!.text)).toMatch(said);
  }); // prettier-ignore

  it('is unknown where the store answers no trees', () => {
    const { unknown } = readClauses(searchableType({ type: 'Organization' }), { _filter: 'active eq a' }, new Set());
    expect(unknown).toHaveLength(1);
  });
});

function refusal(work: () => unknown): FhirError {
  try {
    work();
  } catch (error) {
    if (error instanceof FhirError) return error;
    throw error;
  }
  throw new Error('Nothing was refused');
}
