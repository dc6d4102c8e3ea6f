import type { Language } from '../messages';
import { organization, site, view } from '../../../test/support/page-views';
import { textsOf } from '../../../test/support/page-texts';
import type { JsonObject } from '../json/json-value';
import { MOST_OF_A_VALUE } from './code-writer';
import type { PageView, SearchForm, WelcomeView } from './page-view';
import { resourcePage } from './resource-page';
import { siteOf } from './site';
import { welcomePage } from './welcome-page';

/** A language in which every message is in brackets, whatever its English text. */
const marking: Language = {
  tag: 'fr',
  translations: new Proxy({}, { get: (_, source) => `⟦${String(source)}⟧` }),
};

/** The words of a page that no message has: those of its view. */
function wordsBesides(page: string): string[] {
  const rest = textsOf(page).map((text) => {
    let left = text;
    while (/⟦[^⟦⟧]*⟧/.test(left)) left = left.replace(/⟦[^⟦⟧]*⟧/g, ' ');
    return left;
  });
  return rest.join(' ').match(/[\p{L}][\p{L}\p{N}]*/gu) ?? [];
}

/** What is the same in all languages, such as the example of a criterion. */
const OF_ALL_LANGUAGES = ['FHIR', 'R4', 'JSON', 'XML', 'GET', 'UTC', 'i', 'organization', 'contains'];

const bundle = (type: string, more: JsonObject = {}): JsonObject => ({ resourceType: 'Bundle', type, ...more });
const link = (relation: string): JsonObject => ({ relation, url: `${site.baseUrl}/Organization?_page=${relation}` });
const LINKS = ['first', 'previous', 'self', 'next', 'last'].map(link);
const version = (versionId: string): JsonObject => ({
  link: [{ relation: 'http://www.w3.org/ns/prov#has_provenance', url: `${site.baseUrl}/Provenance/1` }],
  request: { method: 'PUT', url: 'Organization/1234' },
  response: { status: '200' },
  resource: { ...organization, meta: { versionId } },
});
const deletion: JsonObject = {
  request: { method: 'DELETE', url: 'Organization/1234' },
  response: { status: '204', etag: 'W/"3"' },
};
const match: JsonObject = { resource: organization, search: { mode: 'match' } };
const include: JsonObject = { resource: { resourceType: 'Location', id: '6' }, search: { mode: 'include' } };
const outcome = (...severities: string[]): JsonObject => ({
  resourceType: 'OperationOutcome',
  issue: severities.map((severity) => ({
    severity,
    code: 'invalid',
    ...(severity !== 'fatal' && { details: { text: 'abc' } }),
    expression: ['Organization'],
    extension: [
      { url: 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line', valueInteger: 1 },
      { url: 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col', valueInteger: 2 },
    ],
  })),
});
const narrated = (div: string): JsonObject => ({ ...organization, text: { div } });
const form: SearchForm = {
  type: 'Organization',
  types: ['Organization', 'Location'],
  parameters: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, documentation: 'abc', example: 'def' })),
  answer: [{ name: '_sort' }],
  values: {},
};

type Row = [name: string, body: JsonObject, more?: Partial<PageView>];
const BUNDLES = ['batch', 'batch-response', 'transaction', 'transaction-response', 'document', 'message', 'collection'];
const PAGES: Row[] = [
  ['a resource', organization, { headers: [['ETag', 'W/"3"']] }],
  ['an inactive resource', { ...organization, active: false }],
  ['a version', organization, { path: '/fhir/Organization/1234/_history/3' }],
  ['many identifiers', { ...organization, identifier: Array.from({ length: 6 }, () => ({ value: 'abc' })) }],
  ['a narrative', narrated('<div xmlns="http://www.w3.org/1999/xhtml">abc</div>')],
  ['a narrative that is not shown', narrated('<div xmlns="http://www.w3.org/1999/xhtml"><script/></div>')],
  ['a narrative that is too long', narrated(`<div>${'abc '.repeat(60_000)}</div>`)],
  ['a value that is too long', { ...organization, alias: ['a'.repeat(MOST_OF_A_VALUE + 1)] }],
  ['a search', bundle('searchset', { total: 3, link: LINKS, entry: [match, include] }), { matchedBy: () => [{ name: 'name', values: ['abc'] }] }],
  ['a search with several included', bundle('searchset', { total: 1, entry: [match, include, include] })],
  ['a search that finds nothing', bundle('searchset', { total: 0 })],
  ['a search with a warning', bundle('searchset', { entry: [{ resource: outcome('warning'), search: { mode: 'outcome' } }] })],
  ['a history', bundle('history', { total: 4, link: [link('next')], entry: [version('3'), version('2'), deletion] }), { path: '/fhir/Organization/1234/_history' }],
  ['an entry without identity', bundle('batch-response', { entry: [{ response: { status: '204' } }] })],
  ...BUNDLES.map((type): Row => [`a Bundle of type ${type}`, bundle(type)]),
  ['an outcome', outcome('fatal', 'error', 'error', 'warning', 'information', 'other'), { status: 200 }],
  ['an outcome without errors', outcome('information'), { status: 200 }],
  ...[400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 415, 422, 428, 429, 500, 501, 503].map((status): Row => [`${status}`, outcome('error'), { status }]),
  ['a CapabilityStatement', { resourceType: 'CapabilityStatement', software: { name: 'abc' }, fhirVersion: '4.0.1', format: ['json'], rest: [{ resource: [{ type: 'Organization', interaction: [{ code: 'read' }], searchParam: [{ name: 'name' }], operation: [{ name: 'diff' }], profile: 'https://example.org/abc' }] }] }],
  ['a form to search', bundle('searchset'), { searchForm: form }],
]; // prettier-ignore

describe('what a page says, apart from its resource, is in the language of the page', () => {
  it.each<Row>(PAGES)('%s', (_, body, more = {}) => {
    const shown = view(body, { ...more, site: { ...site, nav: [] }, language: marking });
    const form = shown.searchForm && [shown.searchForm.type, shown.searchForm.types, shown.searchForm.parameters, shown.searchForm.answer];
    const given = JSON.stringify([shown.site, shown.method, shown.path, shown.status, shown.headers, shown.body, shown.requestId, form, shown.matchedBy?.({})]);
    const known = new Set([...OF_ALL_LANGUAGES, ...(given.match(/[\p{L}][\p{L}\p{N}]*/gu) ?? [])]);
    const page = resourcePage(shown);
    expect(page).toContain('⟦');
    expect(wordsBesides(page).filter((word) => !known.has(word))).toEqual([]);
  }); // prettier-ignore

  it('the start page', () => {
    const shown: WelcomeView = {
      site,
      language: marking,
      description: 'abc',
      doors: [{ label: 'Docs', url: '/docs', text: 'def' }],
      search: { label: 'ghi', url: '/fhir/Organization', parameter: 'name', example: 'jkl' },
      example: { text: 'mno', command: 'curl' },
      samples: [{ type: 'Organization', resources: Array.from({ length: 9 }, () => ['pqr', '/fhir/x'] as const) }],
    };
    const known = new Set([...OF_ALL_LANGUAGES, ...(JSON.stringify(shown).match(/[\p{L}][\p{L}\p{N}]*/gu) ?? [])]);
    expect(wordsBesides(welcomePage(shown)).filter((word) => !known.has(word))).toEqual([]);
  });

  it('the navigation', () => {
    const { nav } = siteOf({ software: { name: 'x', version: '1' }, baseUrl: 'http://x/fhir' } as Parameters<typeof siteOf>[0], []);
    const page = resourcePage(view(organization, { site: { ...site, nav }, language: marking }));
    expect(textsOf(page)).toContain('⟦Metadata⟧');
  }); // prettier-ignore

  it('says how to get another language, in that language', () => {
    const english: Language = { tag: 'en', translations: {} };
    const page = (language: Language) =>
      resourcePage(view(organization, { site: { ...site, languages: [marking, english] }, language }));
    expect(page(marking)).toContain('<html lang="fr">');
    expect(page(marking)).toContain('<span lang="en">In English: put it first');
    expect(page(english)).toContain('<html lang="en">');
    expect(page(english)).toContain('<span lang="fr">⟦In English: put it first');
  });
});
