import { validateResource, type JsonObject, type JsonValue, type ValidationOptions } from '../../../src/fhir';
import { FhirDecimal } from '../../../src/fhir/json';
import type { Row, Told } from '../../support/told';

const resource = (resource: JsonObject, options?: ValidationOptions) => (): Told => validateResource(resource, options);
const organization = (members: JsonObject, options?: ValidationOptions): (() => Told) =>
  resource({ resourceType: 'Organization', name: 'A', ...members }, options);
const narrative = (div: JsonValue): (() => Told) => organization({ text: { status: 'generated', div } });

const NS = 'xmlns="http://www.w3.org/1999/xhtml"';
const inDiv = (content: string): (() => Told) => narrative(`<div ${NS}>${content}</div>`);
const PLAIN = 'Use plain formatting: p, div, span, ul, ol, li, table, b, i, a, img ….';
const ADDRESSES = 'Use http, https, mailto, tel or a relative address; an image may be data:image/png.';
const ONCE = 'Write each attribute once, as name="value", with &lt; for < and a > at the end.';

/** Messages that the tables of broken resources do not produce, and messages with variable wording. */
export const R4: readonly Row[] = [
  [
    'There are more than 1 issues; the others are not listed.',
    'Correct these and send the resource again.',
    () => organization({ active: 'x', alias: 'x', telecom: 'x' }, { maxIssues: 1 })().slice(-1),
  ],
  [
    'Organization has an unknown element `zzzzzz`.',
    'Remove it, or send it as an extension; the elements are: id, meta, implicitRules, language, text, contained, ' +
      'extension, modifierExtension, identifier, active, type, name, alias, telecom, address, partOf, contact, endpoint.',
    organization({ zzzzzz: 1 }),
  ],
  [
    'StructureMap has an unknown element `zzzzzz`.',
    'Remove it, or send it as an extension; the elements are: id, meta, implicitRules, language, text, contained, ' +
      'extension, modifierExtension, url, identifier, version, name, title, status, experimental, date, publisher, ' +
      'contact, description, useContext, jurisdiction, purpose, copyright, structure, import, group.',
    resource({ resourceType: 'StructureMap', zzzzzz: 1 }),
  ],
  [
    'CodeSystem has an unknown element `zzzzzz`.',
    'Remove it, or send it as an extension; the elements are: text, contained, ' +
      'extension, modifierExtension, url, identifier, version, name, title, status, experimental, date, publisher, ' +
      'contact, description, useContext, jurisdiction, purpose, copyright, caseSensitive, valueSet, ' +
      'hierarchyMeaning, compositional, versionNeeded, content, supplements, count, filter, property, concept and those of every resource.',
    resource({ resourceType: 'CodeSystem', zzzzzz: 1 }),
  ],
  [
    'The concept has no code of the value set allergyintolerance-clinical.',
    'Use one of: active, inactive, resolved.',
    resource({ resourceType: 'AllergyIntolerance', patient: { display: 'x' }, clinicalStatus: { text: 'x' } }),
  ],
  [
    '"activ" is not a code of the value set allergyintolerance-clinical.',
    'Did you mean "active"? Use one of: active, inactive, resolved.',
    resource({
      resourceType: 'AllergyIntolerance',
      patient: { display: 'x' },
      clinicalStatus: { coding: [{ code: 'activ' }] },
    }),
  ],
  [
    '"MORNING" is not a code of the value set event-timing.',
    'The codes are listed at http://hl7.org/fhir/R4/valueset-event-timing.html.',
    organization({ extension: [{ url: 'urn:e', valueTiming: { repeat: { when: ['MORNING'] } } }] }),
  ],
  [
    '-0.5e1 is not an integer.',
    'Write it without a point, an exponent or a sign before 0: -5.',
    organization({ extension: [{ url: 'urn:e', valueInteger: new FhirDecimal('-0.5e1') }] }),
  ],
  [
    '`valueDecimal` must be a number, not a string.',
    'Write a number, without quotes.',
    organization({ extension: [{ url: 'urn:e', valueDecimal: 'x' }] }),
  ],
  [
    'UsageContext lacks the element `value`.',
    'Add one of: valueCodeableConcept, valueQuantity, valueRange, valueReference.',
    resource({ resourceType: 'ValueSet', status: 'draft', useContext: [{ code: { code: 'focus' } }] }),
  ],
  [
    'ElementDefinition.example lacks the element `value`.',
    'Add one of: valueBase64Binary, valueBoolean, valueCanonical, valueCode, valueDate, valueDateTime, valueDecimal, valueId ….',
    organization({
      contained: [
        {
          resourceType: 'StructureDefinition',
          id: 's',
          url: 'urn:s',
          name: 'S',
          status: 'draft',
          kind: 'logical',
          abstract: false,
          type: 'urn:s',
          differential: { element: [{ path: 'S', example: [{ label: 'x' }] }] },
        },
      ],
      extension: [{ url: 'urn:e', valueReference: { reference: '#s' } }],
    }),
  ],

  // the narrative
  [
    'The narrative does not start with <div.',
    'Write <div xmlns="http://www.w3.org/1999/xhtml">…</div>.',
    narrative('<p>x</p>'),
  ],
  ['The narrative holds a control character (offset 44).', 'Remove it.', inDiv('ab\u0001')],
  ['Text follows the closing </div> (offset 49).', 'Put everything into one div.', narrative(`<div ${NS}>x</div> y`)],
  ['<p> is not closed.', 'Add </p>.', narrative(`<div ${NS}><p>x`)],
  [
    'The narrative is not well-formed at offset 42: "<![CDATA[x]]".',
    'Write &lt; for a < in text; DOCTYPE, CDATA and processing instructions are not allowed.',
    inDiv('<![CDATA[x]]>'),
  ],
  [
    'Elements of the narrative are nested more than 64 levels deep.',
    'Make the structure flatter.',
    inDiv(`${'<b>'.repeat(64)}x${'</b>'.repeat(64)}`),
  ],
  ['The narrative has more than 50000 elements.', 'Write a shorter one.', inDiv(`x${'<br/>'.repeat(50_000)}`)],
  ['<script> is not allowed in a narrative (txt-1).', PLAIN, inDiv('<script>x</script>')],
  ['The tag <p> is not well-formed at offset 44.', ONCE, inDiv('<p class=x>x</p>')],
  ['The div has no namespace.', 'Write <div xmlns="http://www.w3.org/1999/xhtml">.', narrative('<div>x</div>')],
  [
    '</b> is found where </i> is expected (offset 53).',
    'Close the elements in the opposite order of their opening; write <br/>, not <br>.',
    inDiv('<b><i>x</b></i>'),
  ],
  ['<p> has the attribute class twice.', 'Remove one of them.', inDiv('<p class="a" class="b">x</p>')],
  [
    'The attribute onclick is not allowed in a narrative (txt-1).',
    'Remove it; a narrative has no events and no scripts.',
    inDiv('<p onclick="x">x</p>'),
  ],
  [
    '"urn:x" is not the namespace of XHTML.',
    'Write xmlns="http://www.w3.org/1999/xhtml".',
    narrative('<div xmlns="urn:x">x</div>'),
  ],
  [
    'The style refers to something outside the narrative (txt-1).',
    'Use plain properties, such as color or margin.',
    inDiv('<p style="background: url(http://x)">x</p>'),
  ],
  [
    '"&nbsp;x" is not an XML character reference.',
    'Write &amp; for &; instead of &nbsp; and the like, write the character itself or its number: &#160;.',
    inDiv('&nbsp;x'),
  ],
  ['The scheme "javascript" is not allowed in href (txt-1).', ADDRESSES, inDiv('<a href="javascript:x">x</a>')],
  ['The narrative has more than 50000 elements.', 'Write a shorter one.', inDiv('x<br/>'.repeat(50_001))],
  [
    'Elements of the narrative are nested more than 64 levels deep.',
    'Make the structure flatter.',
    inDiv('<p>'.repeat(64)),
  ],
];
