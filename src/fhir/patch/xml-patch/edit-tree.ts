import { say, type Message } from '../../messages';
import { inapplicable } from '../patch-fault';
import type { Match } from './evaluate-selector';
import type { XmlPatchOperation } from './xml-patch-operation';
import { isBlank, isNarrative, type XmlElement, type XmlNode } from './xml-tree';

/**
 * Applies one operation to the node it selects.
 *
 * @returns the elements that were added or changed
 * @throws FhirError `unprocessable`; its text follows the name of the operation
 */
export function editTree(operation: XmlPatchOperation, match: Match): readonly XmlElement[] {
  if (match.kind === 'element' && match.parent === undefined)
    throw refused(say`selects the document.`, say`Name an element.`);
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
  if (match.kind === 'attribute') throw refused(say`adds to an attribute.`, say`Use replace, or add to its element.`);
  const inside = pos === 'append' || pos === 'prepend';
  if (inside && match.kind === 'text') throw refused(say`adds within a text.`, say`Use pos="before" or pos="after".`);
  if (!inside && isRoot(match))
    throw refused(say`adds ${pos} the root element.`, say`A resource has only one; add inside it.`);
  const parent = inside ? (match as XmlElement) : match.parent!;
  const nodes = contentFor(parent, content);
  if (nodes.length === 0) throw refused(say`adds nothing.`, say`Write what to add inside the operation.`);
  const at = { prepend: 0, append: parent.children.length, before: indexOf(match), after: indexOf(match) + 1 }[pos];
  return splice(parent, at, 0, nodes);
}

function addAttribute(match: Match, name: string, value: string): readonly XmlElement[] {
  if (match.kind !== 'element')
    throw refused(say`adds an attribute to a node that is not an element.`, say`Name its element.`);
  if (match.attributes.has(name)) {
    throw refused(
      say`adds @${name}, which is already present.`,
      say`Use replace with a selector that ends with /@${name}.`,
    );
  }
  match.attributes.set(name, notEmpty(value));
  return [match];
}

function notEmpty(value: string): string {
  if (value !== '') return value;
  throw refused(say`leaves an attribute empty.`, say`FHIR has no empty values; write a value, or remove the element.`);
}

function replace(match: Match, content: readonly XmlNode[]): readonly XmlElement[] {
  if (match.kind === 'attribute') {
    if (content.some(({ kind }) => kind === 'element'))
      throw refused(say`replaces an attribute with an element.`, say`Write its new value as text.`);
    const value = content.map((node) => (node.kind === 'text' ? node.text : '')).join('');
    match.owner.attributes.set(match.name, notEmpty(value));
    return [match.owner];
  }
  const parent = match.parent!;
  const nodes = match.kind === 'element' ? content.filter((node) => !isBlank(node)) : content;
  if (match.kind === 'element' && (nodes.length !== 1 || nodes[0]!.kind !== 'element')) {
    throw refused(
      say`replaces an element with something other than one element.`,
      say`Write one element, or end the selector with /@value.`,
    );
  }
  if (match.kind === 'text' && nodes.some(({ kind }) => kind === 'element')) {
    throw refused(say`replaces text with an element.`, say`Write text.`);
  }
  return splice(parent, indexOf(match), 1, nodes);
}

function remove(match: Match, ws: 'before' | 'after' | 'both' | undefined): readonly XmlElement[] {
  if (match.kind === 'attribute') {
    match.owner.attributes.delete(match.name);
    return [match.owner];
  }
  if (isRoot(match)) throw refused(say`removes the whole resource.`, say`A resource is deleted by DELETE.`);
  const parent = match.parent!;
  const at = indexOf(match);
  const narrative = isNarrative(parent);
  const space = (side: 'before' | 'after', neighbour: XmlNode | undefined): number => {
    if (!narrative || (ws !== side && ws !== 'both')) return 0;
    if (neighbour && isBlank(neighbour)) return 1;
    throw refused(say`has no white space ${side} what it removes.`, say`Leave ws out.`);
  };
  const before = space('before', parent.children[at - 1]);
  const after = space('after', parent.children[at + 1]);
  return splice(parent, at - before, 1 + before + after, []);
}

function splice(parent: XmlElement, at: number, count: number, nodes: readonly XmlNode[]): readonly XmlElement[] {
  for (const node of nodes) {
    refuseEmptyValues(node);
    node.parent = parent;
  }
  const { children } = parent;
  parent.children = [...children.slice(0, at), ...nodes, ...children.slice(at + count)];
  return [parent, ...nodes.filter((node) => node.kind === 'element')];
}

/** Empty attribute values are only allowed in narratives. */
function refuseEmptyValues(node: XmlNode): void {
  if (node.kind === 'text' || isNarrative(node)) return;
  node.attributes.forEach(notEmpty);
  node.children.forEach(refuseEmptyValues);
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

function refused(text: Message, hint: Message): Error {
  return inapplicable({ code: 'value', text, hint });
}
