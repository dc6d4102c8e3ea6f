import type { SearchClause } from './search';

/*
 * Elements of a resource may carry labels, and labels may be hidden from a client. Each label is a bit; there are at
 * most `MOST_LABELS`. The number of an index entry says who may see it: the lower bits are labels that must not be
 * hidden, the upper bits labels that must be hidden. (A period whose end is hidden, for example, is another entry for
 * clients that may not see the end.) The mask of a client has the same form, so that an entry is visible when the two
 * have no bit in common: `(label & unseen) = 0`.
 */

/** For all policies of a server together. */
export const MOST_LABELS = 26;

const HALF = 2 ** MOST_LABELS;

/**
 * @param shown labels that must not be hidden
 * @param hidden labels that must be hidden
 */
export function labelOf(shown: number, hidden: number): number {
  return shown + hidden * HALF;
}

/**
 * The mask of somebody from whom `hidden` is hidden.
 * @param all every label in use
 */
export function unseenBy(hidden: number, all: number): number {
  return hidden + (all & ~hidden) * HALF;
}

/** Whether an entry with this label is invisible under a mask. The numbers are too wide for JavaScript's `&`. */
export function isUnseen(label: number, unseen: number): boolean {
  const [low, high] = [label % HALF, Math.floor(label / HALF)];
  return (low & (unseen % HALF)) !== 0 || (high & Math.floor(unseen / HALF)) !== 0;
}

/** Masks of what is hidden from somebody, by resource type. */
export interface Unseen {
  /** For the types that are not listed. */
  readonly usual: number;
  readonly byType: Readonly<Record<string, number>>;
  /**
   * Types of which some resources show more than the mask in `byType`. A store that does not look at it finds less than
   * the client may see.
   */
  readonly except?: Readonly<Record<string, readonly UnseenExcept[]>>;
}

/** Labels that are not hidden in the resources that match clauses. A label is in one of these per type at most. */
export interface UnseenExcept {
  /** Evaluated on the resources as stored, whatever is hidden. All must match. */
  readonly where: readonly SearchClause[];
  /** As bits; all of them are hidden elsewhere. */
  readonly labels: number;
}

/** The bits of labels in both halves of an entry's number. */
export function inBothHalves(labels: number): number {
  return labels * (HALF + 1);
}

/** What a mask grows by when labels that it hides are shown after all. The growths of different labels add up. */
export function shownAfterAll(labels: number): number {
  return labels * (HALF - 1);
}

/** The mask for a type, apart from `except`; 0 when nothing is hidden. */
export function unseenOf(unseen: Unseen | undefined, type: string): number {
  return unseen ? (unseen.byType[type] ?? unseen.usual) : 0;
}

/** The masks of somebody from whom nothing is hidden; undefined stays undefined. */
export function wholly(unseen: Unseen | undefined): Unseen | undefined {
  return unseen && { usual: unseen.usual, byType: {} };
}

/** What two masks hide together: an entry is visible under it when it is visible under both. */
export function unseenByBoth(one: number, other: number): number {
  return ((one % HALF) | (other % HALF)) + (Math.floor(one / HALF) | Math.floor(other / HALF)) * HALF;
}
