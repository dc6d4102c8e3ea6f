import type { ElementDefinition, ElementDefinitionBinding } from 'fhir/r4';
import {
  isPrimitive,
  looseBinding,
  typeDefinition,
  valueSetUrl,
  type ElementDefinition as R4Element,
  type TypeDefinition,
} from '../model/definitions';
import type { ElementNode } from './element-node';

const STRUCTURES = 'http://hl7.org/fhir/StructureDefinition/';

const roots = new Map<string, ElementNode>();

/** The root of the tree of an R4 type; shared, so it must not be modified. */
export function r4Root(type: string): ElementNode | undefined {
  const known = roots.get(type);
  if (known) return known;
  const definition = typeDefinition(isPrimitive(type) ? 'Element' : type);
  if (!definition) return undefined;
  const children = r4Children(definition);
  if (isPrimitive(type)) children.set('value', primitiveValue(type));
  const root: ElementNode = { name: type, element: { path: type, min: 0, max: '*' }, children, slices: [] };
  roots.set(type, root);
  return root;
}

/** The value of a primitive element, besides its id and extensions; in JSON it has no name. */
function primitiveValue(type: string): ElementNode {
  const base = { path: `${type}.value`, min: 0, max: '1' };
  return { name: 'value', element: { ...base, base }, slices: [] };
}

function r4Children(definition: TypeDefinition): Map<string, ElementNode> {
  const children = new Map<string, ElementNode>();
  for (const element of definition.elements) {
    const node = r4Node(definition, element);
    children.set(node.name, node);
  }
  return children;
}

function r4Node(owner: TypeDefinition, element: R4Element): ElementNode {
  const name = element.choice ? `${element.name}[x]` : element.name;
  const path = `${ownerOf(owner, element)}.${name}`;
  const [min, max] = [element.min, element.repeats ? '*' : '1'];
  const [only] = element.types;
  const anonymous = only !== undefined && only.includes('.') ? only : undefined;
  const own = anonymous === `${owner.name}.${element.name}`;
  const binding = element.valueSet
    ? { strength: 'required', valueSet: valueSetUrl(element.valueSet) }
    : looseBinding(path);
  return {
    name,
    element: {
      path,
      min,
      max,
      base: { path, min, max },
      ...(anonymous && !own ? { contentReference: `#${anonymous}` } : { type: typesOf(element, anonymous) }),
      ...(binding && { binding: binding as ElementDefinitionBinding }),
    },
    ...(anonymous && { anonymous }),
    slices: [],
  };
}

function typesOf({ types, targets }: R4Element, anonymous: string | undefined): ElementDefinition['type'] {
  if (anonymous) return [{ code: typeDefinition(anonymous)?.base ?? 'BackboneElement' }];
  const targetProfile = targets?.map((target) => STRUCTURES + target);
  return types.map((code) => ({
    code,
    ...(targetProfile && (code === 'Reference' || code === 'canonical') && { targetProfile }),
  }));
}

/** The type in the inheritance chain that defines the element: `contained` belongs to DomainResource. */
function ownerOf(definition: TypeDefinition, element: R4Element): string {
  const base = definition.base === undefined ? undefined : typeDefinition(definition.base);
  return base?.elements.some(({ name }) => name === element.name) ? ownerOf(base, element) : definition.name;
}
