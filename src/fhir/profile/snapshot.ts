import type { ElementDefinition, StructureDefinition } from 'fhir/r4';
import type { ElementNode } from './element-node';
import { ElementTrees, slicingOf, type StructureLookup } from './element-tree';

/**
 * Completes a profile or extension definition: its differential laid over its base, with every element of the type.
 * A snapshot that is there already is taken for right, and only completed where it leaves elements out.
 *
 * @param lookup finds the base (and the profiles of datatypes) when they are not R4's own
 * @returns a copy with `snapshot`; the argument is left as it is
 * @throws ProfileFault the base is not known, or an element is named that the type does not have
 * @see https://hl7.org/fhir/R4/profiling.html#snapshot
 */
export function completeSnapshot(definition: StructureDefinition, lookup: StructureLookup): StructureDefinition {
  const trees = new ElementTrees(lookup);
  const element: ElementDefinition[] = [];
  flatten(trees, trees.of(definition), definition.type, definition.type, element);
  return { ...definition, snapshot: { element } };
}

function flatten(trees: ElementTrees, node: ElementNode, id: string, path: string, into: ElementDefinition[]): void {
  const { element, anonymous, slices } = node;
  const slicing = slicingOf(node);
  const { id: _id, path: _path, sliceName, slicing: _slicing, min, max, ...rest } = element;
  into.push({
    id,
    path,
    ...(sliceName !== undefined && { sliceName }),
    ...(slicing && { slicing }),
    min: min ?? 0,
    max: max ?? '*',
    ...rest,
  });
  // R4 spells the anonymous types out where they are defined, and refers to them elsewhere.
  const children = anonymous && element.contentReference === undefined ? trees.childrenOf(node) : node.children;
  for (const child of children?.values() ?? [])
    flatten(trees, child, `${id}.${child.name}`, `${path}.${child.name}`, into);
  const unsliced = sliceName === undefined ? id : id.slice(0, id.length - sliceName.length - 1);
  for (const slice of slices) flatten(trees, slice, `${unsliced}:${slice.element.sliceName}`, path, into);
}
