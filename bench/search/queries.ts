import type { Facts } from './facts';

/** A kind of query from the guide. */
export interface QueryKind {
  readonly name: string;
  readonly urls: readonly string[];
  /** `few`: a few matches, depending on the values; `page`: a page with everything it includes; `wide`: neither. */
  readonly answers: 'few' | 'page' | 'wide';
  /** True when it finds the same at every size of the directory. */
  readonly isFixed?: boolean;
  /** True when there is a handwritten statement for it. */
  readonly isCompared?: boolean;
}

const INCLUDES = [
  '_include=HealthcareService:organization',
  '_include:iterate=Organization:partof',
  '_include=HealthcareService:location',
  '_revinclude=PractitionerRole:service',
  '_include=PractitionerRole:practitioner',
].join('&');

/**
 * @param lately instants at or after which few resources were written
 */
export function queryKinds(facts: Facts, lately: readonly string[]): readonly QueryKind[] {
  const { offers, offerIdentifiers, specialties, rareSpecialties, headIdentifiers, postcodes, places } = facts;
  const of = (type: string, values: readonly string[], query: (value: string) => string): string[] =>
    values.map((value) => `/fhir/${type}?${query(encodeURIComponent(value))}`);
  const offered = (values: readonly string[], query: (value: string) => string) =>
    of('HealthcareService', values, query);
  return [
    { name: 'read by id', urls: offers.map((id) => `/fhir/HealthcareService/${id}`), answers: 'few', isFixed: true },
    { name: 'identifier', urls: offered(offerIdentifiers, (value) => `identifier=${value}`), answers: 'few', isFixed: true, isCompared: true },
    { name: 'token, rare', urls: offered(rareSpecialties, (value) => `specialty=${value}&_count=20`), answers: 'few' },
    { name: 'token, common, 20 of them', urls: offered(specialties, (value) => `specialty=${value}&_count=20`), answers: 'few', isCompared: true },
    { name: 'two tokens of a list', urls: offered(specialties, (value) => `specialty=${value},${encodeURIComponent(rareSpecialties[0]!)}&_count=20`), answers: 'few' },
    { name: '_lastUpdated, a few', urls: offered(lately, (value) => `_lastUpdated=ge${value}&_count=20`), answers: 'few', isFixed: true, isCompared: true },
    { name: '_lastUpdated, all, 20 of them', urls: offered(['2020-01-01'], (value) => `_lastUpdated=ge${value}&_count=20`), answers: 'wide' },
    { name: 'chain', urls: offered(headIdentifiers, (value) => `organization.partof.identifier=${value}&_count=20`), answers: 'few', isFixed: true },
    { name: ':above', urls: offered(headIdentifiers, (value) => `organization.identifier:above=${value}&_count=20`), answers: 'few', isFixed: true },
    { name: 'near, 2 km', urls: offered(places, (value) => `location.near=${value}${encodeURIComponent('|2|km')}&_count=20`), answers: 'few' },
    { name: '_filter', urls: offered(specialties, (value) => `_filter=${encodeURIComponent('(specialty eq ')}${value}${encodeURIComponent(' and location.address-postalcode sw "75")')}&_count=20`), answers: 'few' },
    { name: 'text', urls: of('Organization', ['Marronniers', 'Sainte', 'Imagerie'], (value) => `name=${value}&_count=20`), answers: 'wide' },
    { name: 'postal codes', urls: of('Location', postcodes, (value) => `address-postalcode=${value}&_count=20`), answers: 'few' },
    { name: 'first page of a type', urls: ['HealthcareService', 'PractitionerRole', 'Practitioner'].map((type) => `/fhir/${type}?_count=20`), answers: 'few', isFixed: true },
    { name: 'sorted by name', urls: ['/fhir/Organization?_sort=name&_count=20', '/fhir/Organization?_sort=-_lastUpdated&_count=20'], answers: 'few', isFixed: true },
    { name: 'extraction page, five includes, 50 offers', urls: offered(['1'], () => `_count=50&${INCLUDES}`), answers: 'page', isFixed: true },
    { name: 'one offer with five includes', urls: offered(offerIdentifiers, (value) => `identifier=${value}&${INCLUDES}`), answers: 'few', isFixed: true },
  ]; // prettier-ignore
}
