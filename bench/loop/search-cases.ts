import type { JsonObject } from '../../src/fhir';
import { text } from './bodies';
import { JSON_TYPE, XML_TYPE, get, times, type LoopCase, type LoopRequest } from './requests';

const transaction = (entries: readonly JsonObject[]): LoopRequest => ({
  method: 'POST',
  path: '/',
  type: JSON_TYPE,
  body: JSON.stringify({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: entries.map((resource) => ({
      resource,
      request: { method: 'PUT', url: `${resource.resourceType as string}/${resource.id as string}` },
    })),
  }),
});

const WORDS = ['hôpital', 'centre', 'maison', 'clinique', 'service', 'pôle', 'institut', 'foyer'];
const word = (i: number): string => `${WORDS[i % WORDS.length]!}${i % 97}`;

/** What the searches below look through: as many resources and index entries as a few requests can store. */
const STORES: readonly LoopCase[] = [
  ...times(2, (part) => ({
    name: `store 20 organizations with many identifiers, part ${part}`,
    request: () =>
      transaction(
        times(20, (i) => ({
          resourceType: 'Organization',
          id: `many-${part}-${i}`,
          name: `Centre ${word(i)}`,
          identifier: times(900, (j) => ({ system: 'urn:many', value: `${part}-${i}-${j}` })),
        })),
      ),
  })),
  ...times(2, (part) => ({
    name: `store 20 organizations with many names, part ${part}`,
    request: () =>
      transaction(
        times(20, (i) => ({
          resourceType: 'Organization',
          id: `named-${part}-${i}`,
          identifier: [{ system: 'urn:named', value: `${part}-${i}` }],
          name: `Centre ${word(i)}`,
          alias: times(500, (j) => `${word(j)} ${word(j * 7)} ${part} ${i} ${j}`),
        })),
      ),
  })),
  ...times(2, (part) => ({
    name: `store a tree of 1,000 organizations, part ${part}`,
    request: () =>
      transaction(
        times(1_000, (i) => ({
          resourceType: 'Organization',
          id: `tree-${part}-${i}`,
          identifier: [{ system: 'urn:tree', value: `${part}-${i}` }],
          name: `${word(i)} ${word(i * 3)}`,
          meta: { tag: [{ system: 'urn:tag', code: `t${i % 10}` }], profile: [`http://a.example/p/${i % 50}/${i}`] },
          ...(i > 0 && { partOf: { reference: `Organization/tree-${part}-${Math.floor((i - 1) / 3)}` } }),
        })),
      ),
  })),
  {
    name: 'store 1,000 locations',
    request: () =>
      transaction(
        times(1_000, (i) => ({
          resourceType: 'Location',
          id: `place-${i}`,
          identifier: [{ system: 'urn:place', value: `${i}` }],
          name: `${word(i)} ${word(i * 5)}`,
          status: 'active',
          position: { latitude: 44 + (i % 50) / 10, longitude: -1 + i / 200 },
          managingOrganization: { reference: `Organization/tree-0-${i}` },
        })),
      ),
  },
  {
    name: 'store 1,000 services',
    request: () =>
      transaction(
        times(1_000, (i) => ({
          resourceType: 'HealthcareService',
          id: `offer-${i}`,
          identifier: [{ system: 'urn:offer', value: `${i}` }],
          name: `${word(i)} ${word(i * 5)}`,
          providedBy: { reference: `Organization/tree-0-${i}` },
          location: times(10, (j) => ({ reference: `Location/place-${(i + j) % 1_000}` })),
        })),
      ),
  },
];

/** Searches that just stay within the limits on criteria, and some beyond. */
export function searches(): LoopCase[] {
  const needs = STORES.map(({ name }) => name);
  const form = (path: string, body: string, accept = JSON_TYPE): LoopRequest => ({
    method: 'POST',
    path: `${path}/_search`,
    type: 'application/x-www-form-urlencoded',
    accept,
    body,
  });
  const list = (count: number, at: (index: number) => string): string => times(count, at).join(',');
  const organizations: Readonly<Record<string, string>> = {
    '1,000 identifiers': `identifier=${list(1_000, (i) => `urn:many|1-${i % 20}-${i % 900}`)}`,
    '1,000 identifiers of any system': `identifier=${list(1_000, (i) => `1-${i % 20}-${i % 900}`)}`,
    'all but 1,000 identifiers': `identifier:not=${list(1_000, (i) => `urn:many|1-${i % 20}-${i % 900}`)}`,
    'ten times all but 190 identifiers': times(10, (k) => `identifier:not=${list(190, (i) => `1-${k}-${i}`)}`).join(
      '&',
    ),
    'every identifier of a system': 'identifier=urn:many|&_count=1000',
    '1,000 ids': `_id=${list(1_000, (i) => `tree-0-${i}`)}&_count=1000`,
    '390 texts contained': `name:contains=${list(390, (i) => `e${i}`)}`,
    'ten times 38 texts contained': times(10, (k) => `name:contains=${list(38, (i) => `${k}e${i}`)}`).join('&'),
    'a letter contained': 'name:contains=e&_count=1000',
    'ten letters contained': [...'eatiorsluc'].map((letter) => `name:contains=${letter}`).join('&'),
    '390 texts': `name=${list(390, (i) => word(i))}`,
    '390 exact texts': `name:exact=${list(390, (i) => word(i))}`,
    'a text of accents': `name=${encodeURIComponent(text('é', 9_000))}`,
    'a text of ligatures': `name=${encodeURIComponent(text('ﷺ', 7_000))}`,
    'a text of marks': `name=e${encodeURIComponent(text('\u0301', 10_000))}`,
    '20,000 percent signs': `name=${text('%25', 60_000)}`,
    '20,000 broken escapes': `name=${text('%zz', 60_000)}`,
    '60,000 backslashes': `name=${text('\\', 60_000)}`,
    '1,000 words': `_content=${list(38, (i) => times(10, (j) => word(i * 10 + j)).join(' '))}`,
    'letters at the beginning of words': `_content=${list(390, (i) => 'abcdefghijklmnopqrstuvwxyz'[i % 26]!)}`,
    '60,000 words': `_content=${text('a ', 60_000)}`,
    '390 times': `_lastUpdated=${list(390, (i) => `ge20${10 + (i % 20)}-01-01`)}`,
    'a long time': `_lastUpdated=${text('2020-01-01T00:00:00.', 60_000)}`,
    '390 profiles below': `_profile:below=${list(390, (i) => `http://a.example/p/${i % 50}`)}`,
    '100 profiles above': `_profile:above=${list(100, (i) => `http://a.example/${text('p/', 600)}${i}`)}`,
    'ten tags': times(10, (i) => `_tag=urn:tag|t${i}`).join('&'),
    'tags that are not': times(10, (i) => `_tag:not=urn:tag|t${i}`).join('&'),
    'eight steps up': 'partof.partof.partof.partof.partof.partof.partof.partof.name=a',
    'ten chains of eight steps': times(10, () => 'partof.partof.partof.partof.partof.partof.partof.name=c').join('&'),
    'eight steps down': `${'_has:Organization:partof:'.repeat(8)}name=a`,
    'ten times eight steps down': times(10, (i) => `${'_has:Organization:partof:'.repeat(7)}name=a${i}`).join('&'),
    'a hundred steps down': `${'_has:Organization:partof:'.repeat(100)}name=a`,
    'up and down': `${'_has:Organization:partof:partof.'.repeat(4)}name:contains=e`,
    'all above with a letter': 'partof:above.name:contains=e&_count=1000',
    'all below with a letter': 'partof:below.name:contains=e&_count=1000',
    'ten times above and below': times(
      5,
      (i) => `partof:above.name:contains=e${i}&partof:below.name:contains=e${i}`,
    ).join('&'),
    'a filter of 100 texts': `_filter=${times(100, (i) => `name co "e${i}"`).join(' or ')}`,
    'a filter of 100 refused texts': `_filter=${times(100, (i) => `not (name co "e${i}")`).join(' and ')}`,
    'a filter of 20,000 brackets': `_filter=${text('(', 20_000)}`,
    'a filter of 10,000 nots': `_filter=${text('not (', 60_000)}`,
    'a filter of blanks': `_filter=name${text(' ', 60_000)}eq "a"`,
    'a filter with a long text': `_filter=name eq "${text('\\"', 60_000)}"`,
    'a filter of chains': `_filter=${times(20, (i) => `partof.partof.partof.name co "${i}"`).join(' or ')}`,
    'a filter in a filter': `_filter=partof[${'partof['.repeat(7)}name co "a"${']'.repeat(7)}].name co "e"`,
    '1,000 parameters': times(1_000, (i) => `a${i}=1`).join('&'),
    'a parameter 1,000 times': times(1_000, (i) => `name=${i}`).join('&'),
    'modifiers without end': `name${text(':exact', 60_000)}=a`,
    'a chain without end': `${text('partof.', 60_000)}name=a`,
    '9,000 elements': `_elements=${list(9_000, (i) => `el${i}`)}&_count=1000`,
    'the elements again and again': `_elements=${text('name,identifier,', 60_000)}&_count=1000`,
    '6,000 sort keys': `_sort=${list(6_000, (i) => `key${i}`)}`,
    'four sort keys': '_sort=name,-identifier,_tag,-_lastUpdated&_count=1000',
    'a sort by a chain': '_sort=partof.name,partof.partof.name&_count=1000',
    '30 includes': `${times(30, () => '_include:iterate=Organization:partof').join('&')}&_count=1000`,
    'includes of everything': '_include=*&_revinclude=*&_count=1000',
    'includes that repeat': '_include:iterate=*&_revinclude:iterate=*&_count=1000',
    '1,000 includes': times(1_000, (i) => `_include=Organization:a${i}`).join('&'),
    'services of all': '_revinclude=HealthcareService:organization&_revinclude=Location:organization&_count=1000',
    'a long format': `_format=${text('application/', 60_000)}`,
    'a long page': `_page=${text('a', 60_000)}`,
    'many types': `_type=${list(8_000, (i) => `Type${i}`)}`,
    'an exact total': 'name:contains=e&_total=accurate&_count=0',
    'a count of everything': `_summary=count&identifier:not=${list(900, (i) => `a${i}`)}`,
  };
  const others: Readonly<Record<string, LoopRequest>> = {
    '390 circles': form('/Location', `near=${list(390, (i) => `${44 + i / 100}|1.5|100|km`)}&_count=1000`),
    'ten times 38 circles': form(
      '/Location',
      times(10, (k) => `near=${list(38, (i) => `${44 + (k * i) / 100}|1.5|500`)}`).join('&'),
    ),
    'the whole earth': form('/Location', 'near=46|2|30000|km&_count=1000'),
    'a circle with a long number': form('/Location', `near=46|2|${text('1', 60_000)}|km`),
    'services by their locations': form(
      '/HealthcareService',
      'location.name:contains=e&organization.name:contains=e&_count=1000',
    ),
    'services by organizations above': form(
      '/HealthcareService',
      'organization.partof:above.name:contains=e&_count=1000',
    ),
    'services with everything': form('/HealthcareService', '_include=*&_include:iterate=*&_count=1000'),
    'all types': form('', `_lastUpdated=${list(390, () => 'ge2000')}&_count=1000`),
    'all types, sorted': form('', '_type=Organization,Location,HealthcareService&_sort=name,-_lastUpdated&_count=1000'),
    '1,000 as a page': form('/Organization', '_count=1000', 'text/html'),
    '1,000 in XML': form('/Organization', '_count=1000', XML_TYPE),
    '1,000, summary': form('/Organization', '_count=1000&_summary=true'),
    '1,000, pretty': form('/Organization', '_count=1000&_pretty=true'),
    'many identifiers, elements': form(
      '/Organization',
      '_id:missing=false&identifier=urn:many|&_elements=name,identifier&_count=1000',
    ),
    'a history of all': get('/_history?_count=1000'),
    'a history at a time': get('/Organization/_history?_at=2026&_count=1000'),
    'a history as a page': get('/Organization/_history?_count=1000', 'text/html'),
    'a history since a long time': get(`/Organization/_history?_since=${text('2020-', 15_000)}`),
    'a long query': get(`/Organization?name=${text('%C3%A9', 15_000)}`),
    'a long address': get(`/Organization/${text('a/', 15_000)}`),
    'a long id': get(`/Organization/${text('a', 15_000)}`),
    'an address of escapes': get(`/${text('%2e', 15_000)}`),
    'a long address of a version': get(`/Organization/small/_history/${text('1', 15_000)}`),
  };
  const rows: LoopCase[] = [
    ...Object.entries(organizations).map(([name, body]) => ({
      name: `search: ${name}`,
      request: () => form('/Organization', body),
    })),
    ...Object.entries(others).map(([name, request]) => ({ name: `search: ${name}`, request: () => request })),
  ];
  return [...STORES, ...rows.map((each) => ({ ...each, needs }))];
}
