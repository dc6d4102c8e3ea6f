import { FhirError } from '../../errors/fhir-error';
import { r4SearchParameters } from '../r4-parameters';
import { readClauses } from '../read-clauses';
import type { Reach } from '../reach';
import { searchableType } from '../searchable-type';
import type { SearchableType } from '../searchable';

const TYPES = ['Organization', 'Location', 'HealthcareService', 'Practitioner', 'PractitionerRole', 'Endpoint'];
/** Kept in another store. */
const FAR = 'Endpoint';

const searched = new Map<string, SearchableType>();
const reach: Reach = {
  types: TYPES,
  to: (from, type) =>
    (from === FAR) === (type === FAR) ? searched.get(type) : searched.has(type) ? 'elsewhere' : undefined,
};
for (const type of TYPES) {
  searched.set(type, { ...searchableType({ type, searchParameters: r4SearchParameters(type) }), reach });
}

const read = (name: string, value = 'x', type = 'HealthcareService') =>
  readClauses(searched.get(type)!, { [name]: value }, new Set());

const refersTo = (code: string, type: string, ...clauses: object[]) => ({ kind: 'refersTo', code, type, clauses });
const referredBy = (code: string, type: string, ...clauses: object[]) => ({ kind: 'referredBy', code, type, clauses });
const token = (code: string, ...values: string[]) => ({
  kind: 'token',
  code,
  values: values.map((value) => ({ value })),
});
const text = (code: string, match: string, ...values: string[]) => ({ kind: 'string', code, match, values });

describe('a criterion about other resources', () => {
  it.each<[string, string, string, object]>([
    ['a chain', 'HealthcareService', 'organization.identifier', refersTo('organization', 'Organization', token('identifier', 'x'))],
    ['a chain that names its type', 'HealthcareService', 'organization:Organization.identifier', refersTo('organization', 'Organization', token('identifier', 'x'))],
    ['a modifier behind a chain', 'HealthcareService', 'organization.name:contains', refersTo('organization', 'Organization', text('name', 'contains', 'x'))],
    ['an id behind a chain', 'HealthcareService', 'organization._id', refersTo('organization', 'Organization', { kind: 'id', ids: ['x'] })],
    ['a chain of chains', 'HealthcareService', 'organization.partof.partof.name', refersTo('organization', 'Organization', refersTo('partof', 'Organization', refersTo('partof', 'Organization', text('name', 'starts', 'x'))))],
    ['a reference at the end of a chain', 'HealthcareService', 'organization.partof', refersTo('organization', 'Organization', { kind: 'reference', code: 'partof', values: [{ type: 'Organization', id: 'x' }] })],
    ['who refers to it', 'Location', '_has:HealthcareService:location:identifier', referredBy('location', 'HealthcareService', token('identifier', 'x'))],
    ['who refers to who refers to it', 'Location', '_has:HealthcareService:location:_has:PractitionerRole:service:identifier', referredBy('location', 'HealthcareService', referredBy('service', 'PractitionerRole', token('identifier', 'x')))],
    ['a chain behind _has', 'HealthcareService', '_has:PractitionerRole:service:practitioner.identifier', referredBy('service', 'PractitionerRole', refersTo('practitioner', 'Practitioner', token('identifier', 'x')))],
    ['_has behind a chain', 'HealthcareService', 'organization._has:PractitionerRole:organization:identifier', refersTo('organization', 'Organization', referredBy('organization', 'PractitionerRole', token('identifier', 'x')))],
    ['above in a tree', 'HealthcareService', 'organization.partof:above.identifier', refersTo('organization', 'Organization', { kind: 'above', code: 'partof', clauses: [token('identifier', 'x')] })],
    ['below in a tree', 'Organization', 'partof:below.identifier', { kind: 'below', code: 'partof', clauses: [token('identifier', 'x')] }],
  ])('%s', (_, type, name, expected) => {
    expect(read(name, 'x', type)).toMatchObject({ clauses: [expected], unknown: [], used: [[name, 'x']] });
  }); // prettier-ignore

  it('keeps or, and, and what is escaped', () => {
    const given = { 'organization.identifier': ['a,b\\,c', 'd'] };
    const { clauses } = readClauses(searched.get('HealthcareService')!, given, new Set());
    expect(clauses).toEqual([
      refersTo('organization', 'Organization', token('identifier', 'a', 'b,c')),
      refersTo('organization', 'Organization', token('identifier', 'd')),
    ]);
  });

  it('is about every type that a reference may name, and that knows the parameter', () => {
    const { clauses } = read('coverage-area.address-city', 'x', 'HealthcareService');
    expect(clauses).toEqual([refersTo('coverage-area', 'Location', text('address-city', 'starts', 'x'))]);
  });

  it.each<[string, string, string, RegExp, RegExp]>([
    ['an unknown first step', 'HealthcareService', 'organisation.name', /^organisation is not a search parameter of HealthcareService here; did you mean organization/, /^HealthcareService can be searched by .*organization/],
    ['an unknown last step', 'HealthcareService', 'organization.identifer', /^identifer is not a search parameter of Organization here; did you mean identifier/, /^Organization can be searched by .*identifier/],
    ['what is not a reference', 'HealthcareService', 'name.identifier', /^name of HealthcareService is not a reference/, /^References of HealthcareService are .*organization/],
    ['an unknown type of _has', 'Location', '_has:Task:focus:status', /^Task is not a type that can be searched here/, /^Types that can be searched: Organization, /],
    ['an unknown reference of _has', 'Location', '_has:HealthcareService:place:name', /^place is not a search parameter of HealthcareService/, /location/],
    ['a reference of _has to another type', 'Location', '_has:HealthcareService:organization:name', /^organization of HealthcareService does not refer to resources of type Location/, /^It refers to Organization\./],
    ['half of a _has', 'Location', '_has:HealthcareService:location', /does not say what to search for/, /^Write _has:/],
    ['nothing at the end', 'HealthcareService', 'organization.', /^"" is not a search parameter of Organization/, /^Organization can/],
    ['a type of another store', 'HealthcareService', 'endpoint.name', /^HealthcareService and Endpoint are stored in two databases/, /^Search Endpoint first, then search HealthcareService/],
    ['a tree that is none', 'HealthcareService', 'organization:above.name', /^organization does not refer to resources of its own type, HealthcareService/, /partof/],
    ['a word of JavaScript', 'HealthcareService', 'organization.__proto__.constructor', /^__proto__ is not a search parameter of Organization/, /^Organization can/],
  ])('%s is unknown, and told what is known there', (_, type, name, said, hint) => {
    const { clauses, unknown } = read(name, 'x', type);
    expect(clauses).toEqual([]);
    expect(unknown).toEqual([expect.objectContaining({ code: 'not-supported', expression: `http.${name}` })]);
    expect(String(unknown[0]!.text)).toMatch(said);
    expect(String(unknown[0]!.hint)).toMatch(hint);
  }); // prettier-ignore

  it.each<[string, string, string, string, string, RegExp]>([
    ['a modifier of another type', 'organization:Location.name', 'x', 'not-supported', 'http.organization:Location.name', /modifier of organization:Location\.name is not supported/],
    ['a modifier that is not known', 'organization.name:nearly', 'x', 'not-supported', 'http.organization.name:nearly', /modifier of organization\.name:nearly/],
    ['a value that cannot be meant', 'organization.identifier', 'a|b|c', 'value', 'http.organization.identifier', /too many bars/],
    ['a chain of twenty', `organization.${'partof.'.repeat(19)}name`, 'x', 'too-costly', 'http.', /follows more than 8 references/],
    ['a chain of a thousand', `organization.${'partof.'.repeat(1_000)}name`, 'x', 'too-costly', 'http.', /follows more than 8 references/],
    ['_has in _has in _has', `${'_has:Organization:partof:'.repeat(9)}name`, 'x', 'too-costly', 'http.', /follows more than 8 references/],
  ])('%s is refused', (_, name, value, code, place, said) => {
    const type = name.startsWith('_has') ? 'Organization' : 'HealthcareService';
    const error = refusal(() => read(name, value, type));
    expect(error.kind).toBe('invalid-request');
    expect(error.issues[0]).toMatchObject({ code, expression: expect.stringContaining(place) });
    expect(String(error.issues[0]!.text)).toMatch(said);
  }); // prettier-ignore
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
