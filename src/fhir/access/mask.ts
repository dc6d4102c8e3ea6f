import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import { readEntries, writeEntries, type Entry } from '../patch/members';
import { noteOrigin } from '../search/origin';
import type { Place } from './labels';

/** What is hidden of a value. */
export interface Mask {
  /** The whole value is hidden. */
  readonly isHidden: boolean;
  /** The members or indexes in which something is hidden. */
  readonly inside: ReadonlyMap<string | number, Mask>;
}

interface OpenMask {
  isHidden: boolean;
  readonly inside: Map<string | number, OpenMask>;
}

/** What identifies a resource and its version is never hidden from a client that sees the resource. */
const SHOWN: ReadonlySet<string> = new Set(['resourceType', 'id', 'meta.versionId', 'meta.lastUpdated']);

/**
 * @param hidden labels, as bits
 * @returns undefined when nothing is hidden
 */
export function maskOf(places: readonly Place[], hidden: number): Mask | undefined {
  const mask: OpenMask = { isHidden: false, inside: new Map() };
  let isAny = false;
  for (const { path, bit } of places) {
    if ((bit & hidden) === 0 || path.length === 0 || SHOWN.has(path.slice(0, 2).join('.'))) continue;
    let at = mask;
    for (const step of path) {
      const known = at.inside.get(step) ?? { isHidden: false, inside: new Map() };
      at.inside.set(step, known);
      at = known;
    }
    at.isHidden = isAny = true;
  }
  return isAny ? mask : undefined;
}

/**
 * The resource without what is hidden. Elements that become empty are removed as well. Unaffected parts are shared with
 * the given resource.
 */
export function masked(resource: Readonly<JsonObject>, mask: Mask | undefined): Readonly<JsonObject> {
  return mask ? maskedObject(resource, mask) : resource;
}

function maskedObject(object: Readonly<JsonObject>, mask: Mask): JsonObject {
  const copy = { ...object };
  noteOrigin(copy, object);
  for (const key of new Set([...mask.inside.keys()].map((step) => String(step).replace(/^_/, '')))) {
    const entries = readEntries(object, key);
    if (entries.length === 0) continue;
    const isList = Array.isArray(object[key] ?? object[`_${key}`]);
    const [own, beside] = [mask.inside.get(key), mask.inside.get(`_${key}`)];
    const kept = entries.flatMap((entry, at) => {
      const seen = maskedEntry(entry, own && maskAt(own, at, isList), beside && maskAt(beside, at, isList));
      return seen ? [seen] : [];
    });
    writeEntries(copy, key, kept, isList);
  }
  return copy;
}

/** The mask of one entry of a list, or of a single element. */
export function maskAt(mask: Mask, at: number, isList: boolean): Mask | undefined {
  return mask.isHidden || !isList ? mask : mask.inside.get(at);
}

/** Undefined when nothing of the entry is visible. */
export function maskedEntry({ value, sibling }: Entry, own: Mask | undefined, beside: Mask | undefined): Entry | undefined {
  if (own?.isHidden) return undefined;
  const seen = { value: maskedValue(value, own), sibling: maskedValue(sibling, beside) };
  if (seen.value === undefined && seen.sibling === undefined) return value === undefined && sibling === undefined ? {} : undefined;
  return seen as Entry;
} // prettier-ignore

function maskedValue(value: JsonValue | undefined, mask: Mask | undefined): JsonValue | undefined {
  if (!mask || value === undefined) return value;
  if (mask.isHidden) return undefined;
  if (!isJsonObject(value)) return value;
  const seen = maskedObject(value, mask);
  return Object.keys(seen).length === 0 ? undefined : seen;
}
