import { inapplicable } from '../patch-fault';
import type { Match } from './evaluate-selector';
import type { XmlPatchOperation } from './xml-patch-operation';
import { isBlank, isNarrative, type XmlElement, type XmlNode } from './xml-tree';

/**
 * Does one operation on the node it selects.
 *
 * @returns the elements that are new or have changed
 * @throws FhirError `unprocessable`; its text stands after the name of the operation
 */
export function editTree(operation: XmlPatchOperation, match: Match): readonly XmlElement[] {
  if (match.kind === 'element' && match.parent === undefined) throw refused('selects the document', 'Name an element.');
  switch (operation.op) {
    case 'add':
      return add(operation, match);
    case 'add-attribute':
      return addAttribute(match, operation.attribute, operation.value);
    case 'replace':
      return replace(match, operation.content);
    case 'remove':
      return remove(match, operation.ws);
  }
}

function add({ pos, content }: Extract<XmlPatchOperation, { op: 'add' }>, match: Match): readonly XmlElement[] {
  if (match.kind === 'attribute') throw refused('adds to an attribute', 'Use replace, or add to its element.');
  const inside = pos === 'append' || pos === 'prepend';
  if (inside && match.kind === 'text') throw refused('adds within a text', 'Use pos="before" or pos="after".');
  if (!inside && isRoot(match)) throw refused(`adds ${pos} the root element`, 'A resource has one: add within it.');
  const parent = inside ? (match as XmlElement) : match.parent!;
  const nodes = contentFor(parent, content);
  if (nodes.length === 0) throw refused('adds nothing', 'Write what to add within the operation.');
  const at = { prepend: 0, append: parent.children.length, before: indexOf(match), after: indexOf(match) + 1 }[pos];
  return splice(parent, at, 0, nodes);
}

function addAttribute(match: Match, name: string, value: string): readonly XmlElement[] {
  if (match.kind !== 'element') throw refused('adds an attribute to what is no element', 'Name its element.');
  if (match.attributes.has(name)) {
    throw refused(`adds @${name}, which is there`, `Use replace with a selector that ends with /@${name}.`);
  }
  match.attributes.set(name, notEmpty(value));
  return [match];
}

function notEmpty(value: string): string {
  if (value !== '') return value;
  throw refused('leaves an attribute empty', 'FHIR has no empty values: write one, or remove the element.');
}

function replace(match: Match, content: readonly XmlNode[]): readonly XmlElement[] {
  if (match.kind === 'attribute') {
    if (content.some(({ kind }) => kind === 'element'))
      throw refused('replaces an attribute by an element', 'Write its new value as text.');
    const value = content.map((node) => (node.kind === 'text' ? node.text : '')).join('');
    match.owner.attributes.set(match.name, notEmpty(value));
    return [match.owner];
  }
  const parent = match.parent!;
  const nodes = match.kind === 'element' ? content.filter((node) => !isBlank(node)) : content;
  if (match.kind === 'element' && (nodes.length !== 1 || nodes[0]!.kind !== 'element')) {
    throw refused(
      'replaces an element by something else than one element',
      'Write one element, or end the selector with /@value.',
    );
  }
  if (match.kind === 'text' && nodes.some(({ kind }) => kind === 'element')) {
    throw refused('replaces a text by an element', 'Write text.');
  }
  return splice(parent, indexOf(match), 1, nodes);
}

function remove(match: Match, ws: 'before' | 'after' | 'both' | undefined): readonly XmlElement[] {
  if (match.kind === 'attribute') {
    match.owner.attributes.delete(match.name);
    return [match.owner];
  }
  if (isRoot(match)) throw refused('takes away the resource as a whole', 'A resource is deleted by DELETE.');
  const parent = match.parent!;
  const at = indexOf(match);
  const narrative = isNarrative(parent);
  const space = (side: 'before' | 'after', neighbour: XmlNode | undefined): number => {
    if (!narrative || (ws !== side && ws !== 'both')) return 0;
    if (neighbour && isBlank(neighbour)) return 1;
    throw refused(`has no white space ${side} what it removes`, `Leave ws out.`);
  };
  const before = space('before', parent.children[at - 1]);
  const after = space('after', parent.children[at + 1]);
  return splice(parent, at - before, 1 + before + after, []);
}

function splice(parent: XmlElement, at: number, count: number, nodes: readonly XmlNode[]): readonly XmlElement[] {
  for (const node of nodes) node.parent = parent;
  parent.children.splice(at, count, ...nodes);
  return [parent, ...nodes.filter((node) => node.kind === 'element')];
}

function contentFor(parent: XmlElement, content: readonly XmlNode[]): readonly XmlNode[] {
  return isNarrative(parent) ? content : content.filter((node) => !isBlank(node));
}

function indexOf(node: XmlNode): number {
  return node.parent!.children.indexOf(node);
}

function isRoot(node: XmlNode): boolean {
  return node.parent?.parent === undefined;
}

function refused(text: string, hint: string): Error {
  return inapplicable({ code: 'value', text, hint });
}
