import { escapeRuns, runsOf } from '../../model/escape-runs';
import { XHTML_NAMESPACE } from '../../validation/xhtml-whitelist';
import type { XmlElement, XmlNode } from './xml-tree';

/** Called with the offset at which each element starts in the output. */
export type StartListener = (element: XmlElement, offset: number) => void;

/** Serialises a tree as XML without prefixes; each namespace is declared where it starts. */
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
    // In HTML, browsers would read <p/> as a start tag.
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
