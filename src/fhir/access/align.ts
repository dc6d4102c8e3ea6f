import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value';
import { jsonEqual } from '../patch/json-equal';
import type { Entry } from '../patch/members';

/** An entry of a list as the client sees it. */
export interface SeenEntry {
  readonly entry: Entry;
  /** Part of the entry is hidden. */
  readonly isPartly: boolean;
  /** Its value in the whole resource. */
  readonly origin: JsonValue | undefined;
}

/**
 * Finds out which entries of a wanted list are existing ones. Matches, in this order: entries that a patch copied,
 * equal entries, entries with the same `id`. If as many entries are left on both sides, they are then matched by
 * position; one that has hidden parts must also share a value with its counterpart.
 * @param originOf the object that a value is a (masked) copy of
 * @returns for each wanted entry the index of the existing one; each index at most once
 */
export function align(
  seen: readonly SeenEntry[],
  wanted: readonly Entry[],
  originOf: (value: object) => Readonly<JsonObject> | undefined,
): readonly (number | undefined)[] {
  const pairs = Array<number | undefined>(wanted.length).fill(undefined);
  const free = new Set(seen.keys());
  // Of two entries that look the same, match the one with hidden parts first: it must not be removed.
  const candidates = [...seen.keys()].sort((one, other) => Number(seen[other]!.isPartly) - Number(seen[one]!.isPartly));
  const pair = (isSame: (was: SeenEntry, is: Entry) => boolean): void => {
    for (const [at, entry] of wanted.entries()) {
      if (pairs[at] !== undefined || free.size === 0) continue;
      const found = candidates.find((each) => free.has(each) && isSame(seen[each]!, entry));
      if (found === undefined) continue;
      pairs[at] = found;
      free.delete(found);
    }
  };
  pair(({ origin }, { value }) => isJsonObject(value) && origin !== undefined && originOf(value) === origin);
  pair(({ entry }, is) => jsonEqual(entry.value, is.value) && jsonEqual(entry.sibling, is.sibling));
  pair(({ entry }, is) => idOf(entry) !== undefined && idOf(entry) === idOf(is));
  const [was, is] = [[...free].sort((a, b) => a - b), [...pairs.keys()].filter((at) => pairs[at] === undefined)];
  if (was.length !== is.length) return pairs;
  for (const [nth, at] of is.entries()) {
    const old = seen[was[nth]!]!;
    if (!old.isPartly || sharesSomething(old.entry, wanted[at]!)) pairs[at] = was[nth]!;
  }
  return pairs;
}

function idOf({ value, sibling }: Entry): JsonValue | undefined {
  return isJsonObject(value) ? value['id'] : sibling?.['id'];
}

function sharesSomething({ value: one }: Entry, { value: other }: Entry): boolean {
  if (!isJsonObject(one) || !isJsonObject(other)) return jsonEqual(one, other);
  return Object.keys(one).some((name) => Object.hasOwn(other, name) && jsonEqual(one[name], other[name]));
}
