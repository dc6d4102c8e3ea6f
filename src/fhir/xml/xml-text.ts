/// <reference lib="es2024.string" />
import { escapeRuns, runsOf } from '../model/escape-runs';

/** Anything that does not stand for itself in an attribute, or that may not stand in XML at all. */
const SPECIAL = /[^ !#-%'-;=?-\uD7FF\uE000-\uFFFD]/;
const ESCAPED = runsOf('&<>"\t\n\r');
/* eslint-disable-next-line no-control-regex -- to name them is the point */
const NO_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Written as they are, a reader would make spaces of them (XML, section 3.3.3).
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** A text as it stands between the quotes of an attribute; undefined when it holds a character that XML has no way to write. */
export function escapeAttribute(text: string): string | undefined {
  if (!SPECIAL.test(text)) return text;
  return isXmlText(text) ? escapeRuns(text, ESCAPED, ESCAPES) : undefined;
}

/** False for control characters, halves of surrogate pairs, U+FFFE and U+FFFF (XML, section 2.2). */
export function isXmlText(text: string): boolean {
  return text.isWellFormed() && !NO_CHARACTER.test(text);
}

/**
 * A text with line feeds for its line ends, as it is before it is parsed (XML, section 2.11). Lines and columns stay what
 * they are; a carriage return by number is none of these.
 */
export function withLineFeeds(source: string): string {
  return source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
}
