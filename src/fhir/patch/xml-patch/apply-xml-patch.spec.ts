import { inEnglish } from '../../../../test/support/in-english';
import type { JsonObject, JsonValue } from '../../json/json-value';
import { FhirDecimal } from '../../json/fhir-decimal';
import type { PatchResult } from '../patch-options';
import { applyXmlPatch } from './apply-xml-patch';

const DIV = '<div xmlns="http://www.w3.org/1999/xhtml" title=\'t\'>a&#160;b<p>one</p> <p>two</p></div>';
const ORGANIZATION: JsonObject = {
  resourceType: 'Organization',
  id: 'o1',
  meta: { versionId: '3', lastUpdated: '2024-01-01T00:00:00Z', profile: ['http://example.org/p'] },
  text: { status: 'generated', div: DIV },
  extension: [{ url: 'http://example.org/e', valueString: 'x' }],
  active: true,
  name: 'A',
  _name: { extension: [{ url: 'http://example.org/n', valueCode: 'c' }] },
  alias: ['a', 'b', 'c'],
  telecom: [
    { system: 'phone', value: '1', rank: 1 },
    { system: 'email', value: 'x@example.org' },
  ],
};
const H = 'xmlns:h="http://www.w3.org/1999/xhtml"';

function apply(operations: string, declarations = '', resource = ORGANIZATION): PatchResult {
  const before = structuredClone(resource);
  const result = applyXmlPatch(resource, `<diff ${declarations}>${operations}</diff>`);
  expect(resource).toEqual(before);
  return result.ok ? result : { ...result, issues: inEnglish(result.issues) };
}

function patched(operations: string, declarations = '', resource = ORGANIZATION): JsonObject {
  const result = apply(operations, declarations, resource);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.resource;
}

const EMAIL = { system: 'email', value: 'x@example.org' };
const PHONE = { system: 'phone', value: '1', rank: 1 };

describe('applyXmlPatch does what RFC 5261 says', () => {
  it.each<[string, string, Readonly<Record<string, JsonValue | undefined>>]>([
    ['replace of an attribute', '<replace sel="/Organization/name/@value">B</replace>', { name: 'B' }],
    ['a selector from the document', '<replace sel="Organization/name/@value">B</replace>', { name: 'B' }],
    [
      'replace of an element',
      '<replace sel="/Organization/active"><active value="false"/></replace>',
      { active: false },
    ],
    ['remove of an entry', '<remove sel="/Organization/alias[2]"/>', { alias: ['a', 'c'] }],
    ['the last entry', '<remove sel="/Organization/alias[last()]"/>', { alias: ['a', 'b'] }],
    ['remove by content', `<remove sel="/Organization/telecom[system/@value='phone']"/>`, { telecom: [EMAIL] }],
    ['remove of an attribute', '<remove sel="/Organization/name/@value"/>', { name: undefined }],
    [
      'add after',
      '<add sel="/Organization/alias[3]" pos="after"><alias value="d"/></add>',
      { alias: ['a', 'b', 'c', 'd'] },
    ],
    [
      'add before',
      '<add sel="/Organization/alias[1]" pos="before"><alias value="0"/></add>',
      { alias: ['0', 'a', 'b', 'c'] },
    ],
    [
      'add at the end',
      '<add sel="/Organization/telecom[2]"><rank value="2"/></add>',
      { telecom: [PHONE, { ...EMAIL, rank: 2 }] },
    ],
    [
      'add at the start',
      '<add sel="Organization/telecom[1]" pos="prepend"><use value="home"/></add><remove sel="//telecom[1]/use"/>',
      {},
    ],
    [
      'add of an attribute',
      '<add sel="//telecom[2]" type="@id">t2</add>',
      { telecom: [PHONE, { id: 't2', ...EMAIL }] },
    ],
    [
      'operations see those before them',
      '<add sel="//alias[1]" pos="before"><alias value="z"/></add><replace sel="//alias[1]/@value">y</replace>',
      { alias: ['y', 'a', 'b', 'c'] },
    ],
    [
      'an extension by its url',
      `<replace sel="/Organization/extension[@url='http://example.org/e']/valueString/@value">y</replace>`,
      { extension: [{ url: 'http://example.org/e', valueString: 'y' }] },
    ],
    ['an extension of a primitive', '<remove sel="//name/extension"/>', { _name: undefined }],
    [
      'meta as a whole keeps what the server owns',
      '<remove sel="/Organization/meta"/>',
      { meta: { versionId: '3', lastUpdated: '2024-01-01T00:00:00Z' } },
    ],
    [
      'meta replaced',
      '<replace sel="/*/meta"><meta><profile value="urn:q"/></meta></replace>',
      { meta: { versionId: '3', lastUpdated: '2024-01-01T00:00:00Z', profile: ['urn:q'] } },
    ],
  ])('%s', (_, operations, changes) => {
    const wanted = Object.fromEntries(
      Object.entries({ ...ORGANIZATION, ...changes }).filter(([, value]) => value !== undefined),
    );
    expect(patched(operations)).toEqual(wanted);
    expect(patched(operations, 'xmlns="http://hl7.org/fhir"')).toEqual(wanted);
    expect(patched(operations, 'xmlns="urn:ietf:params:xml:ns:patch-ops"')).toEqual(wanted);
  });

  it('a prefix that is declared for FHIR', () => {
    const operation = '<f:replace sel="/f:Organization/f:active"><f:active value="false"/></f:replace>';
    expect(patched(operation, 'xmlns:f="http://hl7.org/fhir"').active).toBe(false);
  });

  it.each<[string, string, string]>([
    ['a text', '<replace sel="//h:p[1]/text()">1</replace>', '<p>1</p> <p>two</p>'],
    ['an element', '<remove sel="//h:p[1]"/>', ' <p>two</p>'],
    ['an element and white space', '<remove sel="//h:p[1]" ws="after"/>', '<p>two</p>'],
    ['more', '<add sel="//h:p[2]"><h:b>!</h:b></add>', '<p>one</p> <p>two<b>!</b></p>'],
  ])('narrative: %s', (_, operation, left) => {
    const { text } = patched(operation, H) as { text: JsonObject };
    expect(text.div).toContain(`>a\u00a0b${left}</div>`);
  });

  it.each(['\r\n', '\r'])('line ends are line feeds: %j', (lineEnd) => {
    const operations = '<replace\nsel="//name/@value">A\nB</replace><replace sel="//h:p[1]/text()">1\n2</replace>';
    const result = patched(operations.replaceAll('\n', lineEnd), H) as { name: string; text: JsonObject };
    expect(result.name).toBe('A\nB');
    expect(result.text.div).toContain('<p>1\n2</p>');
    const refused = apply(`${lineEnd}<rename${lineEnd}/>`);
    expect(refused).toMatchObject({ issues: [{ position: { line: 2, column: 1 } }] });
  });

  it('keeps digits, and the text of a narrative that is not touched', () => {
    const location: JsonObject = {
      resourceType: 'Location',
      text: { status: 'generated', div: DIV },
      position: { longitude: new FhirDecimal('2.50'), latitude: 1 },
    };
    const result = patched('<replace sel="//latitude/@value">1.00</replace>', '', location);
    const { position, text } = result as unknown as { position: Record<string, FhirDecimal>; text: JsonObject };
    expect([String(position.longitude), String(position.latitude), text.div]).toEqual(['2.50', '1.00', DIV]);
  });

  it.each([
    '<replace sel="//name/@value">A</replace>',
    '<add sel="//alias[1]" pos="before"><alias value="z"/></add><remove sel="//alias[1]"/>',
  ])('no change gives the very same object back: %s', (operations) => expect(patched(operations)).toBe(ORGANIZATION));
});

describe('applyXmlPatch refuses', () => {
  it.each<[string, string, RegExp]>([
    ['an unknown operation', '<delete sel="/a"/>', /is not an operation of RFC 5261/],
    ['an unknown attribute', '<remove sel="/a" poss="after"/>', /unknown attribute poss/],
    ['no selector', '<remove/>', /no attribute sel/],
    ['a position', '<add sel="/a" pos="first"><b/></add>', /pos="first"/],
    ['a namespace', '<add sel="/a" type="namespace::x">y</add>', /type/],
    ['a function', '<remove sel="/a[id(\'x\')]"/>', /id\(\)/],
    ['a document', '<remove sel="document(\'/etc/passwd\')"/>', /document\(\)/],
    ['a variable', '<remove sel="/a[$x]"/>', /unexpected \$/],
    ['an axis', '<remove sel="/ancestor::a"/>', /unexpected ::/],
    ['the way up', '<remove sel="/a/.."/>', /unexpected \.\./],
    ['an undeclared prefix', '<remove sel="/g:a"/>', /prefix g/],
    ['too long', `<remove sel="/${'a'.repeat(1000)}"/>`, /1001 characters/],
    ['too many steps', `<remove sel="${'/a'.repeat(33)}"/>`, /more than 32 steps/],
    ['text', 'x', /text outside its operations/],
  ])('what cannot be read: %s (400, with position)', (_, operations, text) => {
    const result = apply(`\n ${operations}`);
    expect(result).toMatchObject({
      ok: false,
      kind: 'invalid-request',
      issues: [{ text: expect.stringMatching(text), hint: expect.any(String), position: { line: expect.any(Number) } }],
    });
  });

  it.each<[string, string, RegExp]>([
    ['a DOCTYPE', '<!DOCTYPE diff [<!ENTITY x "y">]><diff/>', /DOCTYPE/],
    ['an entity', '<diff>&nbsp;</diff>', /entity/],
    ['another encoding', '<?xml version="1.0" encoding="latin1"?><diff/>', /encoding/],
    ['another root', '<Parameters xmlns="http://hl7.org/fhir"/>', /not a <Parameters>/],
    ['depth', '<a>'.repeat(100), /64 levels/],
    ['no operation', '<diff> <!-- none --> </diff>', /has no operations/],
    ['nothing', '', /no XML element/],
  ])('a text with %s', (_, text, reason) => {
    const result = applyXmlPatch(ORGANIZATION, text);
    expect(result).toMatchObject({ ok: false, kind: 'invalid-request' });
    expect(!result.ok && inEnglish(result.issues)[0]!.text).toMatch(reason);
  });

  it.each<[string, string, string, RegExp, RegExp]>([
    [
      'no match',
      '<remove sel="/Organization/telcom"/>',
      'not-found',
      /`\/Organization\/telcom` matches nothing/,
      /did you mean `telecom`/,
    ],
    ['a predicate', '<remove sel="/Organization/alias[4]"/>', 'not-found', /matches nothing/, /has 3 of that name/],
    ['several', '<remove sel="/Organization/alias"/>', 'multiple-matches', /matches 3 nodes/, /predicate/],
    [
      'an attribute that is there',
      '<add sel="//name" type="@value">x</add>',
      'value',
      /which is already present/,
      /replace/,
    ],
    ['the root', '<remove sel="/Organization"/>', 'value', /removes the whole resource/, /DELETE/],
    ['id', '<replace sel="/Organization/id/@value">x</replace>', 'business-rule', /`id` cannot be changed/, /Leave/],
    ['versionId', '<remove sel="//meta/versionId"/>', 'business-rule', /`meta.versionId` cannot/, /Leave/],
    ['another type', '<replace sel="/*"><Patient/></replace>', 'business-rule', /type of a resource/, /Leave/],
    [
      'an empty value',
      '<add sel="//telecom[1]"><period><start value=""/></period></add>',
      'value',
      /empty/,
      /write a value/,
    ],
    ['an element for an attribute', '<replace sel="//name/@value"><b/></replace>', 'value', /with an element/, /text/],
    ['no value left', '<remove sel="//alias[1]/@value"/>', 'structure', /neither a value nor extensions/, /value/],
    [
      'an unknown element',
      '<add sel="//telecom[1]"><x value="1"/></add>',
      'structure',
      /unknown element `x`/,
      /elements are/,
    ],
    ['the wrong order', '<add sel="/*"><active value="true"/></add>', 'structure', /comes after/, /order/],
  ])('what cannot be applied: %s (422)', (_, operation, code, text, hint) => {
    const result = apply(`\n<replace sel="//alias[2]/@value">B</replace>\r\n  ${operation}`);
    const place = { expression: 'diff/*[2]', position: { line: 3, column: 3 } };
    expect(result).toMatchObject({
      kind: 'unprocessable',
      issues: [{ code, text: expect.stringMatching(text), hint: expect.stringMatching(hint), ...place }],
    });
  });

  it.each([
    '//*[.//*/@value = .//@value or .//@x]',
    '/*[alias/@value != alias/@value and alias/@x = alias/@value or alias/@value = alias/@id or alias/@value > alias/@value]',
    '//*[.//*[.//*[.//*[contains(., 1)]]]]',
  ])('a selector that asks for too much: %s', (selector) => {
    const alias = Array.from({ length: 3000 }, (_, index) => `a${index}`);
    const result = apply(`<remove sel="${selector.replaceAll('>', '&gt;')}"/>`, '', { ...ORGANIZATION, alias });
    expect(result).toMatchObject({ ok: false, kind: 'unprocessable', issues: [{ expression: 'diff/*[1]' }] });
  });

  it('a contained element that is left without its resource, whatever follows it', () => {
    const contained = [{ resourceType: 'Location', id: 'a' }, { resourceType: 'Location', id: 'b' }]; // prettier-ignore
    const result = apply('<remove sel="/*/contained[1]/*"/>', '', { ...ORGANIZATION, contained });
    expect(result).toMatchObject({ ok: false, kind: 'unprocessable', issues: [{ expression: 'diff/*[1]' }] });
  });

  it('tells a few of many unknown attributes', () => {
    const attributes = Array.from({ length: 5_000 }, (_, index) => `a${index}=""`).join(' ');
    const result = apply(`<remove sel="//name" ${attributes}/>`);
    expect(!result.ok && result.issues.length).toBe(10);
  });

  describe('what is too much work', () => {
    const adding = (content: string) => apply(`<add sel="//alias[1]" pos="before">${content}</add>`);
    const on = (members: JsonObject) => apply('<remove sel="//name"/>', '', { ...ORGANIZATION, ...members });
    const aliases = (count: number) => ({ alias: Array<string>(count).fill('x') });
    const tooLarge = { kind: 'too-large', issues: [{ code: 'too-costly' }] };
    const unprocessable = { kind: 'unprocessable', issues: [{ code: 'too-costly', expression: 'diff' }] };

    it.each<[string, () => PatchResult, object]>([
      ['as many elements as a patch may have', () => adding('<alias value="x"/>'.repeat(9_998)), { ok: true }],
      ['one more', () => adding('<alias value="x"/>'.repeat(9_999)), tooLarge],
      ['a value nearly as long as a patch', () => adding(`<alias value="${'x'.repeat(499_900)}"/>`), { ok: true }],
      ['a longer one', () => adding(`<alias value="${'x'.repeat(500_000)}"/>`), tooLarge],
      ['nearly as many elements as a resource may have', () => on(aliases(9_900)), { ok: true }],
      ['more', () => on(aliases(10_000)), unprocessable],
      ['nearly as long a text', () => on({ alias: ['x'.repeat(499_000)] }), { ok: true }],
      ['a longer one', () => on({ alias: ['x'.repeat(500_000)] }), unprocessable],
      ['a narrative of many elements', () => on({ text: { status: 'generated', div: DIV.replace('<p>', '<br/>'.repeat(10_000) + '<p>') } }), unprocessable],
    ])('%s', (_, patch, expected) => {
      expect(patch()).toMatchObject(expected);
    }); // prettier-ignore

    it('an entry of a list is found without a look at the others', () => {
      const limits = { visits: 5_000 };
      const last = { ...ORGANIZATION, ...aliases(2_000) };
      expect(applyXmlPatch(last, '<diff><remove sel="/Organization/alias[2000]"/></diff>', { limits }).ok).toBe(true);
    });
  });

  it('more selectors than their visits allow together', () => {
    const patch = `<diff>${'<replace sel="//name/@value">B</replace>'.repeat(50)}</diff>`;
    expect(applyXmlPatch(ORGANIZATION, patch).ok).toBe(true);
    const result = applyXmlPatch(ORGANIZATION, patch, { limits: { visits: 500 } });
    expect(result).toMatchObject({ kind: 'unprocessable', issues: [{ code: 'too-costly' }] });
    expect(applyXmlPatch(ORGANIZATION, patch, { limits: { operations: 49 } })).toMatchObject({ kind: 'too-large' });
  });
});
