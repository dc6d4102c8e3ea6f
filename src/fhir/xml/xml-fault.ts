import { FhirError, type TextPosition } from '../errors/fhir-error';
import { excerpt } from '../json/found-token';
import { positionAt } from '../json/text-position';

/** Every complaint about a text that is no XML as FHIR wants it: 400, issue code `structure`, one issue. */
export function xmlError(text: string, hint: string, position: TextPosition, expression?: string): FhirError {
  return new FhirError('invalid-request', text, [
    { code: 'structure', text, hint, position, ...(expression && { expression }) },
  ]);
}

interface Explanation {
  readonly said: RegExp;
  readonly text: string;
  readonly hint: string;
}

/** What the parser says, in words that help. `$1` is the name it speaks of. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    said: /^undefined entity/,
    text: 'The XML uses an entity that it does not have.',
    hint: 'XML has only &amp; &lt; &gt; &quot; and &apos;. Write other characters as they are, or by number: &#160; for &nbsp;.',
  },
  {
    said: /entity/,
    text: 'A reference that starts with & is not well-formed.',
    hint: 'Write &amp; for the character & itself; a character by number is &#233; or &#xE9;, and one that XML allows.',
  },
  {
    said: /^unclosed tag: (.*)/s,
    text: 'The text ends before <$1> is closed.',
    hint: 'Send the whole resource; add </$1>.',
  },
  {
    said: /^unexpected close tag/,
    text: 'A closing tag does not fit the element that is open.',
    hint: 'Close the elements in the opposite order of their opening.',
  },
  {
    said: /^unmatched closing tag: (.*)\.$/s,
    text: '</$1> closes nothing.',
    hint: 'Remove it, or open <$1> before.',
  },
  {
    said: /^duplicate attribute: (.*)\.$/s,
    text: 'An element has the attribute $1 twice.',
    hint: 'Remove one of the two.',
  },
  {
    said: /^document must contain a root/,
    text: 'The body holds no XML element.',
    hint: 'Send a resource: <Organization xmlns="http://hl7.org/fhir">…</Organization>.',
  },
  {
    said: /^text data outside of root/,
    text: 'There is text outside of the root element.',
    hint: 'Send one XML document and nothing else; JSON goes with Content-Type: application/fhir+json.',
  },
  {
    said: /^documents may contain only one root/,
    text: 'A second root element follows the first.',
    hint: 'Send one resource per request; several resources travel in a Bundle.',
  },
  {
    said: /^disallowed character\.$/,
    text: 'A character stands where XML does not allow it.',
    hint: 'Write &lt; for a < in a value; control characters have no place in XML.',
  },
  {
    said: /^(?:unquoted attribute value|value must be quoted)/,
    text: 'The value of an attribute has no quotes.',
    hint: 'Write name="value".',
  },
  {
    said: /^attribute without value/,
    text: 'An attribute has no value.',
    hint: 'Write name="value".',
  },
  {
    said: /^unexpected end/,
    text: 'The text ends in the middle of a tag, comment or declaration.',
    hint: 'Send the whole resource.',
  },
  {
    said: /^an XML declaration must be|^the XML declaration must/,
    text: 'The XML declaration does not stand at the very start.',
    hint: 'Put <?xml version="1.0" encoding="UTF-8"?> first, or leave it out.',
  },
];

/**
 * The client's words for a fault that the parser found.
 *
 * @param offset of the last character that the parser read
 */
export function malformed(said: string, source: string, offset: number): FhirError {
  const ampersand = bareAmpersand(source, offset);
  if (ampersand !== undefined) return explain('entity', source, ampersand);
  return explain(said, source, placeOf(said, source, offset));
}

function explain(said: string, source: string, offset: number): FhirError {
  const position = positionAt(source, offset);
  for (const { said: form, text, hint } of EXPLANATIONS) {
    const name = form.exec(said);
    if (!name) continue;
    const fill = (sentence: string): string => sentence.replaceAll('$1', () => excerpt(name[1] ?? ''));
    return xmlError(fill(text), fill(hint), position);
  }
  const text = `The XML is not well-formed: ${said.replace(/\.?$/, '.')}`;
  return xmlError(text, 'Send well-formed XML (https://www.w3.org/TR/xml).', position);
}

/** Comments and character sections, where an ampersand is one; and ampersands that start no reference. */
const AMPERSAND = /<!--(?:[^]*?-->|[^]*$)|<!\[CDATA\[(?:[^]*?\]\]>|[^]*$)|&(?![A-Za-z_][\w.-]{0,63};|#\w{1,10};)/g;

/** The parser takes all up to the next semicolon for a name, and complains there, or at the end of the text. */
function bareAmpersand(source: string, end: number): number | undefined {
  for (const { 0: found, index } of source.matchAll(AMPERSAND)) {
    if (index > end) return undefined;
    if (found === '&') return index;
  }
  return undefined;
}

function placeOf(said: string, source: string, offset: number): number {
  if (said.includes('entity')) return source.lastIndexOf('&', offset);
  return said.startsWith('text data outside') ? startOfText(source, offset + 1) : offset;
}

/** Offset of the text that ends before `end`, without the white space before it. */
export function startOfText(source: string, end: number): number {
  const start = source.lastIndexOf('>', end - 1) + 1;
  return start + source.slice(start, end).search(/[^ \t\r\n\uFEFF]|$/);
}
