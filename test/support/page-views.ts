import { tagsOf, textOf } from './html-tags';
import type { JsonObject } from '../../src/fhir/json/json-value';
import { formatLinks } from '../../src/fhir/html/format-links';
import { ENGLISH } from '../../src/fhir/messages';
import type { PageView } from '../../src/fhir/html/page-view';

export const site = {
  name: 'Server',
  version: '1.2.3',
  baseUrl: 'http://localhost:3000/fhir',
  nav: [{ label: 'API documentation', url: '/docs' }],
};

export function view(body: JsonObject, more: Partial<PageView> = {}): PageView {
  const path = more.path ?? '/fhir/Organization/1234';
  return {
    site,
    language: ENGLISH,
    method: 'GET',
    path,
    status: 200,
    headers: [],
    body,
    json: JSON.stringify(body),
    format: 'json',
    formats: formatLinks(path, 'json', ['json', 'xml']),
    requestId: 'r-1',
    ...more,
  };
}

export const hrefs = (page: string) =>
  tagsOf(page).flatMap(({ name, attributes }) => (name === 'a' ? [attributes['href'] ?? ''] : []));

export const text = (page: string) =>
  textOf(page.replace(/<style>[^]*<\/style>/, '').replaceAll('<', ' <')).replace(/\s+/g, ' ');

export const organization: JsonObject = {
  resourceType: 'Organization',
  id: '1234',
  meta: {
    versionId: '3',
    lastUpdated: '2026-11-22T21:30:05.123Z',
    profile: ['https://example.org/StructureDefinition/my-organization'],
  },
  identifier: [{ system: 'http://registry.example.org', value: '946613186' }],
  active: true,
  name: 'Hôpital de la Cité',
  partOf: { reference: 'Organization/2424' },
};
