import { isContainer, isJsonNumber, isJsonObject, type JsonValue } from '../../json/json-value';
import { isAfter, isTemporal } from '../temporal';
import type { Nodes, Truth } from './expression';

/** A key shared by two values when FHIRPath considers them equal; null equals nothing. */
export function keyOf(value: JsonValue): unknown {
  if (isJsonNumber(value)) return Number(value);
  return isContainer(value) ? canonical(value) : value;
}

/** The same text for equal values, whatever the order of members and the trailing zeros of numbers. */
function canonical(value: JsonValue): string {
  if (isJsonNumber(value)) return String(Number(value));
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.sort().join()}}`;
}

/** The operator `=`; undefined when either side is empty. */
export function areEqual(left: Nodes, right: Nodes): Truth {
  if (left.length === 0 || right.length === 0) return undefined;
  return left.length === right.length && left.every((value, at) => isEqual(value, right[at]!));
}

function isEqual(left: JsonValue, right: JsonValue): boolean {
  return left === right ? left !== null : isContainer(left) === isContainer(right) && keyOf(left) === keyOf(right);
}

export type Comparison = '<' | '<=' | '>' | '>=';

/**
 * Compares numbers or dateTimes. When two dateTimes cannot be compared because one is less precise, either order is
 * accepted: missing information does not violate a rule.
 */
export function inOrder(comparison: Comparison, left: Nodes, right: Nodes): Truth {
  if (left.length === 0 || right.length === 0) return undefined;
  const [one, other] = [left[0]!, right[0]!];
  if (isJsonNumber(one) && isJsonNumber(other)) return NUMBERS[comparison](Number(one), Number(other));
  if (!isMoment(one) || !isMoment(other)) return undefined;
  return comparison.startsWith('<') ? !isAfter(one, other) : !isAfter(other, one);
}

const NUMBERS: Readonly<Record<Comparison, (one: number, other: number) => boolean>> = {
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
};

function isMoment(value: JsonValue): value is string {
  return typeof value === 'string' && isTemporal('dateTime', value);
}

export function areDistinct(nodes: Nodes): boolean {
  if (nodes.length < 2) return true;
  const seen = new Set<unknown>();
  for (const node of nodes) {
    const key = keyOf(node);
    if (key !== null && seen.has(key)) return false;
    seen.add(key);
  }
  return true;
}

/** All children in JSON order. The sibling of a primitive is not a node of its own. */
export function childrenOf(nodes: Nodes): JsonValue[] {
  const children: JsonValue[] = [];
  for (const node of nodes) {
    if (!isJsonObject(node)) continue;
    for (const key in node) {
      if (key === 'resourceType' || (key.startsWith('_') && Object.hasOwn(node, key.slice(1)))) continue;
      const value = node[key]!;
      if (!Array.isArray(value)) children.push(key.startsWith('_') ? null : value);
      else for (const item of value) children.push(key.startsWith('_') ? null : item);
    }
  }
  return children;
}

export function descendantsOf(nodes: Nodes): JsonValue[] {
  const all = childrenOf(nodes);
  // The list grows during the iteration.
  for (let at = 0; at < all.length; at += 1) {
    const node = all[at]!;
    if (isJsonObject(node)) for (const child of childrenOf([node])) all.push(child);
  }
  return all;
}
