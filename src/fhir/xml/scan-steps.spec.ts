import { atOnce } from '../steps';
import { parseXmlSteps } from './parse-xml';
import { scanXmlSteps, SCANNED_AT_ONCE, type XmlEvents } from './scan-xml';

function eventsOf(text: string, piece: number): unknown[] {
  const seen: unknown[] = [];
  const events: XmlEvents = {
    open: (name, attributes, end) => seen.push(['open', name, attributes, end]),
    close: (name, selfClosing, end) => seen.push(['close', name, selfClosing, end]),
    characters: (characters, offset) => seen.push(['characters', characters, offset()]),
  };
  try {
    atOnce(scanXmlSteps(text, events, piece));
  } catch (error) {
    seen.push((error as { issues: unknown }).issues);
  }
  return seen;
}

function restsOf(text: string): number {
  const steps = parseXmlSteps(text);
  let rests = 0;
  while (!steps.next().done) rests += 1;
  return rests;
}

describe('a text of XML that is scanned in steps', () => {
  it.each([
    [
      'elements, attributes and texts',
      '<?xml version="1.0"?>\n<a b="c&amp;d"\n e="f">\n g &lt; h &#x1F600; <i/> 😀 </a>',
    ],
    ['comments, sections and instructions', '<a><!-- b -- --><![CDATA[c]] ]]]>d<?e f?></a>'],
    ['a comment and a section', '<a><!-- b --><![CDATA[c]] ]]]>d<?e f?></a>'],
    ['line ends', '<a b="\r\n\n">\r\n\r</a>'],
    ['a fault in a tag', '<a>\n<b c=d/></a>'],
    ['an end that does not fit', '<a>\n  <b></c></a>'],
    ['an entity that does not exist', '<a>&b;</a>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a/>'],
    ['an end that is missing', '<a><b>'],
    ['another encoding', '<?xml version="1.0" encoding="latin1"?><a/>'],
  ])('has the same events and faults at the same places: %s', (_, text) => {
    const whole = eventsOf(text, text.length);
    expect(whole.length).toBeGreaterThan(0);
    for (let piece = 1; piece < text.length; piece += 1) expect(eventsOf(text, piece)).toEqual(whole);
  });

  it.each([0, 1, 3])('can rest %d times', (rests) => {
    const organization = (name: string): string =>
      `<Organization xmlns="http://hl7.org/fhir"><name value="${name}"/></Organization>`;
    const length = rests * SCANNED_AT_ONCE + 1_000 - organization('').length;
    expect(restsOf(organization('a'.repeat(length)))).toBe(rests);
  });
});
