import type { ElementDefinition } from 'fhir/r4';

/**
 * An element of a profile in a tree, which is equivalent to a list of ElementDefinitions with ids such as
 * `Organization.identifier:national.system`.
 */
export interface ElementNode {
  /** The last part of its path: `identifier`, `value[x]`; at the root, the name of the type. */
  readonly name: string;
  /** Merged from the base and the differentials; `id` and `path` are only set in a snapshot. */
  element: ElementDefinition;
  /** The R4 backbone type of its content: `Organization.contact`. */
  readonly anonymous?: string;
  /** By name; undefined until one of them is constrained or requested. */
  children?: Map<string, ElementNode>;
  /** Its slices; for a slice, its re-slices. */
  slices: ElementNode[];
}

/**
 * A deep copy that can be modified independently. A copy that becomes a slice is made without the slices of the
 * original.
 */
export function cloneNode(node: ElementNode, { withSlices }: { readonly withSlices: boolean }): ElementNode {
  return {
    ...node,
    element: { ...node.element },
    ...(node.children && { children: cloneChildren(node.children) }),
    slices: withSlices ? node.slices.map((slice) => cloneNode(slice, { withSlices })) : [],
  };
}

export function cloneChildren(children: ReadonlyMap<string, ElementNode>): Map<string, ElementNode> {
  const copies = new Map<string, ElementNode>();
  for (const [name, child] of children) copies.set(name, cloneNode(child, { withSlices: true }));
  return copies;
}

export function isChoice(name: string): boolean {
  return name.endsWith('[x]');
}

/** `value[x]` -> `value`. */
export function bareName(name: string): string {
  return isChoice(name) ? name.slice(0, -3) : name;
}

/** `deceased[x]` + `boolean` -> `deceasedBoolean`. */
export function choiceKey(name: string, type: string): string {
  return bareName(name) + type.charAt(0).toUpperCase() + type.slice(1);
}

const SYSTEM_TYPE = 'http://hl7.org/fhirpath/System.';

/** The FHIR types an element may have, without FHIRPath system types (which R4 uses for element ids, for example). */
export function typeCodes({ type }: ElementDefinition): readonly string[] {
  return (type ?? []).map(({ code }) => code).filter((code) => !code.startsWith(SYSTEM_TYPE));
}

/** A member such as `fixedUri` or `patternCodeableConcept`. */
export function typedMember(
  element: ElementDefinition,
  prefix: 'fixed' | 'pattern' | 'minValue' | 'maxValue',
): unknown {
  for (const key in element) {
    if (key.startsWith(prefix) && /[A-Z]/.test(key.charAt(prefix.length)))
      return element[key as keyof ElementDefinition];
  }
  return undefined;
}

/** Maximum number of occurrences. */
export function maxOf({ element }: ElementNode): number {
  return element.max === undefined || element.max === '*' ? Infinity : Number(element.max);
}
