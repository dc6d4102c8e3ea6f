import type { JsonObject } from '../json/json-value';
import { resourcePage } from './resource-page';
import { site, view, hrefs, text, organization } from '../../../test/support/page-views';

describe('the page of a Bundle', () => {
  const history: JsonObject = {
    resourceType: 'Bundle',
    type: 'history',
    total: 7,
    link: [
      { relation: 'next', url: `${site.baseUrl}/Organization/1234/_history?_before=2` },
      { relation: 'self', url: `${site.baseUrl}/Organization/1234/_history` },
      { relation: 'last', url: 'https://evil.example/' },
    ],
    entry: [
      {
        fullUrl: `${site.baseUrl}/Organization/1234`,
        request: { method: 'DELETE', url: 'Organization/1234' },
        response: { status: '204', etag: 'W/"4"', lastModified: '2026-11-23T08:00:00.000Z' },
      },
      {
        fullUrl: `${site.baseUrl}/Organization/1234`,
        request: { method: 'PUT', url: 'Organization/1234' },
        response: { status: '200', etag: 'W/"3"' },
        resource: organization,
      },
    ],
  };
  const page = resourcePage(view(history, { path: '/fhir/Organization/1234/_history' }));

  it('has a row for each entry', () => {
    expect(text(page)).toContain('2 of 7 entries Resource Name Version Last updated Interaction');
    expect(text(page)).toMatch(/Organization\/1234\s*deleted\s*4\s*2026-11-23 08:00:00 UTC\s*DELETE\s*204/);
    expect(text(page)).toMatch(/Organization\/1234\s*Hôpital de la Cité\s*3\s*2026-11-22 21:30:05 UTC\s*PUT\s*200/);
  });

  it('leads to each version and to the other pages on this server', () => {
    expect(hrefs(page)).toEqual(
      expect.arrayContaining([
        '/fhir/Organization/1234',
        '/fhir/Organization/1234/_history/3',
        '/fhir/Organization/1234/_history?_before=2',
      ]),
    );
    expect(hrefs(page)).not.toContain('https://evil.example/');
  });

  it('leads from each version to what has changed since, and from the current one nowhere', () => {
    const entry = (version: string): JsonObject => ({
      request: { method: 'PUT', url: 'Organization/1234' },
      response: { status: '200' },
      resource: { ...organization, meta: { versionId: version } },
    });
    const at = (query: string, versions: string[]) => {
      const self = { relation: 'self', url: `${site.baseUrl}/Organization/1234/_history${query}` };
      const bundle = { resourceType: 'Bundle', type: 'history', link: [self], entry: versions.map(entry) };
      return hrefs(resourcePage(view(bundle))).filter((href) => href.includes('$diff'));
    };
    const since = (version: string) => `/fhir/Organization/1234/$diff?fromVersion=${version}`;
    expect(at('', ['3', '2', '1'])).toEqual([since('2'), since('1')]);
    expect(at('?_count=1&_before=3', ['2'])).toEqual([since('2')]);
    expect(hrefs(page).filter((href) => href.includes('$diff'))).toEqual([]);
  });

  it('says so when it is empty', () => {
    const empty = resourcePage(view({ resourceType: 'Bundle', type: 'searchset', total: 0 }));
    expect(text(empty)).toContain('Nothing was found');
    expect(empty).not.toContain('<table');
  });

  it('counts what was found apart from what comes with it, and says how far it is', () => {
    const distance = {
      url: 'http://hl7.org/fhir/StructureDefinition/location-distance',
      valueDistance: { value: 7.6, unit: 'km' },
    };
    const found = resourcePage(
      view({
        resourceType: 'Bundle',
        type: 'searchset',
        total: 3,
        entry: [
          { resource: organization, search: { mode: 'match' } },
          { resource: organization, search: { mode: 'include', extension: [distance] } },
        ],
      }),
    );
    expect(text(found)).toContain('1 of 3 found, and 1 that comes with them');
    expect(text(found)).toMatch(/Distance.*7\.6 km/s);
  });

  it('shows the mode of a match', () => {
    const found = resourcePage(
      view({
        resourceType: 'Bundle',
        type: 'searchset',
        entry: [{ resource: organization, search: { mode: 'include' } }],
      }),
    );
    expect(text(found)).toContain('include');
    expect(hrefs(found)).toContain('/fhir/Organization/1234');
  });
});
