import {
  commune,
  known,
  offer,
  organization,
  places,
  position,
  postcode,
  practitioner,
  reference,
  region,
  role,
} from '../directory';
import type { Key, Line, Stored } from '../line';
import { coded, T } from '../terms';

const location = (id: string, more: object = {}): Stored => ({ resourceType: 'Location', id, ...more });
const RPPS = 'urn:oid:1.2.250.1.71.4.2.1';
const numbered = (system: string, value: string) => ({ identifier: [{ system, value }] });
const NANTES = position(47.2184, -1.5536);
const ANCENIS = position(47.3667, -1.1667);
const KEYS = (type: string, ...ids: string[]): Key[] => ids.map((id): Key => `${type}/${id}`);

const THREE_PLACES = [
  location('hit', { ...NANTES, type: [coded('R343', '001')], status: 'active', ...postcode('44000') }),
  location('other-type', { ...ANCENIS, type: [coded('R343', '002')], status: 'active', ...postcode('44150') }),
  location('closed', { type: [coded('R343', '002')], status: 'inactive', ...postcode('35440') }),
];

const aboutPlaces: readonly Line[] = [
  { line: 'dev.L1', request: 'Location', given: THREE_PLACES, finds: places('hit', 'other-type', 'closed') },
  {
    line: 'dev.L2',
    request: 'Location?_include=Location:organization',
    given: [
      location('run', { managingOrganization: reference('Organization/runs') }),
      location('alone'),
      organization('runs'),
    ],
    finds: places('run', 'alone'),
    brings: ['Organization/runs'],
  },
  { line: 'dev.L3', request: 'Location?status=active', given: THREE_PLACES, finds: places('hit', 'other-type') },
  {
    line: 'dev.L4',
    request: 'Location?identifier=urn:jdv-j236|XXX',
    given: [
      location('hit', numbered('urn:jdv-j236', 'XXX')),
      location('other-register', numbered('urn:jdv-j237', 'XXX')),
      location('other', numbered('urn:jdv-j236', 'XXY')),
    ],
    finds: places('hit'),
  },
  {
    line: 'dev.L5',
    request: 'Location?identifier=YYY&_include=Location:organization',
    given: [
      location('hit', { ...known('YYY'), managingOrganization: reference('Organization/runs') }),
      location('other', { ...known('YYZ'), managingOrganization: reference('Organization/others') }),
      organization('runs'),
      organization('others'),
    ],
    finds: places('hit'),
    brings: ['Organization/runs'],
  },
  { line: 'dev.L6', request: `Location?type=${T('R343')}|001`, given: THREE_PLACES, finds: places('hit') },
  {
    line: 'dev.L7',
    request: `Location?type=${T('R343')}|002&status=active`,
    given: THREE_PLACES,
    finds: places('other-type'),
  },
  { line: 'dev.L8', request: 'Location?address-postalcode=44000', given: THREE_PLACES, finds: places('hit') },
  {
    line: 'dev.L9',
    request: 'Location?address-city=Nantes',
    given: [
      location('hit', { address: { city: 'NANTES' } }),
      location('its-suburb', { address: { city: 'Nantes Cedex 1' } }),
      location('other', { address: { city: 'Nanterre' } }),
    ],
    finds: places('hit', 'its-suburb'),
  },
  {
    line: 'dev.L10',
    request: `Location?commune-cog=${T('R13')}|44109`,
    given: [location('hit', commune('44109')), location('other', commune('44110'))],
    finds: places('hit'),
  },
  {
    line: 'dev.L11',
    request: 'Location?_filter=(address-postalcode eq "44000" or "35440")',
    given: THREE_PLACES,
    finds: places('hit', 'closed'),
  },
  {
    line: 'dev.L12',
    request: 'Location?near=47.21827323906432|-1.6369631507460436|15|km',
    given: THREE_PLACES,
    finds: places('hit'),
    distances: { 'Location/hit': 6 },
  },
  {
    line: 'dev.L13',
    request: 'Location?near-insee-code=44162|15|km',
    given: THREE_PLACES,
    finds: places('hit'),
    distances: { 'Location/hit': 7 },
  },
  {
    line: 'dev.L14',
    request: 'Location?_lastUpdated=ge{since}&_sort=_lastUpdated',
    before: [location('a-old')],
    given: [location('z'), location('m'), location('a')],
    finds: places('z', 'm', 'a'),
    isSorted: true,
  },
  {
    line: 'dev.L15',
    request: 'Location?_lastUpdated=ge{since}&_lastUpdated=le2999-01-31T23:59:59%2B01:00',
    before: [location('old')],
    given: [location('new')],
    finds: places('new'),
  },
];

const TREE = [
  organization('top', known('1290004324')),
  organization('below', { ...known('750000001'), partOf: reference('Organization/top') }),
];
const KINDS = [
  organization('by-category', { type: [coded('R66', '101')], ...region('52') }),
  organization('by-mode', { type: [coded('R213', '032')], ...region('53') }),
  organization('same-code', { type: [coded('R66', '032'), coded('R213', '101')], ...region('52') }),
];

const aboutOrganizations: readonly Line[] = [
  { line: 'dev.O1', request: 'Organization', given: TREE, finds: KEYS('Organization', 'top', 'below') },
  {
    line: 'dev.O2',
    request: 'Organization?_include=Organization:partof',
    given: TREE,
    finds: KEYS('Organization', 'top', 'below'),
  },
  {
    line: 'dev.O3',
    request: 'Organization?_revinclude=HealthcareService:organization',
    given: offer('one').filter(({ resourceType }) => ['Organization', 'HealthcareService'].includes(resourceType)),
    finds: KEYS('Organization', 'one-site', 'one-head'),
    brings: ['HealthcareService/one'],
  },
  {
    line: 'dev.O4',
    request: 'Organization?_revinclude=PractitionerRole:organization',
    given: [...TREE, role('in', { organization: reference('Organization/top') }), role('out')],
    finds: KEYS('Organization', 'top', 'below'),
    brings: ['PractitionerRole/in'],
  },
  {
    line: 'dev.O5',
    request: 'Organization?identifier=750000001',
    given: TREE,
    finds: KEYS('Organization', 'below'),
  },
  {
    line: 'dev.O6',
    request: 'Organization?identifier=750000001&_include=Organization:partof',
    given: TREE,
    finds: KEYS('Organization', 'below'),
    brings: ['Organization/top'],
  },
  {
    line: 'dev.O7',
    request: 'Organization?name:contains=chu',
    given: [organization('hit', { name: 'Site du CHU' }), organization('other', { name: 'Site du CH' })],
    finds: KEYS('Organization', 'hit'),
  },
  {
    line: 'dev.O8',
    request: 'Organization?name=Centre Hospitalier Universitaire de Nantes',
    given: [
      organization('hit', { name: 'CENTRE HOSPITALIER UNIVERSITAIRE DE NANTES' }),
      organization('not-at-the-beginning', { name: 'Le Centre Hospitalier Universitaire de Nantes' }),
      organization('other', { name: 'Centre Hospitalier Universitaire de Nancy' }),
    ],
    finds: KEYS('Organization', 'hit'),
  },
  {
    line: 'dev.O9',
    request: 'Organization?_lastUpdated=ge{since}',
    before: [organization('old')],
    given: [organization('new')],
    finds: KEYS('Organization', 'new'),
  },
  {
    line: 'dev.O10',
    request: 'Organization?_lastUpdated=ge{since}&_lastUpdated=le2999-06-30',
    before: [organization('old')],
    given: [organization('new')],
    finds: KEYS('Organization', 'new'),
  },
  {
    line: 'dev.O11',
    request: `Organization?type=${T('R66')}|101`,
    given: KINDS,
    finds: KEYS('Organization', 'by-category'),
  },
  {
    line: 'dev.O12',
    request: `Organization?type=${T('R213')}|032`,
    given: KINDS,
    finds: KEYS('Organization', 'by-mode'),
  },
  {
    line: 'dev.O13',
    request: `Organization?_tag=${T('R30')}|52`,
    given: KINDS,
    finds: KEYS('Organization', 'by-category', 'same-code'),
  },
  {
    line: 'dev.O14',
    request: `Organization?_tag=${T('R30')}|52&type=${T('R66')}|101`,
    given: [...KINDS, organization('other-region', { type: [coded('R66', '101')], ...region('53') })],
    finds: KEYS('Organization', 'by-category'),
  },
  {
    line: 'next',
    request: 'Organization?_profile=urn:ror-internal-organization',
    given: [
      organization('hit', { meta: { profile: ['urn:ror-internal-organization'] } }),
      organization('other', { meta: { profile: ['urn:ror-internal'] } }),
    ],
    finds: KEYS('Organization', 'hit'),
  },
];

const PROFESSIONALS = [
  practitioner('159', { ...numbered(RPPS, '10001234567'), ...region('84') }),
  practitioner('160', { ...numbered(RPPS, '10009876543'), ...region('11') }),
  practitioner('161', numbered('urn:other', '10001234567')),
];
const ROLES = [
  role('753', {
    ...numbered('urn:roles', '11102379616'),
    ...region('52'),
    practitioner: reference('Practitioner/159'),
    organization: reference('Organization/top'),
  }),
  role('754', { ...region('53') }),
  ...PROFESSIONALS,
  organization('top'),
];

const aboutProfessionals: readonly Line[] = [
  { line: 'dev.P1', request: 'Practitioner', given: PROFESSIONALS, finds: KEYS('Practitioner', '159', '160', '161') },
  {
    line: 'dev.P2',
    request: `Practitioner?identifier=${RPPS}|10001234567`,
    given: PROFESSIONALS,
    finds: KEYS('Practitioner', '159'),
  },
  { line: 'dev.P3', request: 'Practitioner?_id=159', given: PROFESSIONALS, finds: KEYS('Practitioner', '159') },
  {
    line: 'dev.P4',
    request: 'Practitioner?_lastUpdated=ge{since}',
    before: [practitioner('old')],
    given: [practitioner('new')],
    finds: KEYS('Practitioner', 'new'),
  },
  {
    line: 'dev.P5',
    request: `Practitioner?_tag=${T('R30')}|84`,
    given: PROFESSIONALS,
    finds: KEYS('Practitioner', '159'),
  },
  {
    line: 'dev.P6',
    request: `Practitioner?_filter=(identifier eq ${RPPS}|10001234567 or ${RPPS}|10009876543)`,
    given: PROFESSIONALS,
    finds: KEYS('Practitioner', '159', '160'),
  },
  { line: 'dev.R1', request: 'PractitionerRole', given: ROLES, finds: KEYS('PractitionerRole', '753', '754') },
  {
    line: 'dev.R2',
    request: 'PractitionerRole?_include=PractitionerRole:practitioner&_include=PractitionerRole:organization',
    given: ROLES,
    finds: KEYS('PractitionerRole', '753', '754'),
    brings: ['Practitioner/159', 'Organization/top'],
  },
  { line: 'dev.R3', request: 'PractitionerRole?_id=753', given: ROLES, finds: KEYS('PractitionerRole', '753') },
  {
    line: 'dev.R5',
    request: 'PractitionerRole?identifier=11102379616',
    given: ROLES,
    finds: KEYS('PractitionerRole', '753'),
  },
  {
    line: 'dev.R6',
    request: 'PractitionerRole?_lastUpdated=ge{since}',
    before: [role('old')],
    given: [role('new')],
    finds: KEYS('PractitionerRole', 'new'),
  },
  {
    line: 'dev.R7',
    request: `PractitionerRole?_tag=${T('R30')}|52`,
    given: ROLES,
    finds: KEYS('PractitionerRole', '753'),
  },
];

const aboutOffers: readonly Line[] = [
  {
    line: 'dev.H1',
    request: 'HealthcareService',
    given: offer('one'),
    finds: ['HealthcareService/one'],
  },
  {
    line: 'dev.H2',
    request: 'HealthcareService?_include=HealthcareService:organization',
    given: offer('one'),
    finds: ['HealthcareService/one'],
    brings: ['Organization/one-site'],
  },
];

/** Requests of the guide for developers. */
export const developers: readonly Line[] = [
  ...aboutPlaces,
  ...aboutOrganizations,
  ...aboutProfessionals,
  ...aboutOffers,
];
