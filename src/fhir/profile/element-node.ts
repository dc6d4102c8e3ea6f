import type { ElementDefinition } from 'fhir/r4';

/**
 * One element of a profile, with what the profile says of it, in a tree: what a list of ElementDefinitions with ids like
 * `Organization.identifier:national.system` spells out.
 */
export interface ElementNode {
  /** The last step of its path: `identifier`, `value[x]`; the type's name at the root. */
  readonly name: string;
  /** Complete: merged from the base and the differentials; `id` and `path` are only set in a snapshot. */
  element: ElementDefinition;
  /** The anonymous R4 type of its content: `Organization.contact`. */
  readonly anonymous?: string;
  /** By name; undefined until something is said of them, or asks for them. */
  children?: Map<string, ElementNode>;
  /** Its slices; below a slice, the slices of the slice. */
  slices: ElementNode[];
}

/** A copy that can be changed on its own, with all below it; its own slices stay behind when it is to be one itself. */
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

/** The FHIR types an element may have; what R4 writes as a type of FHIRPath itself (the id of an element) is none. */
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

/** How many there may be at most. */
export function maxOf({ element }: ElementNode): number {
  return element.max === undefined || element.max === '*' ? Infinity : Number(element.max);
}
