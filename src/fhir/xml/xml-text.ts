/// <reference lib="es2024.string" />
import { escapeRuns, runsOf } from '../model/escape-runs';

/** Characters that must be escaped in an attribute, or that XML does not allow at all. */
const SPECIAL = /[^ !#-%'-;=?-\uD7FF\uE000-\uFFFD]/;
const ESCAPED = runsOf('&<>"\t\n\r');
/* eslint-disable-next-line no-control-regex -- to name them is the point */
const NO_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A parser would normalise them to spaces if they were not escaped (XML, section 3.3.3).
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Escapes a text for an attribute; undefined when it has a character that XML cannot represent. */
export function escapeAttribute(text: string): string | undefined {
  if (!SPECIAL.test(text)) return text;
  return isXmlText(text) ? escapeRuns(text, ESCAPED, ESCAPES) : undefined;
}

/** False for control characters, lone surrogates, U+FFFE and U+FFFF (XML, section 2.2). */
export function isXmlText(text: string): boolean {
  return text.isWellFormed() && !NO_CHARACTER.test(text);
}

/**
 * Normalises line ends to line feeds, as XML requires before parsing (section 2.11). Lines and columns stay the same.
 * Carriage returns written as character references are not affected.
 */
export function withLineFeeds(source: string): string {
  return source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
}
