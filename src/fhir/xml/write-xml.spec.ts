import { FhirError } from '../errors/fhir-error';
import type { JsonObject, JsonValue } from '../json/json-value';
import { writeXml } from './write-xml';

const organization = (members: object): JsonObject => ({ resourceType: 'Organization', ...members });
const written = (members: object): string =>
  /^<\?xml version="1\.0" encoding="UTF-8"\?><Organization xmlns="http:\/\/hl7\.org\/fhir">(.*)<\/Organization>$/s.exec(
    writeXml(organization(members)),
  )![1]!;

const DIV = '<div xmlns="http://www.w3.org/1999/xhtml">\r\n <p class=\'a\'>1 &lt; 2</p>  </div>';

describe('writeXml writes', () => {
  it.each<[rule: string, members: object, xml: string]>([
    [
      'members in the order of R4',
      { name: 'x', id: 'a', active: true },
      '<id value="a"/><active value="true"/><name value="x"/>',
    ],
    ['a list as repeated elements', { alias: ['a', 'b'] }, '<alias value="a"/><alias value="b"/>'],
    [
      'the id of an element as an attribute',
      { partOf: { display: 'x', id: 'p' } },
      '<partOf id="p"><display value="x"/></partOf>',
    ],
    ['a primitive with its sibling', { name: 'x', _name: { id: 'n' } }, '<name value="x" id="n"/>'],
    ['a sibling before its value', { _name: { id: 'n' }, name: 'x' }, '<name value="x" id="n"/>'],
    [
      'a sibling without a value',
      { _name: { extension: [{ valueCode: 'c', url: 'u' }] } },
      '<name><extension url="u"><valueCode value="c"/></extension></name>',
    ],
    [
      'siblings in their places',
      { alias: ['a', null], _alias: [null, { extension: [{ url: 'u', valueInteger: 1 }] }] },
      '<alias value="a"/><alias><extension url="u"><valueInteger value="1"/></extension></alias>',
    ],
    [
      'contained resources',
      { contained: [{ resourceType: 'Location', id: 'a' }] },
      '<contained><Location><id value="a"/></Location></contained>',
    ],
    [
      'a narrative as it is, its line ends as line feeds',
      { text: { div: DIV, status: 'generated' } },
      `<text><status value="generated"/>${DIV.replace('\r', '')}</text>`,
    ],
    ['markup in values', { name: `<a href="x">&'` }, `<name value="&lt;a href=&quot;x&quot;&gt;&amp;'"/>`],
    ['white space that a reader would change', { name: 'a\t\r\nb' }, '<name value="a&#9;&#13;&#10;b"/>'],
    ['characters of all languages', { name: 'é漢😀\u00a0' }, '<name value="é漢😀\u00a0"/>'],
    ['nothing for undefined', { name: undefined, active: true }, '<active value="true"/>'],
    [
      'numbers',
      { extension: [{ url: 'u', valueDecimal: -1.5e-7 }] },
      '<extension url="u"><valueDecimal value="-1.5e-7"/></extension>',
    ],
  ])('%s', (_, members, xml) => {
    expect(written(members)).toBe(xml);
  });

  it('a resource with nothing but a type', () => {
    expect(writeXml({ resourceType: 'Organization' })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Organization xmlns="http://hl7.org/fhir"/>',
    );
  });

  it('one element a line when asked', () => {
    const text = { status: 'generated', div: DIV };
    expect(writeXml(organization({ text, partOf: { display: 'x' } }), { pretty: true }))
      .toBe(`<?xml version="1.0" encoding="UTF-8"?>
<Organization xmlns="http://hl7.org/fhir">
  <text>
    <status value="generated"/>
    ${DIV.replace('\r', '')}
  </text>
  <partOf>
    <display value="x"/>
  </partOf>
</Organization>
`);
  });

  it('and leaves the resource alone', () => {
    const resource = Object.freeze(organization({ name: 'x', id: 'a' }));
    writeXml(resource);
    expect(Object.keys(resource)).toEqual(['resourceType', 'name', 'id']);
  });
});

describe('writeXml loses nothing silently', () => {
  function failure(resource: JsonObject): FhirError {
    try {
      writeXml(resource);
    } catch (error) {
      if (error instanceof FhirError) return error;
      throw error;
    }
    throw new Error('it was written');
  }

  it.each<[rule: string, members: object, message: RegExp]>([
    ['an unknown member', { adress: 'x' }, /^Organization .*adress/],
    ['an unknown member within', { telecom: [{ sytem: 'x' }] }, /^Organization\.telecom\[0\] .*sytem/],
    ['a sibling of what is not a primitive', { _partOf: { id: 'x' } }, /_partOf/],
    ['a sibling of an attribute', { partOf: { id: 'x', _id: { id: 'y' } } }, /_id/],
    ['resourceType in a data type', { partOf: { resourceType: 'Reference' } }, /resourceType/],
    ['two values of a choice', { extension: [{ url: 'u', valueCode: 'a', valueString: 'b' }] }, /two values for value/],
    ['a single value for a list', { alias: 'a' }, /alias .*not a list/],
    ['a list for a single value', { name: ['a'] }, /name .*not of type string/],
    ['an object for a primitive', { name: {} }, /name .*not of type string/],
    ['a primitive for an object', { partOf: 'x' }, /partOf .*not an object/],
    ['a number for a string', { name: 1 }, /name .*not of type string/],
    ['a string for a boolean', { active: 'true' }, /active .*not of type boolean/],
    ['a number that is none', { extension: [{ url: 'u', valueDecimal: NaN }] }, /valueDecimal .*not of type decimal/],
    ['null', { name: null }, /name/],
    ['null in a list', { alias: [null] }, /alias\[0\] .*neither a value/],
    ['an empty list', { alias: [] }, /empty list/],
    ['an empty object', { partOf: {} }, /partOf .*is empty/],
    ['an empty sibling', { name: 'x', _name: {} }, /name .*empty sibling/],
    ['a contained resource without type', { contained: [{ id: 'x' }] }, /contained\[0\] .*no type/],
    ['a contained resource of an unknown type', { contained: [{ resourceType: 'Lokation' }] }, /no type of R4/],
    ['a narrative without namespace', { text: { div: '<div>x</div>' } }, /text\.div .*namespace/],
    ['a narrative that does not end', { text: { div: DIV.replace('</p>', '') } }, /not XHTML/],
    [
      'a narrative that ends the element around it',
      { text: { div: `${DIV}</text><name value="x"/><text>` } },
      /not XHTML/,
    ],
    ['a narrative with an entity of HTML', { text: { div: DIV.replace('&lt;', '&nbsp;') } }, /character reference/],
    ['something before the narrative', { text: { div: `<!DOCTYPE a>${DIV}` } }, /does not start/],
  ])('%s', (_, members, message) => {
    const { kind, message: said } = failure(organization(members));
    expect({ kind, said }).toEqual({ kind: 'internal', said: expect.stringMatching(message) });
  });

  it.each<[string, JsonValue]>([
    ['a control character', 'a\u0001'],
    ['U+FFFE', 'a\ufffe'],
    ['half a pair', 'a\ud83d'],
  ])('%s, which XML has no way to write', (_, name) => {
    const { kind, issues } = failure(organization({ contact: [{ telecom: [{ value: name }] }] }));
    expect({ kind, issues }).toEqual({
      kind: 'not-acceptable',
      issues: [expect.objectContaining({ expression: 'Organization.contact[0].telecom[0].value' })],
    });
  });
});
