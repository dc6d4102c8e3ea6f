import { elementOf, type ElementDefinition } from '../../fhir';
import type { Draft } from './draft';
import { ROOTS, SELECTING, stepsOf, type PathStep } from './path-steps';

/**
 * The types R4 declares for the element a path names. They come from the definitions alone, so the answer does not
 * depend on whether the resource has the element yet, as evaluation would. Understands child elements, indexes and
 * filters: `Organization.contact[0].telecom.where(rank = 1)` -> `['ContactPoint']`.
 * @returns an empty list for any other path, and for unknown elements
 */
export function declaredTypes(resourceType: string, path: string): readonly string[] {
  let types: readonly string[] = [resourceType];
  for (const [index, { name, args }] of (stepsOf(path) ?? NOWHERE).entries()) {
    if (name === undefined || (index === 0 && args === undefined && isRoot(name, resourceType))) continue;
    if (args === undefined) types = childTypes(types, name);
    else if (name === 'extension') types = ['Extension'];
    else if (!SELECTING.has(name)) return [];
  }
  return types;
}

function isRoot(name: string, resourceType: string): boolean {
  return name === resourceType || ROOTS.has(name);
}

/** An unreadable path names nothing. */
const NOWHERE: readonly PathStep[] = [{ name: 'unreadable', args: '', start: 0 }];

/** The types of the child `name` of one of `types`; `valueQuantity` fixes the type of a choice. */
export function childTypes(types: readonly string[], name: string): readonly string[] {
  const child = types.length === 1 ? elementOf(types[0]!, name) : undefined;
  if (!child) return [];
  return child.type === undefined ? child.element.types : [child.type];
}

/** The types declared for the target of an operation: its path, or the child of it given by `name`. */
export function typesMeant(resourceType: string, { path, name }: Pick<Draft, 'path' | 'name'>): readonly string[] {
  const at = declaredTypes(resourceType, path);
  return name === undefined ? at : childTypes(at, name);
}

/** The element of a path to a whole first-level element, without index or filter, such as `Organization.telecom`. */
export function firstLevelElement(resourceType: string, path: string): ElementDefinition | undefined {
  const [type, name, ...deeper] = path.split('.');
  if (type !== resourceType || name === undefined || deeper.length > 0) return undefined;
  return elementOf(resourceType, name)?.element;
}
