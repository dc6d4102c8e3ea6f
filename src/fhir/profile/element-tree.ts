import type { ElementDefinition, StructureDefinition } from 'fhir/r4';
import { say } from '../messages';
import { r4Name } from './canonical';
import { bareName, choiceKey, cloneChildren, cloneNode, isChoice, type ElementNode } from './element-node';
import { segmentsOf, type Segment } from './element-id';
import { ProfileFault } from './profile-fault';
import { r4Root } from './r4-elements';

/** Finds a StructureDefinition by its canonical. R4's own types need not be included. */
export type StructureLookup = (canonical: string) => StructureDefinition | undefined;

/** The element trees of profiles. Each is built once and shared, so it must not be modified. */
export class ElementTrees {
  private readonly trees = new Map<StructureDefinition, ElementNode>();
  private readonly underWay = new Set<StructureDefinition>();

  constructor(private readonly structure: StructureLookup) {}

  /** The tree of the profile or R4 type with this canonical; undefined when there is none. */
  root(canonical: string): ElementNode | undefined {
    const definition = this.structure(canonical);
    if (definition) return this.of(definition);
    const name = r4Name(canonical);
    return name === undefined ? undefined : r4Root(name);
  }

  /**
   * The complete elements of a definition: its snapshot, or its differential applied to its base.
   *
   * @throws ProfileFault when the base is unknown, or when it names an element that the type does not have
   */
  of(definition: StructureDefinition): ElementNode {
    const known = this.trees.get(definition);
    if (known) return known;
    if (this.underWay.has(definition)) throw new ProfileFault(say`it is its own base (${definition.url})`);
    this.underWay.add(definition);
    try {
      const root = this.build(definition);
      this.trees.set(definition, root);
      return root;
    } finally {
      this.underWay.delete(definition);
    }
  }

  /** The children of an element, from the profile or otherwise from its type. Must not be modified. */
  childrenOf(node: ElementNode): ReadonlyMap<string, ElementNode> {
    return node.children ?? this.contentOf(node);
  }

  private contentOf({ anonymous, element }: ElementNode): ReadonlyMap<string, ElementNode> {
    if (anonymous) return r4Root(anonymous)!.children!;
    const types = element.type ?? [];
    const only = types.length === 1 ? types[0]! : undefined;
    const profile = only?.profile?.length === 1 ? this.profileRoot(only.profile[0]!) : undefined;
    if (profile) return this.childrenOf(profile);
    return (r4Root(only?.code ?? 'Element') ?? r4Root('Element')!).children!;
  }

  /** The tree of a profile that an element's type names; undefined while that is being built, or when it is broken. */
  profileRoot(canonical: string): ElementNode | undefined {
    try {
      return this.root(canonical);
    } catch (cause) {
      if (cause instanceof ProfileFault) return undefined;
      throw cause;
    }
  }

  private build(definition: StructureDefinition): ElementNode {
    const { snapshot, differential, baseDefinition, type } = definition;
    const complete = Boolean(snapshot?.element?.length);
    const base = complete ? r4Root(type) : baseDefinition === undefined ? undefined : this.root(baseDefinition);
    if (!base) {
      throw new ProfileFault(
        complete
          ? say`its type ${type} is not a type of R4`
          : baseDefinition === undefined
            ? say`it does not name a base`
            : say`its base ${baseDefinition} is not known`,
      );
    }
    const root = { ...cloneNode(base, { withSlices: true }), name: type };
    const elements = (complete ? snapshot : differential)?.element ?? [];
    let previous: readonly Segment[] = [];
    for (const element of elements) {
      const segments = segmentsOf(element, previous);
      previous = segments;
      let node = root;
      for (const segment of segments.slice(1)) node = this.descend(node, segment, element);
      merge(node, element);
    }
    return root;
  }

  private descend(node: ElementNode, { name, slice }: Segment, { path }: ElementDefinition): ElementNode {
    const children = (node.children ??= cloneChildren(this.contentOf(node)));
    const child = children.get(name) ?? children.get(`${name}[x]`);
    if (child) return slice === undefined ? child : sliceOf(child, slice);
    for (const choice of children.values()) {
      const type =
        isChoice(choice.name) && choice.element.type?.find(({ code }) => choiceKey(choice.name, code) === name);
      if (!type) continue;
      if (choice.element.type!.length === 1 && slice === undefined) return choice;
      // In a path, `valueQuantity` is short for the slice of that type in a closed slicing.
      choice.element.slicing ??= { ...BY_TYPE, rules: 'closed' };
      return sliceOf(choice, slice ?? name);
    }
    throw new ProfileFault(say`it names the element ${path}, which does not exist`);
  }
}

const BY_TYPE = { discriminator: [{ type: 'type' as const, path: '$this' }] };

/** The slice of an element, created if it does not exist. `a/b` is slice b of slice a. */
function sliceOf(node: ElementNode, sliceName: string): ElementNode {
  const slash = sliceName.lastIndexOf('/');
  const outer = slash < 0 ? node : sliceOf(node, sliceName.slice(0, slash));
  const known = outer.slices.find(({ element }) => element.sliceName === sliceName);
  if (known) return known;
  const slice = cloneNode(outer, { withSlices: false });
  const { slicing: _, ...element } = slice.element;
  const type = isChoice(node.name) && element.type?.find(({ code }) => choiceKey(node.name, code) === sliceName);
  // Cardinality and slicing of the whole list do not apply to each slice.
  slice.element = { ...element, sliceName, min: 0, ...(type && { type: [type] }) };
  if (type) delete slice.children;
  outer.slices.push(slice);
  return slice;
}

const STRUCTURAL = new Set(['id', 'path', 'sliceName', 'base', 'constraint', 'contentReference']);

/** Applies the constraints of a differential to an element. */
function merge(node: ElementNode, element: ElementDefinition): void {
  const merged: ElementDefinition = { ...node.element };
  for (const key of Object.keys(element) as (keyof ElementDefinition)[]) {
    if (!STRUCTURAL.has(key)) Object.assign(merged, { [key]: element[key] });
  }
  const { constraint } = element;
  if (constraint) {
    const before = (merged.constraint ?? []).filter(({ key }) => !constraint.some((added) => added.key === key));
    merged.constraint = [...before, ...constraint];
  }
  node.element = merged;
}

/** The slicing of an element: as defined, or the default for extensions and choices. */
export function slicingOf({ name, element, slices }: ElementNode): ElementDefinition['slicing'] {
  if (element.slicing || slices.length === 0) return element.slicing;
  const bare = bareName(name);
  if (bare === 'extension' || bare === 'modifierExtension')
    return { discriminator: [{ type: 'value', path: 'url' }], rules: 'open' };
  return isChoice(name) ? { ...BY_TYPE, rules: 'open' } : { rules: 'open' };
}
