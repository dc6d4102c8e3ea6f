import { escapeRuns, runsOf } from '../../model/escape-runs';
import { XHTML_NAMESPACE } from '../../validation/xhtml-whitelist';
import type { XmlElement, XmlNode } from './xml-tree';

/** Told where an element starts in the text that is written. */
export type StartListener = (element: XmlElement, offset: number) => void;

/** A tree as XML: no prefixes, each namespace declared where it begins. */
export function writeTree(root: XmlElement, onStart?: StartListener): string {
  const parts: string[] = [];
  let length = 0;
  const put = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  const write = (node: XmlNode, outer: string): void => {
    if (node.kind === 'text') return put(escapeText(node.text));
    onStart?.(node, length);
    put(`<${node.name}`);
    if (node.namespace !== outer) put(` xmlns="${escapeAttribute(node.namespace)}"`);
    for (const [name, value] of node.attributes) put(` ${name}="${escapeAttribute(value)}"`);
    // A browser takes <p/> for a start tag.
    if (node.children.length === 0 && (node.namespace !== XHTML_NAMESPACE || VOID.has(node.name))) return put('/>');
    put('>');
    for (const child of node.children) write(child, node.namespace);
    put(`</${node.name}>`);
  };
  write(root, '');
  return parts.join('');
}

/** Elements of XHTML that never have content. */
const VOID: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'img']);

const IN_ATTRIBUTE = runsOf('&<>"\r\n\t');
const IN_TEXT = runsOf('&<>\r');
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};

function escapeAttribute(text: string): string {
  return escapeRuns(text, IN_ATTRIBUTE, ESCAPES);
}

function escapeText(text: string): string {
  return escapeRuns(text, IN_TEXT, ESCAPES);
}
