/** @counted-work */
import { countedWork } from '../../../test/support/counted-work';
import { FhirDecimal } from '../json/fhir-decimal';
import type { JsonObject } from '../json/json-value';
import { parseXml } from './parse-xml';
import { writeXml } from './write-xml';
import { FHIR, XHTML, organization, failure, deep, narrative } from '../../../test/support/xml-texts';

const parsed = (content: string): JsonObject => parseXml(organization(content)).resource;

describe('parseXml reads', () => {
  it.each<[rule: string, content: string, members: JsonObject]>([
    ['a primitive', '<name value="CHU"/>', { name: 'CHU' }],
    ['a primitive with an end tag', '<name value="CHU"></name>', { name: 'CHU' }],
    ['a boolean', '<active value="false"/>', { active: false }],
    ['a repeated element as a list', '<alias value="a"/><alias value="b"/>', { alias: ['a', 'b'] }],
    ['one of a repeated element as a list', '<alias value="a"/>', { alias: ['a'] }],
    ['the id of an element', '<partOf id="p"><display value="x"/></partOf>', { partOf: { id: 'p', display: 'x' } }],
    ['the id of a primitive', '<name id="n" value="x"/>', { name: 'x', _name: { id: 'n' } }],
    [
      'extensions of a primitive without a value',
      '<name><extension url="u"><valueCode value="c"/></extension></name>',
      { _name: { extension: [{ url: 'u', valueCode: 'c' }] } },
    ],
    [
      'a value that has extensions, among others, with null in the places of the rest',
      '<alias value="a"/><alias id="i" value="b"/><alias id="j"><extension url="u"><valueInteger value="-1"/></extension></alias><alias value="d"/>',
      {
        alias: ['a', 'b', null, 'd'],
        _alias: [null, { id: 'i' }, { id: 'j', extension: [{ url: 'u', valueInteger: -1 }] }, null],
      },
    ],
    [
      'a list of primitives without values',
      '<alias><extension url="u"><valueCode value="c"/></extension></alias>',
      { _alias: [{ extension: [{ url: 'u', valueCode: 'c' }] }] },
    ],
    [
      'contained resources',
      '<contained><Location><id value="a"/></Location></contained><contained><Endpoint><id value="b"/></Endpoint></contained>',
      {
        contained: [
          { resourceType: 'Location', id: 'a' },
          { resourceType: 'Endpoint', id: 'b' },
        ],
      },
    ],
    ['the five entities', '<name value="&lt;&gt;&amp;&quot;&apos;"/>', { name: `<>&"'` }],
    ['character references', '<name value="&#233;&#xE9;&#x1F600;&#10;&#9;"/>', { name: 'éé😀\n\t' }],
    ['attributes in single quotes', `<name value='a "b"'/>`, { name: 'a "b"' }],
    ['a line end within a value as one space', '<name value="a\r\nb\rc\nd"/>', { name: 'a b c d' }],
    ['a carriage return by number', '<name value="a&#13;&#10;b&#xD;"/>', { name: 'a\r\nb\r' }],
    ['white space within a value as it is', '<name value="  a  b "/>', { name: '  a  b ' }],
    ['comments as nothing', '<!-- a --><name value="x"><!-- b --></name><!-- c -->', { name: 'x' }],
    ['processing instructions as nothing', '<?a b?><name value="x"/>', { name: 'x' }],
    ['white space between elements as nothing', '\r\n\t <name value="x"/> \n', { name: 'x' }],
    ['an empty character section as nothing', '<![CDATA[ ]]><name value="x"/>', { name: 'x' }],
  ])('%s', (_, content, members) => {
    expect(parsed(content)).toStrictEqual({ resourceType: 'Organization', ...members });
  });

  it.each<[string, string]>([
    ['a prefix', '<f:Organization xmlns:f="http://hl7.org/fhir"><f:name value="x"/></f:Organization>'],
    ['different prefixes', `<Organization ${FHIR} xmlns:g="http://hl7.org/fhir"><g:name value="x"/></Organization>`],
    [
      'a declaration inside',
      `<f:Organization xmlns:f="http://hl7.org/fhir"><name ${FHIR} value="x"/></f:Organization>`,
    ],
    ['a byte order mark', `\uFEFF<Organization ${FHIR}><name value="x"/></Organization>`],
    ['a declaration', `<?xml version='1.0' encoding='utf-8'?>\n<Organization ${FHIR}><name value="x"/></Organization>`],
    ['a prefix that nothing uses', `<Organization ${FHIR} xmlns:xsi="urn:x"><name value="x"/></Organization>`],
  ])('a document with %s', (_, xml) => {
    expect(parseXml(xml).resource).toStrictEqual({ resourceType: 'Organization', name: 'x' });
  });

  it.each<[string, string, number]>([
    ['integer', '-12', -12],
    ['positiveInt', '3', 3],
    ['unsignedInt', '0', 0],
    ['decimal', '0.25', 0.25],
    ['decimal', '-1e-7', -1e-7],
  ])('a %s %s as a number', (type, text, value) => {
    const name = `value${type.charAt(0).toUpperCase()}${type.slice(1)}`;
    expect(parsed(`<extension url="u"><${name} value="${text}"/></extension>`)).toMatchObject({
      extension: [{ [name]: value }],
    });
  });
});

it.each(['1.00', '-0.000', '1E-22', '0.1000000000000000000001', '1E3'])('parseXml keeps the digits of %s', (digits) => {
  const { resource } = parseXml(organization(`<extension url="u"><valueDecimal value="${digits}"/></extension>`));
  expect(resource.extension).toEqual([{ url: 'u', valueDecimal: new FhirDecimal(digits) }]);
  expect(writeXml(resource)).toContain(`value="${digits}"`);
});

describe('parseXml cuts the narrative from the source', () => {
  const H = 'xmlns:h="http://www.w3.org/1999/xhtml"';
  const document = (root: string, text: string): string =>
    `<f:Organization xmlns:f="http://hl7.org/fhir" ${root}><f:text><f:status value="generated"/>${text}</f:text></f:Organization>`;

  it.each<[rule: string, root: string, source: string, div: string]>([
    [
      'as it stands',
      '',
      `<div  ${XHTML}\n>\n a &lt; <b class='x'>b</b>&#160;<br /> <!-- c --> </div >`,
      `<div  ${XHTML}\n>\n a &lt; <b class='x'>b</b>&#160;<br /> <!-- c --> </div >`,
    ],
    [
      'with line feeds for its line ends',
      '',
      `<div ${XHTML}\r\nclass="a">\r\n a\rb&#13;&#10;<b\r>c</b>\r\n\r\r</div>`,
      `<div ${XHTML}\nclass="a">\n a\nb&#13;&#10;<b\n>c</b>\n\n\n</div>`,
    ],
    ['when it is empty', '', `<div ${XHTML}/>`, `<div ${XHTML}/>`],
    ['with a div in it', '', `<div ${XHTML}><div>a</div></div>`, `<div ${XHTML}><div>a</div></div>`],
    ['with the namespace declared around it', XHTML, '<div id="a">x</div>', `<div ${XHTML} id="a">x</div>`],
    [
      'without a prefix declared on it',
      '',
      `<h:div ${H}><h:p>x<h:br/></h:p></h:div>`,
      `<div ${XHTML}><p>x<br/></p></div>`,
    ],
    [
      'without a prefix declared around it',
      H,
      '<h:div class="a"><h:b>x</h:b></h:div>',
      `<div ${XHTML} class="a"><b>x</b></div>`,
    ],
    ['with a prefix only within', H, `<div ${XHTML}><h:b>x</h:b></div>`, `<div ${XHTML}><b>x</b></div>`],
    [
      'without a default namespace it does not use',
      '',
      `<h:div ${FHIR} ${H}><h:b>x</h:b></h:div>`,
      `<div ${XHTML}><b>x</b></div>`,
    ],
  ])('%s', (_, root, source, div) => {
    expect(parseXml(document(root, source)).resource).toStrictEqual({
      resourceType: 'Organization',
      text: { status: 'generated', div },
    });
  });

  it('in no more than a look at each of many blanks', () => {
    // Looking from each blank to the end of all would take minutes.
    const blanks = ' '.repeat(400_000);
    const { resource } = parseXml(document('', `<div ${XHTML}${blanks}>a</div>`));
    expect(resource).toMatchObject({ text: { div: `<div ${XHTML}${blanks}>a</div>` } });
  });

  it('and goes on after it', () => {
    const xml = organization(`<text><status value="generated"/><div ${XHTML}>a</div></text><name value="x"/>`);
    expect(parseXml(xml).resource).toMatchObject({ name: 'x' });
  });
});

describe('parseXml works in proportion to the text', () => {
  const MB = 1024 * 1024;
  const WORK_A_CHARACTER = 2;
  const lol = Array.from({ length: 20 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');

  it.each<[string, string]>([
    ['entities that grow', `<!DOCTYPE a [<!ENTITY l0 "lol">${lol}]>${organization('<name value="&l20;"/>')}`],
    ['a DTD from elsewhere', `<!DOCTYPE a SYSTEM "file:///etc/passwd">${organization('')}`],
    ['a large DTD', `<!DOCTYPE a [${'<!-- x -->'.repeat(MB / 10)}]>${organization('')}`],
    ['100,000 levels', organization(deep(100_000))],
    ['100,000 unknown levels', organization('<x>'.repeat(100_000))],
    ['100,000 levels of a narrative', narrative(`<div ${XHTML}>${'<b>'.repeat(100_000)}`)],
    ['an attribute of 2 MB', `<Organization ${FHIR} x="${'a'.repeat(2 * MB)}"/>`],
    ['a name of 2 MB', `<Organization ${FHIR}><${'a'.repeat(2 * MB)}/></Organization>`],
    [
      '100,000 attributes',
      `<Organization ${FHIR} ${Array.from({ length: 100_000 }, (_, at) => `a${at}=""`).join(' ')}/>`,
    ],
    ['a MB of bare ampersands', organization('<!--&'.repeat(MB / 5))],
    ['2 MB of text', organization('a'.repeat(2 * MB))],
    ['1 MB of references', organization(`<name value="${'&#233;'.repeat(MB / 6)}"><x/></name>`)],
    ['100,000 unknown elements', organization('<x/>'.repeat(100_000))],
    ['100,000 tags that end', `${organization('')}${'</a>'.repeat(100_000)}`],
    ['UTF-16 read as UTF-8', Array.from(organization(''), (unit) => `${unit}\0`).join('')],
  ])('%s', async (_, xml) => {
    let found = 0;
    expect(await countedWork(() => (found = failure(xml).issues.length))).toBeLessThan(WORK_A_CHARACTER * xml.length);
    expect(found).toBeGreaterThan(0);
  });
});

describe('positionsOf', () => {
  const xml = `<Organization ${FHIR}>
  <id value="a"/>
  <contained><Location>
    <name value="x"/></Location></contained>
  <extension url="u">
    <valueString value="y"/></extension>
  <alias value="a"/>
  <alias><extension
     url="u"><valueCode value="c"/></extension></alias>
</Organization>`;

  describe.each(['\n', '\r\n', '\r'])('in a text with the line ends %j', (lineEnd) => {
    const { positionsOf } = parseXml(xml.replaceAll('\n', lineEnd));

    it.each<[string, (string | number)[], number, number]>([
      ['the resource', [], 1, 1],
      ['its type', ['resourceType'], 1, 1],
      ['an element', ['id'], 2, 3],
      ['a list', ['contained'], 3, 3],
      ['an item', ['contained', 0], 3, 3],
      ['the type of a contained resource', ['contained', 0, 'resourceType'], 3, 14],
      ['an element of a contained resource', ['contained', 0, 'name'], 4, 5],
      ['an attribute', ['extension', 0, 'url'], 5, 3],
      ['a choice', ['extension', 0, 'valueString'], 6, 5],
      ['an item of a list of primitives', ['alias', 1], 8, 3],
      ['its sibling', ['_alias', 1], 8, 3],
      ['an extension of a primitive', ['_alias', 1, 'extension', 0, 'valueCode'], 9, 14],
    ])('%s', (_, path, line, column) => {
      expect(positionsOf([path])).toEqual([{ line, column }]);
    });

    it('nothing for a path that leads nowhere', () => {
      expect(positionsOf([['alias', 2]])).toEqual([undefined]);
    });

    it('finds many in one reading, in the order they were asked for', () => {
      const paths = [['alias', 2], ['name'], ['alias', 0], ['name']];
      expect(positionsOf(paths)).toEqual(paths.map((path) => positionsOf([path])[0]));
    });
  });
});
