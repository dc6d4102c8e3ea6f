import { tagsOf } from '../../../test/support/html-tags';
import type { JsonObject } from '../json/json-value';
import { resourcePage } from './resource-page';
import { site, view, hrefs, text, organization } from '../../../test/support/page-views';

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
  const form = {
    type: 'Organization',
    types: ['Organization', 'Location'],
    parameters: [{ name: 'name', documentation: 'Part of the name' }],
    answer: [{ name: '_sort' }],
  };

  it('is there when it is given, with what was asked', () => {
    const page = resourcePage(view(organization, { searchForm: { ...form, values: { name: '"Cité"' } } }));
    expect(tagsOf(page)).toContainEqual({
      name: 'form',
      attributes: { method: 'get', action: '/fhir/Organization', 'data-search': '' },
    });
    expect(tagsOf(page).find(({ name }) => name === 'input')?.attributes).toMatchObject({
      name: 'name',
      value: '"Cité"',
    });
    expect(text(page)).toContain('Part of the name');
  });

  it('keeps what else was asked, and leads to the other types', () => {
    const values = { 'partof.name:contains': ['a', 'b'], _sort: '-name' };
    const page = resourcePage(view(organization, { searchForm: { ...form, values } }));
    const fields = tagsOf(page).flatMap(({ name, attributes }) => name === 'input' && 'name' in attributes ? [[attributes['name'], attributes['value']]] : []);
    expect(fields).toEqual([['name', ''], ['partof.name:contains', 'a'], ['partof.name:contains', 'b'], ['_sort', '-name']]);
    expect(page).toContain('href="/fhir/Location"');
  }); // prettier-ignore

  it('is not there otherwise', () => {
    expect(resourcePage(view(organization))).not.toContain('<form');
  });
});

it('the length of a page follows the length of the resource', () => {
  const page = (telecoms: number) =>
    resourcePage(
      view({ ...organization, telecom: Array.from({ length: telecoms }, () => ({ system: 'phone', value: '01' })) }),
    ).length;
  expect(page(20_000) - page(10_000)).toBeLessThan(1.1 * (page(10_000) - page(0)));
});
