import { type FhirErrorKind } from '../errors/fhir-error';
import { parseXml } from './parse-xml';
import { FHIR, XHTML, organization, failure, deep, narrative } from '../../../test/support/xml-texts';

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
  ['a wrong end tag', organization('<partOf></name>'), /does not match/, /opposite order/, 2, 15],
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
  ['an unknown element', organization('<adress/>'), /did you mean `address`/, /Rename/, 2, 1, 'Organization.adress'],
  [
    'a choice without type',
    organization('<extension url="u"><value value="x"/></extension>'),
    /unknown element `value`/,
    /ends with the type/,
    2,
    20,
    'Organization.extension[0].value',
  ],
  [
    'an attribute written as an element',
    organization('<partOf><id value="x"/></partOf>'),
    /unknown element `id`/,
    /attribute: id="…"/,
    2,
    9,
    'Organization.partOf.id',
  ],
  [
    'a wrong order',
    organization('<name value="x"/><active value="true"/>'),
    /`active` comes after `name`/,
    /move `active` before `name`/,
    2,
    18,
    'Organization.active',
  ],
  [
    'a second of one',
    organization('<name value="x"/><name value="y"/>'),
    /occurs twice/,
    /at most one/,
    2,
    18,
    'Organization.name',
  ],
  [
    'two values of a choice',
    organization('<extension url="u"><valueCode value="x"/><valueString value="x"/></extension>'),
    /beside `valueCode`/,
    /`value\[x\]`/,
    2,
    42,
    'Organization.extension[0].value',
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
    'nothing in contained, before another',
    organization('<contained/><contained><Location/></contained>'),
    /no resource/,
    /Patient/,
    2,
    1,
    'Organization.contained[0]',
  ],
  [
    'an unknown contained resource, before another',
    organization('<contained><Lokation/></contained><contained><Location/></contained>'),
    /did you mean `Location`/,
    /resourcelist/,
    2,
    12,
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
    'Organization.contained[0].nam',
  ],
  ['a div of FHIR', narrative('<div>x</div>'), /not of XHTML/, /<div xmlns=/, 2, 34, 'Organization.text.div'],
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
