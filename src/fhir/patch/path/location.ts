import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import {
  isPrimitive,
  isResourceType,
  typeDefinition,
  type ElementDefinition,
  type TypeDefinition,
} from '../../model/definitions';
import { entryOf, readEntries, type Entry } from '../members';

/** An element of a resource: its position in the JSON, and its definition in the model. */
export interface Location {
  /** The containing element; absent for the resource itself. */
  readonly parent?: Location;
  /** Absent for the resource itself. */
  readonly element?: ElementDefinition;
  /** JSON member name, such as `deceasedBoolean`; empty for the resource itself. */
  readonly key: string;
  /** Index in the JSON list; absent when the member is not a list. */
  readonly index?: number;
  /** Actual type: of a choice, the type that is present; of a contained resource, its resource type. */
  readonly type: string;
  /** The value under `key`; absent when a primitive has only an id or extensions. */
  readonly value?: JsonValue;
  /** The value under `_key`: id and extensions of a primitive. */
  readonly sibling?: JsonObject;
}

const NOTHING: JsonObject = {};

export function rootLocation(resource: Readonly<JsonObject>): Location {
  return { key: '', type: typeOf(resource), value: resource };
}

/** Type of a resource; empty when it has none, in which case no element is known. */
export function typeOf({ resourceType }: Readonly<JsonObject>): string {
  return typeof resourceType === 'string' ? resourceType : '';
}

/** The JSON object with the children of an element; for a primitive, the one under `_key`. Must not be modified. */
export function membersOf(location: Location): Readonly<JsonObject> {
  const members = isPrimitive(location.type) ? location.sibling : location.value;
  return isJsonObject(members) ? members : NOTHING;
}

/** The definition of an element's children. A primitive has the children of `Element`. */
export function definitionOf({ type }: Location): TypeDefinition | undefined {
  return typeDefinition(isPrimitive(type) ? 'Element' : type);
}

/** A child that is present: its JSON key, and the type that the key implies. */
export interface Member {
  readonly element: ElementDefinition;
  readonly key: string;
  readonly type: string;
}

/**
 * @param name FHIRPath name, or the JSON name of one type of a choice
 * @returns undefined when the type has no such element, or the choice has no value
 */
export function memberNamed(location: Location, name: string): Member | undefined {
  const definition = definitionOf(location);
  if (!definition) return undefined;
  const property = definition.properties.get(name);
  if (property) return property;
  const members = membersOf(location);
  for (const key in members) {
    const plain = key.startsWith('_') ? key.slice(1) : key;
    const candidate = definition.properties.get(plain);
    if (candidate?.element.choice && candidate.element.name === name) return candidate;
  }
  return undefined;
}

/** The children with a name, in order; empty when there are none or the type has no such element. */
export function childrenOf(location: Location, name: string): Location[] {
  const member = memberNamed(location, name);
  if (!member) return [];
  const members = membersOf(location);
  const value = members[member.key];
  const sibling = members[`_${member.key}`];
  if (value === undefined && sibling === undefined) return [];
  if (!Array.isArray(value) && !Array.isArray(sibling)) return [child(location, member, entryOf(value, sibling))];
  return readEntries(members, member.key).map((entry, index) => child(location, member, entry, index));
}

/** The child at a position known to be occupied; undefined when the type has no such element. */
export function childAt(location: Location, name: string, index: number | undefined): Location | undefined {
  const member = memberNamed(location, name);
  if (!member) return undefined;
  const members = membersOf(location);
  const value = members[member.key];
  const sibling = members[`_${member.key}`];
  if (index === undefined) return child(location, member, entryOf(value, sibling));
  const entry = entryOf(itemOf(value, index), itemOf(sibling, index));
  return child(location, member, entry, index);
}

function itemOf(list: JsonValue | undefined, index: number): JsonValue | undefined {
  return Array.isArray(list) ? list[index] : undefined;
}

function child(parent: Location, { element, key, type }: Member, { value, sibling }: Entry, index?: number): Location {
  return { parent, element, key, index, type: type === 'Resource' ? resourceTypeOf(value) : type, value, sibling };
}

function resourceTypeOf(value: JsonValue | undefined): string {
  const type = isJsonObject(value) ? value.resourceType : undefined;
  return typeof type === 'string' && isResourceType(type) ? type : 'Resource';
}

/** FHIRPath of an element with all indexes: `Organization.telecom[1].system`. */
export function pathOf({ parent, element, index, type }: Location): string {
  if (!parent || !element) return type;
  return `${pathOf(parent)}.${element.name}${index === undefined ? '' : `[${index}]`}`;
}
