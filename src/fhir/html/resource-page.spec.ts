import fc from 'fast-check';
import { tagsOf, textOf } from '../../../test/support/html-tags';
import type { JsonObject } from '../json/json-value';
import { formatLinks } from './format-links';
import type { PageView } from './page-view';
import { resourcePage } from './resource-page';

const site = {
  name: 'Server',
  version: '1.2.3',
  baseUrl: 'http://localhost:3000/fhir',
  nav: [{ label: 'API documentation', url: '/docs' }],
};

function view(body: JsonObject, more: Partial<PageView> = {}): PageView {
  const path = more.path ?? '/fhir/Organization/1234';
  return {
    site,
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

const hrefs = (page: string) =>
  tagsOf(page).flatMap(({ name, attributes }) => (name === 'a' ? [attributes['href'] ?? ''] : []));
const text = (page: string) =>
  textOf(page.replace(/<style>[^]*<\/style>/, '').replaceAll('<', ' <')).replace(/\s+/g, ' ');

const organization: JsonObject = {
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

describe('the page of a resource', () => {
  const page = resourcePage(view(organization, { headers: [['ETag', 'W/"3"']] }));

  it('says what it is', () => {
    expect(text(page)).toMatch(
      /Organization active Hôpital de la Cité Id 1234 Version 3 Last updated 2026-11-22 21:30:05 UTC/,
    );
    expect(text(page)).toContain('946613186 registry.example.org');
    expect(page).toContain('<title>Hôpital de la Cité · Server</title>');
  });

  it('leads to no version and no history where nobody can read them', () => {
    const serves = (type: string, interaction: string) => type !== 'Organization' && interaction === 'vread';
    const headers = [['ETag', 'W/"3"']] as const;
    const page = resourcePage(view(organization, { site: { ...site, serves }, headers }));
    expect(hrefs(page).filter((href) => href.includes('_history'))).toEqual([]);
    expect(text(page)).toContain('Version 3');
  });

  it('leads to its version, its history, what it refers to, and its other formats', () => {
    expect(new Set(hrefs(page))).toEqual(
      new Set([
        '#main',
        '/',
        '/docs',
        '/fhir/Organization/1234/_history/3',
        '/fhir/Organization/1234/_history',
        '/fhir/Organization/2424',
        '/fhir/Organization/1234?_format=html/json',
        '/fhir/Organization/1234?_format=html/xml',
        '/fhir/Organization/1234?_format=json',
        '/fhir/Organization/1234?_format=xml',
      ]),
    );
  });

  it('leads back from a version', () => {
    const old = resourcePage(view(organization, { path: '/fhir/Organization/1234/_history/3' }));
    expect(old).toContain('<a class="button" href="/fhir/Organization/1234">Current version</a>');
    expect(old).not.toContain('This version');
  });

  it('is one whole document with its landmarks, in which every element is closed', () => {
    const open: string[] = [];
    for (const { name } of tagsOf(page)) {
      if (name.startsWith('/')) expect(open.pop()).toBe(name.slice(1));
      else if (!['!doctype', 'style', 'meta', 'link', 'input'].includes(name)) open.push(name);
    }
    expect(open).toEqual([]);
    expect(tagsOf(page)).toContainEqual({ name: 'html', attributes: { lang: 'en' } });
    for (const landmark of ['header', 'nav', 'main', 'aside', 'footer', 'h1']) expect(page).toContain(`<${landmark}`);
  });

  it('has no script, no style beside its own and nothing to load', () => {
    expect(page).not.toMatch(/<script|<iframe|<object| style=| on\w+=|@import|url\(/i);
  });

  it('shows XML when that is asked for', () => {
    const xml = '<Organization xmlns="http://hl7.org/fhir"><id value="1234"/></Organization>';
    expect(text(resourcePage(view(organization, { xml, format: 'xml' })))).toContain('< id value= "1234" />');
  });

  it('shows a safe narrative, and says why not of another one', () => {
    const of = (content: string) =>
      resourcePage(
        view({ ...organization, text: { div: `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>` } }),
      );
    expect(of('<p>Île</p>')).toContain('<div><p>Île</p></div>');
    expect(of('<script>x</script>')).toContain('The narrative is not shown');
  });
});

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

describe('the page of what an operation says', () => {
  const outcome = (...severities: string[]): JsonObject => ({
    resourceType: 'OperationOutcome',
    issue: severities.map((severity) => ({ severity, code: 'invalid', details: { text: 'x' } })),
  });

  it.each([
    [['error', 'fatal', 'warning'], '2 errors, 1 warning', 'at-bad'],
    [['error'], '1 error', 'at-bad'],
    [['warning', 'warning', 'information'], '2 warnings', 'at-warn'],
    [['information'], 'No errors', 'at-good'],
  ])('of %j has the title %s', (severities, title, style) => {
    const page = resourcePage(view(outcome(...severities), { status: 200 }));
    expect(page).toContain(`<h1>${title}</h1>`);
    expect(page).toContain(`<title>${title} ·`);
    expect(page).toContain(`card head ${style}`);
  });
});

describe('the page of an error', () => {
  const position = (line: number, column: number): JsonObject[] => [
    { url: 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line', valueInteger: line },
    { url: 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col', valueInteger: column },
  ];
  const outcome: JsonObject = {
    resourceType: 'OperationOutcome',
    issue: [
      {
        extension: position(14, 3),
        severity: 'error',
        code: 'structure',
        details: { text: '`telecom` holds an object (line 14, column 3)' },
        diagnostics: 'Write [ { … } ].',
        expression: ['Organization.telecom'],
      },
      { severity: 'warning', code: 'processing', diagnostics: 'Only diagnostics' },
      { severity: 'unheard of' },
    ],
  };
  const page = resourcePage(view(outcome, { status: 400, method: 'PUT', formats: [] }));

  it('says what went wrong, what would be right, and where', () => {
    expect(text(page)).toMatch(
      /3 issues ✕ Error structure telecom holds an object Write \[ { … } \]. Organization.telecom ?line 14, column 3/,
    );
    expect(text(page)).toMatch(/! Warning processing Only diagnostics/);
    expect(text(page)).toMatch(/\? Issue No details were given\./);
    expect(page).toContain('<title>400 Bad Request · Server</title>');
  });

  it.each([
    ['another language', 'Un objet (ligne 14, colonne 3)', 'Un objet Organization.telecom'],
    [
      'numbers that are not the position',
      'Twice (line 1, column 2)',
      'Twice \\(line 1, column 2\\) Organization.telecom',
    ],
  ])('says the position once, with %s', (_, said, expected) => {
    const [issue] = outcome['issue'] as JsonObject[];
    const told = { ...issue, details: { text: said }, diagnostics: undefined } as unknown as JsonObject;
    const found = resourcePage(view({ ...outcome, issue: [told] }, { status: 400, method: 'PUT', formats: [] }));
    expect(text(found)).toMatch(new RegExp(`${expected} ?line 14, column 3`));
  });

  it('has no links to formats when it cannot be asked for again', () => {
    expect(page).not.toContain('_format=');
  });
});

describe('the page of a CapabilityStatement', () => {
  it('has a row for each type, and no column for what no type has', () => {
    const page = resourcePage(
      view({
        resourceType: 'CapabilityStatement',
        software: { name: 'Server', version: '1.2.3' },
        fhirVersion: '4.0.1',
        rest: [{ resource: [{ type: 'Organization', interaction: [{ code: 'read' }, { code: 'patch' }] }] }],
      }),
    );
    expect(text(page)).toMatch(/Type\s*Interactions\s*Organization\s*read\s+patch/);
    expect(text(page)).not.toContain('Search parameters');
  });
});

describe('the form to search', () => {
  const form = { type: 'Organization', parameters: [{ name: 'name', documentation: 'Part of the name' }] };

  it('is there when it is given, with what was asked', () => {
    const page = resourcePage(view(organization, { searchForm: { ...form, values: { name: '"Cité"' } } }));
    expect(tagsOf(page)).toContainEqual({ name: 'form', attributes: { method: 'get', action: '/fhir/Organization' } });
    expect(tagsOf(page).find(({ name }) => name === 'input')?.attributes).toMatchObject({
      name: 'name',
      value: '"Cité"',
    });
    expect(text(page)).toContain('Part of the name');
  });

  it('is not there otherwise', () => {
    expect(resourcePage(view(organization))).not.toContain('<form');
  });
});

describe('nothing that a resource holds', () => {
  /** Every place of a page that text of a client can reach. The sign keeps the text from being a legal id, link or status. */
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
      searchForm: { type: 'Organization', parameters: [{ name: 'name', documentation: s }], values: { name: s } },
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
  /** Backticks make `code` elements in the text of an issue, by design. */
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

it('the length of a page follows the length of the resource', () => {
  const page = (telecoms: number) =>
    resourcePage(
      view({ ...organization, telecom: Array.from({ length: telecoms }, () => ({ system: 'phone', value: '01' })) }),
    ).length;
  expect(page(20_000) - page(10_000)).toBeLessThan(1.1 * (page(10_000) - page(0)));
});
