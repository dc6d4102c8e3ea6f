import fc from 'fast-check';
import { tagsOf } from '../../../test/support/html-tags';
import type { JsonObject } from '../json/json-value';
import type { PageView } from './page-view';
import { resourcePage } from './resource-page';
import { site, view, hrefs, text } from '../../../test/support/page-views';

describe('nothing that a resource holds', () => {
  /**
   * Every part of a page that a client's text can reach. The section sign keeps the text from being a valid id, link or
   * status.
   */
  function hostileViews(found: string): PageView[] {
    const s = `§${found}`;
    const json = (value: JsonObject): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;
    const concept = { text: s, coding: [{ system: s, code: s, display: s }] };
    const resource: JsonObject = {
      resourceType: 'Organization',
      id: s,
      meta: { versionId: s, lastUpdated: s, profile: [s, `https://example.org/${s}`] },
      text: { status: s, div: s },
      identifier: [{ system: s, value: s }],
      status: s,
      name: s,
      alias: [s],
      code: concept,
      partOf: { reference: s, display: s },
      [s]: { [s]: [s, { url: s }] },
    };
    const more = {
      path: `/fhir/${s}`,
      method: s,
      headers: [
        ['ETag', `W/"${s}"`],
        ['Location', s],
        ['X-Note', s],
      ] as const,
      requestId: s,
      searchForm: {
        type: 'Organization',
        types: [s],
        parameters: [{ name: 'name', documentation: s }],
        answer: [{ name: s }],
        values: { name: s, [s]: s },
      },
      matchedBy: () => [{ name: s, values: [s] }],
      formats: [],
    };
    const link = [
      { relation: s, url: s },
      { relation: 'next', url: `${site.baseUrl}/${s}` },
    ];
    const entry = [
      { fullUrl: s, resource, request: { method: s, url: s }, response: { status: s, etag: s, lastModified: s } },
      { fullUrl: s, search: { mode: s } },
    ];
    const issue = [{ severity: s, code: s, details: concept, diagnostics: s, expression: [s], location: [s] }];
    const rest = [
      {
        resource: [
          { type: s, profile: s, supportedProfile: [s], interaction: [{ code: s }], searchParam: [{ name: s }] },
        ],
      },
    ];
    return [
      resource,
      { resourceType: s, id: s, name: [{ family: s, given: [s] }] },
      { resourceType: 'Bundle', type: s, link, entry },
      { resourceType: 'OperationOutcome', issue },
      { resourceType: 'CapabilityStatement', software: { name: s, version: s }, fhirVersion: s, format: [s], rest },
    ].map((body) => view(json(body as JsonObject), more));
  }

  const payloads = fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</style><script>x</script>',
    '</title></summary></details></div><form>',
    '--><!--',
    'javascript:alert(1)',
    '&lt;script&gt;',
    '" autofocus onfocus="x',
  );
  const texts = fc.oneof(payloads, fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ maxLength: 30 }));
  /** Backticks in the text of an issue become `code` elements by design. */
  const hostile = texts.map((found) => found.replaceAll('`', '').toWellFormed());
  const shape = (page: string) =>
    tagsOf(page).map(({ name, attributes }) => [name, ...Object.keys(attributes)].join(' '));
  const plain = hostileViews('x').map((harmless) => shape(resourcePage(harmless)));

  it('adds an element or an attribute to the page', () => {
    fc.assert(
      fc.property(hostile, (found) => {
        expect(hostileViews(found).map((each) => shape(resourcePage(each)))).toEqual(plain);
      }),
    );
  });

  it('becomes an address that leaves the server', () => {
    fc.assert(
      fc.property(hostile, (found) => {
        for (const href of hostileViews(found).flatMap((each) => hrefs(resourcePage(each)))) {
          expect(href).toMatch(/^(?:#main|\/(?![/\\]).*)?$/s);
        }
      }),
    );
  });

  it('is lost: it stands on the page as text', () => {
    fc.assert(
      fc.property(payloads, (found) => {
        expect(text(resourcePage(hostileViews(found)[0]!))).toContain(`§${found}`.replace(/\s+/g, ' '));
      }),
    );
  });

  it.each<[string, JsonObject]>([
    ['a list', { resourceType: ['Organization'], meta: [1], text: [{ div: 1 }], identifier: {}, name: null }],
    ['numbers', { resourceType: 1, id: 2, meta: { versionId: 3, profile: 4 }, link: 5, entry: 6, issue: 7 }],
    ['an entry that is none', { resourceType: 'Bundle', entry: [null, 1, 'x', [], {}] }],
    ['issues that are none', { resourceType: 'OperationOutcome', issue: [null, { details: 'x', extension: 3 }] }],
    ['rest that is none', { resourceType: 'CapabilityStatement', rest: [{ resource: [{ interaction: 'x' }] }] }],
  ])('makes the page fail: %s', (_, body) => {
    expect(() => resourcePage(view(body))).not.toThrow();
  });
});
