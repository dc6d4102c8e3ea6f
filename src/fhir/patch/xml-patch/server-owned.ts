import { isJsonObject, type JsonObject } from '../../json/json-value';
import { keepServerOwned } from '../immutable';
import { elementsOf, type XmlElement } from './xml-tree';
import { writeTree } from './write-tree';

const OWNED = ['versionId', 'lastUpdated'];

/** The elements that the server owns, shaped like a resource in JSON: each member is the XML of its elements. */
export function ownedIn(root: XmlElement): JsonObject {
  const meta = named(root, 'meta').flatMap(elementsOf);
  const xml = (elements: readonly XmlElement[]): string => elements.map((each) => writeTree(each)).join('');
  const inMeta: JsonObject = {};
  for (const name of OWNED) {
    const found = meta.filter((each) => each.name === name);
    if (found.length > 0) inMeta[name] = xml(found);
  }
  return { id: xml(named(root, 'id')), meta: inMeta };
}

/**
 * Protects `id`, `meta.versionId` and `meta.lastUpdated`. When an operation on the whole `meta` or root drops the
 * latter two, they are restored.
 *
 * @param before result of `ownedIn` for the original resource
 * @param elements result of `ownedElements` for it
 * @throws FhirError `unprocessable` when one of them was changed
 */
export function keepOwned(before: JsonObject, elements: readonly XmlElement[], root: XmlElement, whole: boolean): void {
  const given = ownedIn(root);
  const kept = keepServerOwned(before, given, whole, '');
  if (kept === given || !isJsonObject(kept.meta) || !isJsonObject(given.meta)) return;
  const missing = OWNED.filter((name) => !Object.hasOwn(given.meta as JsonObject, name));
  const meta = named(root, 'meta')[0] ?? emptyMeta(root);
  const back = elements.filter(({ name }) => missing.includes(name)).map((each) => ({ ...each, parent: meta }));
  const others = elementsOf(meta);
  const at = others.findIndex(({ name }) => name !== 'extension' && name !== 'versionId');
  meta.children = others.toSpliced(at < 0 ? others.length : at, 0, ...back);
}

/** The elements of the original resource that may have to be restored. */
export function ownedElements(root: XmlElement): readonly XmlElement[] {
  return named(root, 'meta')
    .flatMap(elementsOf)
    .filter(({ name }) => OWNED.includes(name));
}

function emptyMeta(root: XmlElement): XmlElement {
  const meta: XmlElement = { ...root, name: 'meta', attributes: new Map(), children: [], parent: root };
  const at = root.children.findIndex((child) => child.kind === 'element' && child.name !== 'id');
  root.children.splice(at < 0 ? root.children.length : at, 0, meta);
  return meta;
}

function named(parent: XmlElement, name: string): XmlElement[] {
  return elementsOf(parent).filter((child) => child.name === name && child.namespace === parent.namespace);
}
