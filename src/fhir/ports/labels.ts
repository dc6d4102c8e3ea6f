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
}

/** The mask for a type; 0 when nothing is hidden. */
export function unseenOf(unseen: Unseen | undefined, type: string): number {
  return unseen ? (unseen.byType[type] ?? unseen.usual) : 0;
}

/** The masks of somebody from whom nothing is hidden; undefined stays undefined. */
export function wholly(unseen: Unseen | undefined): Unseen | undefined {
  return unseen && { usual: unseen.usual, byType: {} };
}
