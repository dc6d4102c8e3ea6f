import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import {
  isPrimitive,
  isResourceType,
  typeDefinition,
  type ElementDefinition,
  type TypeDefinition,
} from '../../model/definitions';
import { entryOf, readEntries, type Entry } from '../members';

/** One element of a resource: where it stands in the JSON, and what the model says of it. */
export interface Location {
  /** The element that holds this one; absent: this is the resource itself. */
  readonly parent?: Location;
  /** Absent for the resource itself. */
  readonly element?: ElementDefinition;
  /** JSON member name, `deceasedBoolean`; empty for the resource itself. */
  readonly key: string;
  /** Position in the JSON list; absent when the member is not a list. */
  readonly index?: number;
  /** Actual type: the one of a choice that is there, the resource type of a contained resource. */
  readonly type: string;
  /** What stands under `key`; absent when a primitive has an id or extensions only. */
  readonly value?: JsonValue;
  /** What stands under `_key`: id and extensions of a primitive. */
  readonly sibling?: JsonObject;
}

const NOTHING: JsonObject = {};

export function rootLocation(resource: Readonly<JsonObject>): Location {
  return { key: '', type: typeOf(resource), value: resource };
}

/** Type of a resource; empty, and so without any element, when it does not say one. */
export function typeOf({ resourceType }: Readonly<JsonObject>): string {
  return typeof resourceType === 'string' ? resourceType : '';
}

/** The JSON object that holds the children of an element; a primitive's stand under `_key`. Not to be changed. */
export function membersOf(location: Location): Readonly<JsonObject> {
  const members = isPrimitive(location.type) ? location.sibling : location.value;
  return isJsonObject(members) ? members : NOTHING;
}

/** What children an element may have. A primitive has those of `Element`. */
export function definitionOf({ type }: Location): TypeDefinition | undefined {
  return typeDefinition(isPrimitive(type) ? 'Element' : type);
}

/** A child that is there: the key it has in the JSON, with the type this key says. */
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

/** The children under one name, in order; empty when there are none, or the type has no such element. */
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

/** The child at a place known to hold one; undefined when the type has no such element. */
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

/** FHIRPath of an element with every index: `Organization.telecom[1].system`. */
export function pathOf({ parent, element, index, type }: Location): string {
  if (!parent || !element) return type;
  return `${pathOf(parent)}.${element.name}${index === undefined ? '' : `[${index}]`}`;
}
