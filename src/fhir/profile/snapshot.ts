import type { ElementDefinition, StructureDefinition } from 'fhir/r4';
import { typeCodes, type ElementNode } from './element-node';
import { ElementTrees, slicingOf, type StructureLookup } from './element-tree';
import { snapshotElement } from './snapshot-element';

/**
 * Generates the snapshot of a profile or extension definition: its differential applied to its base, with every element
 * of the type. An existing snapshot is trusted, and only missing elements are added.
 *
 * @param lookup finds the base, and profiles of data types, unless they are R4's own
 * @returns a copy with `snapshot`; the argument is not modified
 * @throws ProfileFault when the base is unknown, or when the definition names an element that the type does not have
 * @see https://hl7.org/fhir/R4/profiling.html#snapshot
 */
export function completeSnapshot(definition: StructureDefinition, lookup: StructureLookup): StructureDefinition {
  const trees = new ElementTrees(lookup);
  const element: ElementDefinition[] = [];
  flatten(trees, trees.of(definition), definition.type, definition.type, element);
  return { ...definition, snapshot: { element } };
}

/** @param owner type of the object that has the element; absent for the root */
function flatten(
  trees: ElementTrees,
  node: ElementNode,
  id: string,
  path: string,
  into: ElementDefinition[],
  owner?: string,
): void {
  const { element, anonymous, slices } = node;
  const slicing = slicingOf(node);
  const { sliceName } = element;
  into.push({
    id,
    path,
    ...(sliceName !== undefined && { sliceName }),
    ...(slicing && { slicing }),
    ...snapshotElement(node, path, owner),
  });
  // R4 lists the children of a backbone element where it is defined, and refers to that definition elsewhere.
  const children = anonymous && element.contentReference === undefined ? trees.childrenOf(node) : node.children;
  const type = owner === undefined ? path : (anonymous ?? typeCodes(element)[0] ?? 'Element');
  for (const child of children?.values() ?? [])
    flatten(trees, child, `${id}.${child.name}`, `${path}.${child.name}`, into, type);
  const unsliced = sliceName === undefined ? id : id.slice(0, id.length - sliceName.length - 1);
  for (const slice of slices) flatten(trees, slice, `${unsliced}:${slice.element.sliceName}`, path, into, owner);
}
