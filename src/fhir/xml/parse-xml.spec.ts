import { countedWork } from '../../../test/support/counted-work';
import { FhirError, type FhirErrorKind } from '../errors/fhir-error';
import { FhirDecimal } from '../json/fhir-decimal';
import type { JsonObject } from '../json/json-value';
import { parseXml } from './parse-xml';
import { writeXml } from './write-xml';

const FHIR = 'xmlns="http://hl7.org/fhir"';
const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';
const organization = (content: string): string => `<Organization ${FHIR}>\n${content}\n</Organization>`;
const parsed = (content: string): JsonObject => parseXml(organization(content)).resource;

function failure(xml: string): FhirError {
  try {
    parseXml(xml);
  } catch (error) {
    if (error instanceof FhirError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

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

  it('and goes on after it', () => {
    const xml = organization(`<text><status value="generated"/><div ${XHTML}>a</div></text><name value="x"/>`);
    expect(parseXml(xml).resource).toMatchObject({ name: 'x' });
  });
});

const deep = (levels: number): string => `${'<extension url="u">'.repeat(levels)}${'</extension>'.repeat(levels)}`;
const narrative = (div: string): string => organization(`<text><status value="generated"/>${div}</text>`);

type Refusal = [rule: string, xml: string, text: RegExp, hint: RegExp, line: number, column: number];

const notXml: Refusal[] = [
  ['a DOCTYPE', `<!DOCTYPE a>\n${organization('')}`, /DOCTYPE/, /Remove it/, 1, 1],
  ['an entity of a DTD', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', /DOCTYPE/, /Remove it/, 1, 1],
  ['an entity of HTML', organization('<name value="a&nbsp;b"/>'), /an entity/, /&#160;/, 2, 15],
  ['a bare ampersand', organization('<name value="a & b"/>'), /starts with &/, /&amp;/, 2, 16],
  ['a reference to a control character', organization('<name value="&#1;"/>'), /starts with &/, /allows/, 2, 14],
  ['a reference to half a pair', organization('<name value="&#xD83D;"/>'), /starts with &/, /allows/, 2, 14],
  ['a control character', organization('<name value="\u0001"/>'), /does not allow/, /control/, 2, 14],
  ['U+FFFF', organization('<name value="\uffff"/>'), /does not allow/, /control/, 2, 14],
  ['half a pair', organization('<name value="\ud83d"/>'), /half of a surrogate pair/, /UTF-8/, 2, 14],
  ['a < in a value', organization('<name value="a<b"/>'), /does not allow/, /&lt;/, 2, 15],
  ['a value without quotes', organization('<name value=x/>'), /no quotes/, /name="value"/, 2, 13],
  ['an attribute twice', organization('<name value="a" value="b"/>'), /value twice/, /one of the two/, 2, 27],
  ['a missing end', `<Organization ${FHIR}>`, /before <Organization> is closed/, /<\/Organization>/, 1, 42],
  ['a wrong end tag', organization('<partOf></name>'), /does not fit/, /opposite order/, 2, 15],
  ['text after the root', `${organization('')}\nx`, /outside/, /nothing else/, 4, 1],
  ['two roots', `${organization('')}${organization('')}`, /second root/, /Bundle/, 3, 29],
  ['nothing', '', /no XML element/, /Send a resource/, 1, 1],
  ['JSON', '{"resourceType":"Organization"}', /outside/, /application\/fhir\+json/, 1, 1],
  ['another encoding', `<?xml version="1.0" encoding="ISO-8859-1"?>${organization('')}`, /ISO-8859-1/, /UTF-8/, 1, 1],
  ['XML 1.1', `<?xml version="1.1"?>${organization('')}`, /XML 1\.1/, /version="1\.0"/, 1, 1],
  ['a late declaration', ` <?xml version="1.0"?>${organization('')}`, /very start/, /first/, 1, 7],
  ['elements without end', organization(deep(64)), /deeper than 64/, /flatter/, 2, 1198],
  ['a narrative without end', narrative(`<div ${XHTML}>${'<b>'.repeat(64)}`), /deeper than 64/, /flatter/, 2, 265],
];

const notFhir: [...Refusal, expression: string][] = [
  ['no namespace', '<Organization/>', /no namespace/, /xmlns="http:\/\/hl7\.org\/fhir"/, 1, 1, '$this'],
  ['another namespace', '<Organization xmlns="urn:x"/>', /"urn:x"/, /own namespace/, 1, 1, '$this'],
  ['a prefix that is not declared', '<f:Organization/>', /"f".* not declared/, /xmlns:f=/, 1, 1, '$this'],
  ['a type that R4 has not', `<Organisation ${FHIR}/>`, /did you mean `Organization`/, /resourcelist/, 1, 1, '$this'],
  ['an abstract type', `<DomainResource ${FHIR}/>`, /not a resource type/, /resourcelist/, 1, 1, '$this'],
  ['an element of another namespace', organization('<x xmlns="urn:x"/>'), /"urn:x"/, /namespace/, 2, 1, 'Organization'],
  ['an unknown element', organization('<adress/>'), /did you mean `address`/, /Rename/, 2, 1, 'Organization'],
  [
    'a choice without type',
    organization('<extension url="u"><value value="x"/></extension>'),
    /unknown element `value`/,
    /ends with the type/,
    2,
    20,
    'Organization.extension[0]',
  ],
  [
    'an attribute written as an element',
    organization('<partOf><id value="x"/></partOf>'),
    /unknown element `id`/,
    /attribute: id="…"/,
    2,
    9,
    'Organization.partOf',
  ],
  [
    'a wrong order',
    organization('<name value="x"/><active value="true"/>'),
    /`active` stands after `name`/,
    /move `active` before `name`/,
    2,
    18,
    'Organization',
  ],
  [
    'a second of one',
    organization('<name value="x"/><name value="y"/>'),
    /stands twice/,
    /at most one/,
    2,
    18,
    'Organization',
  ],
  [
    'two values of a choice',
    organization('<extension url="u"><valueCode value="x"/><valueString value="x"/></extension>'),
    /beside `valueCode`/,
    /`value\[x\]`/,
    2,
    42,
    'Organization.extension[0]',
  ],
  [
    'an unknown attribute',
    organization('<name Value="x"/>'),
    /attribute "Value"/,
    /Rename it to value/,
    2,
    1,
    'Organization.name',
  ],
  [
    'a value of a complex type',
    organization('<partOf value="x"/>'),
    /attribute "value"/,
    /elements of Reference/,
    2,
    1,
    'Organization.partOf',
  ],
  [
    'an id of a resource as an attribute',
    `<Organization ${FHIR} id="x"/>`,
    /attribute "id"/,
    /<id value=/,
    1,
    1,
    'Organization',
  ],
  [
    'an attribute on contained',
    organization('<contained id="x"><Location/></contained>'),
    /attribute "id"/,
    /element/,
    2,
    1,
    'Organization.contained[0]',
  ],
  [
    'a schema',
    `<Organization ${FHIR} xmlns:xsi="urn:x" xsi:schemaLocation="a b"/>`,
    /xsi:schemaLocation/,
    /no schema/,
    1,
    1,
    'Organization',
  ],
  ['a primitive without a value', organization('<name/>'), /neither a value/, /value="…"/, 2, 1, 'Organization.name'],
  [
    'an empty element',
    organization('<alias value="x"/><telecom></telecom>'),
    /is empty/,
    /no empty elements/,
    2,
    19,
    'Organization.telecom[0]',
  ],
  [
    'text in a primitive',
    organization('<name>CHU</name>'),
    /text within it: "CHU"/,
    /attributes/,
    2,
    7,
    'Organization.name',
  ],
  [
    'text between elements',
    organization('<active value="true"/>\n  x'),
    /text within it/,
    /attributes/,
    3,
    3,
    'Organization',
  ],
  ['a no-break space between elements', organization('\u00a0'), /text within it/, /attributes/, 2, 1, 'Organization'],
  [
    'a character section',
    organization('<name><![CDATA[x]]></name>'),
    /text within it/,
    /attributes/,
    2,
    7,
    'Organization.name',
  ],
  [
    'a boolean of another spelling',
    organization('<active value="1"/>'),
    /"1" is not a boolean/,
    /true or false/,
    2,
    1,
    'Organization.active',
  ],
  [
    'a number with a comma',
    organization('<extension url="u"><valueDecimal value="1,5"/></extension>'),
    /"1,5" is not a decimal/,
    /point/,
    2,
    20,
    'Organization.extension[0].value',
  ],
  [
    'a number with a plus',
    organization('<extension url="u"><valueInteger value="+1"/></extension>'),
    /not an integer/,
    /digits/,
    2,
    20,
    'Organization.extension[0].value',
  ],
  [
    'a decimal for an integer',
    organization('<extension url="u"><valueInteger value="1.0"/></extension>'),
    /not an integer/,
    /whole/,
    2,
    20,
    'Organization.extension[0].value',
  ],
  [
    'two resources in contained',
    organization('<contained><Location/><Endpoint/></contained>'),
    /two resources/,
    /for each/,
    2,
    23,
    'Organization.contained[0]',
  ],
  [
    'nothing in contained',
    organization('<contained></contained>'),
    /no resource/,
    /Patient/,
    2,
    1,
    'Organization.contained[0]',
  ],
  [
    'an unknown contained resource',
    organization('<contained><Lokation/></contained>'),
    /did you mean `Location`/,
    /resourcelist/,
    2,
    12,
    'Organization.contained[0]',
  ],
  [
    'a place within a contained resource',
    organization('<contained><Location><nam/></Location></contained>'),
    /did you mean `name`/,
    /Rename/,
    2,
    22,
    'Organization.contained[0]',
  ],
  ['a div of FHIR', narrative('<div>x</div>'), /not of XHTML/, /<div xmlns=/, 2, 34, 'Organization.text'],
  [
    'an element of FHIR in the narrative',
    narrative(`<div ${XHTML}><b ${FHIR}/></div>`),
    /not of XHTML/,
    /namespaces/,
    2,
    76,
    'Organization.text',
  ],
  [
    'an attribute of another namespace in the narrative',
    narrative(`<div ${XHTML}><b x:y="z"/></div>`),
    /"x:y"/,
    /namespaces/,
    2,
    76,
    'Organization.text',
  ],
];

describe('parseXml refuses', () => {
  function expectRefusal(kind: FhirErrorKind, [, xml, text, hint, line, column]: Refusal, expression?: string): void {
    const { kind: found, issues } = failure(xml);
    expect({ found, issues }).toEqual({
      found: kind,
      issues: [
        expect.objectContaining({
          code: 'structure',
          position: { line, column },
          ...(expression && { expression }),
        }),
      ],
    });
    expect(String(issues[0]!.text)).toMatch(text);
    expect(String(issues[0]!.hint)).toMatch(hint);
  }

  it.each(notXml)('%s', (...row) => expectRefusal('invalid-request', row));

  it.each(notXml.filter(([, xml]) => xml.includes('\n')))(
    '%s, at the same place with CR LF for line ends',
    (...row) => {
      const xml = row[1].replaceAll('\n', '\r\n');
      expectRefusal('invalid-request', row.with(1, xml) as unknown as Refusal);
    },
  );

  it.each(notFhir)('%s', (rule, xml, text, hint, line, column, expression) =>
    expectRefusal('invalid-structure', [rule, xml, text, hint, line, column], expression),
  );

  it('all that is wrong at once', () => {
    const xml = organization('<adress/>\n<active value="yes"/>\n<name value="x"/>\n<alias/>\n<x><y/></x>');
    expect(failure(xml).issues.map(({ position }) => position?.line)).toEqual([2, 3, 5, 6]);
  });

  it('no more than a hundred at once', () => {
    expect(failure(organization('<x/>'.repeat(1000))).issues).toHaveLength(100);
  });

  it('nesting from a limit that the caller sets', () => {
    expect(() => parseXml(organization(deep(3)), { maxDepth: 3 })).toThrow('deeper than 3');
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
    ['an attribute of 10 MB', `<Organization ${FHIR} x="${'a'.repeat(10 * MB)}"/>`],
    ['a name of 10 MB', `<Organization ${FHIR}><${'a'.repeat(10 * MB)}/></Organization>`],
    [
      '100,000 attributes',
      `<Organization ${FHIR} ${Array.from({ length: 100_000 }, (_, at) => `a${at}=""`).join(' ')}/>`,
    ],
    ['a MB of bare ampersands', organization('<!--&'.repeat(MB / 5))],
    ['10 MB of text', organization('a'.repeat(10 * MB))],
    ['1 MB of references', organization(`<name value="${'&#233;'.repeat(MB / 6)}"><x/></name>`)],
    ['100,000 unknown elements', organization('<x/>'.repeat(100_000))],
    ['100,000 tags that end', `${organization('')}${'</a>'.repeat(100_000)}`],
    ['UTF-16 read as UTF-8', Array.from(organization(''), (unit) => `${unit}\0`).join('')],
  ])('%s', async (_, xml) => {
    expect(failure(xml).issues.length).toBeGreaterThan(0);
    expect(await countedWork(() => failure(xml))).toBeLessThan(WORK_A_CHARACTER * xml.length);
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
