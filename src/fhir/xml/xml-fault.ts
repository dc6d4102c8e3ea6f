import { FhirError, type TextPosition } from '../errors/fhir-error';
import { excerpt } from '../json/found-token';
import { positionAt } from '../json/text-position';
import { say, type Message, type Text } from '../messages';

/** The error for every fault in an XML body: 400, one issue with code `structure`. */
export function xmlError(text: Text, hint: Text, position: TextPosition): FhirError {
  return new FhirError('invalid-request', text, [{ code: 'structure', text, hint, position }]);
}

interface Explanation {
  /** The parser's message; a parenthesized group captures the name it mentions. */
  readonly said: RegExp;
  readonly text: (name: string) => Message;
  readonly hint: (name: string) => Message;
}

/** Explanations of the parser's messages. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    said: /^undefined entity/,
    text: () => say`The XML uses an entity that is not defined.`,
    hint: () =>
      say`XML has only &amp; &lt; &gt; &quot; and &apos;. Write other characters as they are, or by number: &#160; for &nbsp;.`,
  },
  {
    said: /entity/,
    text: () => say`A reference that starts with & is not well-formed.`,
    hint: () =>
      say`Write &amp; for the character & itself; a character by number is &#233; or &#xE9;, and one that XML allows.`,
  },
  {
    said: /^unclosed tag: (.*)/s,
    text: (name) => say`The text ends before <${name}> is closed.`,
    hint: (name) => say`Send the whole resource; add </${name}>.`,
  },
  {
    said: /^unexpected close tag/,
    text: () => say`A closing tag does not match the open element.`,
    hint: () => say`Close the elements in the opposite order of their opening.`,
  },
  {
    said: /^unmatched closing tag: (.*)\.$/s,
    text: (name) => say`</${name}> closes nothing.`,
    hint: (name) => say`Remove it, or open <${name}> before.`,
  },
  {
    said: /^duplicate attribute: (.*)\.$/s,
    text: (name) => say`An element has the attribute ${name} twice.`,
    hint: () => say`Remove one of the two.`,
  },
  {
    said: /^document must contain a root/,
    text: () => say`The body holds no XML element.`,
    hint: () => say`Send a resource: <Organization xmlns="http://hl7.org/fhir">…</Organization>.`,
  },
  {
    said: /^text data outside of root/,
    text: () => say`There is text outside the root element.`,
    hint: () => say`Send one XML document and nothing else; JSON goes with Content-Type: application/fhir+json.`,
  },
  {
    said: /^documents may contain only one root/,
    text: () => say`A second root element follows the first.`,
    hint: () => say`Send one resource per request; several resources are sent in a Bundle.`,
  },
  {
    said: /^disallowed character\.$/,
    text: () => say`There is a character where XML does not allow it.`,
    hint: () => say`Write &lt; for a < in a value; control characters have no place in XML.`,
  },
  {
    said: /^(?:unquoted attribute value|value must be quoted)/,
    text: () => say`The value of an attribute has no quotes.`,
    hint: () => say`Write name="value".`,
  },
  {
    said: /^attribute without value/,
    text: () => say`An attribute has no value.`,
    hint: () => say`Write name="value".`,
  },
  {
    said: /^unexpected end/,
    text: () => say`The text ends in the middle of a tag, comment or declaration.`,
    hint: () => say`Send the whole resource.`,
  },
  {
    said: /^an XML declaration must be|^the XML declaration must/,
    text: () => say`The XML declaration is not at the very start.`,
    hint: () => say`Put <?xml version="1.0" encoding="UTF-8"?> first, or leave it out.`,
  },
];

/**
 * Translates an error message of the parser for clients.
 *
 * @param offset offset of the last character that the parser read
 */
export function malformed(said: string, source: string, offset: number): FhirError {
  const ampersand = bareAmpersand(source, offset);
  if (ampersand !== undefined) return explain('entity', source, ampersand);
  return explain(said, source, placeOf(said, source, offset));
}

function explain(said: string, source: string, offset: number): FhirError {
  const position = positionAt(source, offset);
  for (const { said: form, text, hint } of EXPLANATIONS) {
    const found = form.exec(said);
    if (!found) continue;
    const name = excerpt(found[1] ?? '');
    return xmlError(text(name), hint(name), position);
  }
  const text = say`The XML is not well-formed: ${said.replace(/\.?$/, '.')}`;
  return xmlError(text, say`Send well-formed XML (https://www.w3.org/TR/xml).`, position);
}

/**
 * Matches comments and CDATA sections, in which ampersands are literal, and ampersands that do not start a reference.
 */
const AMPERSAND = /<!--(?:[^]*?-->|[^]*$)|<!\[CDATA\[(?:[^]*?\]\]>|[^]*$)|&(?![A-Za-z_][\w.-]{0,63};|#\w{1,10};)/g;

/** The parser reads a name up to the next semicolon, and reports the error only there or at the end of the text. */
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

/** Offset of the text that ends before `end`, after its leading white space. */
export function startOfText(source: string, end: number): number {
  const start = source.lastIndexOf('>', end - 1) + 1;
  return start + source.slice(start, end).search(/[^ \t\r\n\uFEFF]|$/);
}
