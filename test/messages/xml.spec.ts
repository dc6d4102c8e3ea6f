import { parseXml, writeXml } from '../../src/fhir/xml';
import { describeTold, toldByRefusal, type Row, type Told } from '../support/told';

const FHIR = 'xmlns="http://hl7.org/fhir"';

const text = (xml: string) => (): Promise<Told> => toldByRefusal(() => parseXml(xml));
const content = (xml: string): (() => Promise<Told>) => text(`<Organization ${FHIR}>${xml}</Organization>`);
const extension = (xml: string): (() => Promise<Told>) => content(`<extension url="u">${xml}</extension>`);
const narrative = (xml: string): (() => Promise<Told>) => content(`<text><status value="generated"/>${xml}</text>`);

const QUOTED = 'Write name="value".';
const IN_FHIR = 'The elements of FHIR are in its own namespace: write xmlns="http://hl7.org/fhir" on the root element.';
const NAMES = 'The names are listed at http://hl7.org/fhir/R4/resourcelist.html; they start with a capital letter.';
const BY_NUMBER =
  'Write &amp; for the character & itself; a character by number is &#233; or &#xE9;, and one that XML allows.';

const AS_XML: readonly Row[] = [
  [
    'The body has a DOCTYPE.',
    'Remove it; FHIR has no document type, and its entities are a risk (R4 xml.html).',
    text('<!DOCTYPE a><a/>'),
  ],
  ['The body is in XML 1.1.', 'FHIR uses XML 1.0: write version="1.0".', text('<?xml version="1.1"?><a/>')],
  [
    'The XML declaration says the encoding ISO-8859-1.',
    'Send the XML in UTF-8, and write encoding="UTF-8" or nothing.',
    text('<?xml version="1.0" encoding="ISO-8859-1"?><a/>'),
  ],
  [
    'The body holds half of a surrogate pair.',
    'Send the XML in UTF-8, with whole characters.',
    content('<name value="\ud83d"/>'),
  ],
  [
    'The XML uses an entity that is not defined.',
    'XML has only &amp; &lt; &gt; &quot; and &apos;. Write other characters as they are, or by number: &#160; for &nbsp;.',
    content('<name value="&nbsp;"/>'),
  ],
  ['A reference that starts with & is not well-formed.', BY_NUMBER, content('<name value="a & b"/>')],
  ['The text ends before <a> is closed.', 'Send the whole resource; add </a>.', text(`<a ${FHIR}>`)],
  [
    'A closing tag does not match the open element.',
    'Close the elements in the opposite order of their opening.',
    content('<partOf></name>'),
  ],
  ['</a> closes nothing.', 'Remove it, or open <a> before.', text(`<Organization ${FHIR}/></a>`)],
  ['An element has the attribute value twice.', 'Remove one of the two.', content('<name value="a" value="b"/>')],
  [
    'The body holds no XML element.',
    'Send a resource: <Organization xmlns="http://hl7.org/fhir">…</Organization>.',
    text(''),
  ],
  [
    'There is text outside the root element.',
    'Send one XML document and nothing else; JSON goes with Content-Type: application/fhir+json.',
    text('{}'),
  ],
  [
    'A second root element follows the first.',
    'Send one resource per request; several resources are sent in a Bundle.',
    text(`<Organization ${FHIR}/><Organization ${FHIR}/>`),
  ],
  [
    'There is a character where XML does not allow it.',
    'Write &lt; for a < in a value; control characters have no place in XML.',
    content('<name value="a<b"/>'),
  ],
  ['The value of an attribute has no quotes.', QUOTED, content('<name value=x/>')],
  ['An attribute has no value.', QUOTED, content('<name value id="x"/>')],
  [
    'The text ends in the middle of a tag, comment or declaration.',
    'Send the whole resource.',
    text(`<Organization ${FHIR}/><!-- x`),
  ],
  [
    'The XML declaration is not at the very start.',
    'Put <?xml version="1.0" encoding="UTF-8"?> first, or leave it out.',
    text(` <?xml version="1.0"?><Organization ${FHIR}/>`),
  ],
  [
    'The XML is not well-formed: malformed comment.',
    'Send well-formed XML (https://www.w3.org/TR/xml).',
    content('<!-- a -- b -->'),
  ],
];

const NAMESPACES: readonly Row[] = [
  ['<Organization> has no namespace.', IN_FHIR, text('<Organization/>')],
  ['<Organization> is in the namespace "urn:x".', IN_FHIR, text('<Organization xmlns="urn:x"/>')],
  [
    'The prefix "f" of <f:Organization> is not declared.',
    'The elements of FHIR are in its own namespace: write xmlns:f="http://hl7.org/fhir" on the root element.',
    text('<f:Organization/>'),
  ],
  [
    '"div" in a narrative is not of XHTML.',
    'Write <div xmlns="http://www.w3.org/1999/xhtml"> around plain formatting, without names of other namespaces.',
    narrative('<div>x</div>'),
  ],
  [
    'More than 64 namespaces are declared around one element.',
    'FHIR needs one namespace, and one for narratives.',
    text(`<Organization ${FHIR} ${Array.from({ length: 65 }, (_, n) => `xmlns:n${n}="urn:${n}"`).join(' ')}/>`),
  ],
];

const RESOURCES: readonly Row[] = [
  ['`Organisation` is not a resource type of R4; did you mean `Organization`?', NAMES, text(`<Organisation ${FHIR}/>`)],
  ['`Hospitals` is not a resource type of R4.', NAMES, text(`<Hospitals ${FHIR}/>`)],
  [
    '<contained> holds no resource.',
    'Write a resource within it: <contained><Patient>…</Patient></contained>.',
    content('<contained/>'),
  ],
  [
    '<contained> holds two resources.',
    'Write one <contained> for each resource.',
    content('<contained><Location/><Location/></contained>'),
  ],
];

const ELEMENTS: readonly Row[] = [
  [
    'Organization has an unknown element `adress`; did you mean `address`?',
    'Rename it to `address`, or remove it.',
    content('<adress/>'),
  ],
  [
    'Extension has an unknown element `value`.',
    'The name of this element ends with the type of its value, as in valueBase64Binary.',
    extension('<value value="x"/>'),
  ],
  [
    'Reference has an unknown element `id`.',
    'Write it as an attribute: id="…".',
    content('<partOf><id value="x"/></partOf>'),
  ],
  [
    '`active` comes after `name`.',
    'The elements of FHIR XML have a fixed order: move `active` before `name`.',
    content('<name value="x"/><active value="true"/>'),
  ],
  [
    '`name` occurs twice.',
    'Organization has at most one; remove the others.',
    content('<name value="x"/><name value="y"/>'),
  ],
  [
    '`valueString` occurs beside `valueCode`.',
    'Extension has at most one `value[x]`; remove one of the two.',
    extension('<valueCode value="x"/><valueString value="x"/>'),
  ],
  ['<name> has neither a value nor extensions.', 'Write <name value="…"/>, or leave it out.', content('<name/>')],
  ['<partOf> is empty.', 'Give it content, or leave it out; FHIR has no empty elements.', content('<partOf/>')],
  [
    '<name> has text within it: "CHU".',
    'FHIR keeps values in attributes: <name value="…"/>.',
    content('<name>CHU</name>'),
  ],
];

const attribute = (owner: string, name: string): string =>
  `<${owner}> has an attribute "${name}", which FHIR does not allow there.`;

const ATTRIBUTES: readonly Row[] = [
  [attribute('Organization', 'id'), 'Write it as an element: <id value="…"/>.', text(`<Organization ${FHIR} id="x"/>`)],
  [
    attribute('Organization', 'xsi:schemaLocation'),
    'Remove it; a FHIR resource names no schema (R4 xml.html).',
    text(`<Organization ${FHIR} xmlns:xsi="urn:x" xsi:schemaLocation="a b"/>`),
  ],
  [
    attribute('partOf', 'value'),
    'Write the elements of Reference within it; only primitive elements have a value.',
    content('<partOf value="x"/>'),
  ],
  [attribute('name', 'Value'), 'Rename it to value.', content('<name Value="x"/>')],
  [
    attribute('name', 'language'),
    'Remove it; the attributes are: value, id.',
    content('<name value="x" language="x"/>'),
  ],
  [attribute('Organization', 'origin'), 'Remove it; there are none here.', text(`<Organization ${FHIR} origin="x"/>`)],
];

const VALUES: readonly Row[] = [
  ['"1" is not a boolean.', 'Write true or false.', content('<active value="1"/>')],
  [
    '"1.0" is not an integer.',
    'Write a whole number: digits, with a minus sign where needed.',
    extension('<valueInteger value="1.0"/>'),
  ],
  [
    '"-1" is not an unsignedInt.',
    'Write a whole number from 0, in digits.',
    extension('<valueUnsignedInt value="-1"/>'),
  ],
  ['"0" is not a positiveInt.', 'Write a whole number from 1, in digits.', extension('<valuePositiveInt value="0"/>')],
  [
    '"1,5" is not a decimal.',
    'Write digits with a decimal point: 0.5, -12.30.',
    extension('<valueDecimal value="1,5"/>'),
  ],
  [
    'The resource contains a character that cannot be written in XML.',
    'Ask for application/fhir+json.',
    () => toldByRefusal(() => writeXml({ resourceType: 'Organization', name: '\u0001' })),
  ],
];

describe('the messages about an XML body', () => {
  describeTold(['src/fhir/xml'], [...AS_XML, ...NAMESPACES, ...RESOURCES, ...ELEMENTS, ...ATTRIBUTES, ...VALUES]);
});
