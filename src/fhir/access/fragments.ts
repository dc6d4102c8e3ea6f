import type { JsonPath } from '../errors/json-path';
import { findReferences } from '../integrity/find-references';
import { isJsonObject, type JsonObject } from '../json/json-value';
import type { Place } from './labels';

/**
 * The places of references to contained resources that carry labels as a whole, with the same labels. Without what they
 * refer to, they would lead nowhere (invariant ref-1), and tell what is hidden.
 */
export function referencesToContained(resource: Readonly<JsonObject>, places: readonly Place[]): readonly Place[] {
  const bits = labelled(resource, places);
  if (bits.size === 0) return NONE;
  return findReferences(resource).flatMap(({ reference, place }) => {
    const found = bits.get(reference) ?? [];
    if (found.length === 0) return NONE;
    const path = withExtension(resource, place.slice(0, -1));
    return found.map((bit) => ({ path, bit }));
  });
}

/** The outermost extension that says nothing but this value: an extension is nothing without its value (ext-1). */
function withExtension(resource: Readonly<JsonObject>, path: JsonPath): JsonPath {
  if (path.at(-1) !== 'valueReference' || !isExtension(path.at(-3))) return path;
  let outer = path.slice(0, -1);
  while (outer.length > 2 && isExtension(outer.at(-4)) && lengthAt(resource, outer.slice(0, -1)) === 1)
    outer = outer.slice(0, -2);
  return outer;
}

function isExtension(step: string | number | undefined): boolean {
  return step === 'extension' || step === 'modifierExtension';
}

function lengthAt(resource: Readonly<JsonObject>, path: JsonPath): number {
  const list = path.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], resource);
  return (list as readonly unknown[]).length;
}

const NONE: readonly Place[] = [];

/** The labels of contained resources, by how they are referred to. */
function labelled(
  { contained }: Readonly<JsonObject>,
  places: readonly Place[],
): ReadonlyMap<string, readonly number[]> {
  const bits = new Map<string, number[]>();
  if (!Array.isArray(contained)) return bits;
  for (const { path, bit } of places) {
    const [member, at, ...inside] = path;
    if (member !== 'contained' || inside.length > 0) continue;
    for (const [n, each] of contained.entries()) {
      if ((at !== undefined && at !== n) || !isJsonObject(each) || typeof each['id'] !== 'string') continue;
      const name = `#${each['id']}`;
      bits.set(name, [...(bits.get(name) ?? []), bit]);
    }
  }
  return bits;
}
