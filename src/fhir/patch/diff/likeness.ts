import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value';
import type { Pairs } from './sequence';

/** The features by which list entries are compared. */
export interface Portrait {
  /** Number of occurrences of each leaf, written as its path and value. */
  readonly leaves: ReadonlyMap<string, number>;
  readonly size: number;
  /** What identifies the entry, if anything: its id, the url of an extension, the type and id of a resource. */
  readonly name?: string;
}

export function portraitOf(value: JsonValue | undefined, sibling: JsonObject | undefined): Portrait {
  const leaves = new Map<string, number>();
  let size = 0;
  const visit = (at: JsonValue, path: string): void => {
    if (Array.isArray(at)) {
      for (const item of at) visit(item, path);
      return;
    }
    if (isJsonObject(at)) {
      for (const key in at) visit(at[key]!, `${path}.${key}`);
      return;
    }
    const leaf = `${path}=${String(at)}`;
    leaves.set(leaf, (leaves.get(leaf) ?? 0) + 1);
    size += 1;
  };
  if (value !== undefined) visit(value, '');
  if (sibling !== undefined) visit(sibling, '_');
  return { leaves, size, name: nameElement(isJsonObject(value) ? value : sibling) };
}

function nameElement(members: JsonObject | undefined): string | undefined {
  const names = [members?.resourceType, members?.id, members?.url].filter((each) => typeof each === 'string');
  return names.length > 0 ? names.join(' ') : undefined;
}

/**
 * Similarity of two entries: the share of common leaves, from 0 to 1. Entries of the same name always count as alike.
 */
function likeness(one: Portrait, other: Portrait): number {
  const [few, many] = one.leaves.size < other.leaves.size ? [one, other] : [other, one];
  let common = 0;
  for (const [leaf, count] of few.leaves) common += Math.min(count, many.leaves.get(leaf) ?? 0);
  const share = (2 * common) / (one.size + other.size || 1);
  return one.name !== undefined && one.name === other.name ? Math.max(share, LIKE_ENOUGH) + SAME_NAME : share;
}

const LIKE_ENOUGH = 0.5;
const SAME_NAME = 0.1;
/**
 * Maximum number of comparisons per pair of lists. In longer lists each entry is only compared with those at nearby
 * positions.
 */
const MOST_COMPARISONS = 10_000;

/** Pairs of entries that are more alike than different, the most similar first, then the closest in position. */
export function pairAlike(
  ones: readonly (readonly [number, Portrait])[],
  others: readonly (readonly [number, Portrait])[],
): Pairs {
  if (ones.length === 0 || others.length === 0) return [];
  const window = Math.max(1, Math.floor(MOST_COMPARISONS / ones.length / 2));
  const candidates: { readonly one: number; readonly other: number; readonly share: number; readonly far: number }[] =
    [];
  ones.forEach(([one, portrait], index) => {
    const last = Math.min(others.length, index + window + 1);
    for (let at = Math.max(0, index - window); at < last; at += 1) {
      const [other, its] = others[at]!;
      const share = likeness(portrait, its);
      if (share >= LIKE_ENOUGH) candidates.push({ one, other, share, far: Math.abs(index - at) });
    }
  });
  candidates.sort((left, right) => right.share - left.share || left.far - right.far || left.one - right.one);
  const taken = { ones: new Set<number>(), others: new Set<number>() };
  const pairs: (readonly [number, number])[] = [];
  for (const { one, other } of candidates) {
    if (taken.ones.has(one) || taken.others.has(other)) continue;
    taken.ones.add(one);
    taken.others.add(other);
    pairs.push([one, other]);
  }
  return pairs;
}
