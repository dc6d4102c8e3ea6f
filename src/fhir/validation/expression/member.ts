import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import { elementOf, jsonName } from '../../model/definitions';
import { fromNodes, NONE, type Expression, type Nodes } from './expression';

/**
 * The member `.name` of an expression's nodes.
 *
 * @param only for a choice, the only type to select
 * @throws Error when the types have no such element
 */
export function memberOf(input: Expression, name: string, only?: string): Expression {
  const found = (input.types ?? []).flatMap((type) => elementOf(type, name) ?? []);
  const isOpen = input.types === undefined || input.types.includes('Resource');
  if (found.length === 0 && !isOpen) throw new Error(`${input.types.join('|')} has no element ${name}`);
  const keys = new Set<string>();
  const types = new Set<string>();
  for (const { element } of found) {
    for (const type of element.types) {
      if (only !== undefined && type !== only) continue;
      keys.add(jsonName(element, type));
      types.add(type);
    }
  }
  if (found.length === 0) keys.add(name);
  const read = reader([...keys]);
  const { nodes } = input;
  return fromNodes(
    (focus, frame) => {
      const owners = nodes(focus, frame);
      return owners.length === 1 ? readOne(read, owners[0]!) : readAll(read, owners);
    },
    found.length === 0 ? undefined : [...types],
    input.fixed,
  );
}

type Reader = (owner: JsonObject) => Nodes;

function readOne(read: Reader, owner: JsonValue): Nodes {
  return isJsonObject(owner) ? read(owner) : NONE;
}

function readAll(read: Reader, owners: Nodes): Nodes {
  const all: JsonValue[] = [];
  for (const owner of owners) for (const value of readOne(read, owner)) all.push(value);
  return all;
}

/** Returns lists without copying: copying a long list for each of its items would take quadratic time. */
function reader(keys: readonly string[]): Reader {
  const [only] = keys;
  const sibling = `_${only!}`;
  if (keys.length === 1) return (owner) => valuesOf(owner, only!, sibling);
  const choices = new Map(keys.flatMap((key) => [[key, key] as const, [`_${key}`, key] as const]));
  // An owner has a few members, and a choice of any type has fifty keys.
  return (owner) => {
    for (const name in owner) {
      const key = choices.get(name);
      if (key === undefined) continue;
      const values = valuesOf(owner, key, `_${key}`);
      if (values.length > 0) return values;
    }
    return NONE;
  };
}

function valuesOf(owner: JsonObject, key: string, sibling: string): Nodes {
  if (Object.hasOwn(owner, key)) {
    const value = owner[key]!;
    return Array.isArray(value) ? value : [value];
  }
  const beside = owner[sibling];
  if (beside === undefined) return NONE;
  return Array.isArray(beside) ? beside.map(() => null) : [null];
}
