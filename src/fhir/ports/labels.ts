/*
 * What stands in a resource may carry labels, and labels may be hidden from somebody. Each label is a bit, `MOST_LABELS` at most.
 * An entry of an index says in one number for whom it is there: bits of labels that must not be hidden, and, beside them, of those that
 * must be (of a period without its end, say, which is another one for who may not see the end). What somebody may not see is a
 * number of the same form, so that an entry is there for them if the two have no bit in common: `(label & unseen) = 0`.
 */

/** Of all policies of a server together. */
export const MOST_LABELS = 26;

const HALF = 2 ** MOST_LABELS;

/** @param shown labels that must not be hidden. @param hidden labels that must be */
export function labelOf(shown: number, hidden: number): number {
  return shown + hidden * HALF;
}

/** Of somebody from whom some of all labels are hidden. */
export function unseenBy(hidden: number, all: number): number {
  return hidden + (all & ~hidden) * HALF;
}

/** Whether an entry with a label is there for somebody; numbers are wider than what JavaScript's `&` looks at. */
export function isUnseen(label: number, unseen: number): boolean {
  const [low, high] = [label % HALF, Math.floor(label / HALF)];
  return (low & (unseen % HALF)) !== 0 || (high & Math.floor(unseen / HALF)) !== 0;
}

/** What somebody may not see, by type of the resources. */
export interface Unseen {
  /** Of types that are not named. */
  readonly usual: number;
  readonly byType: Readonly<Record<string, number>>;
}

export function unseenOf(unseen: Unseen | undefined, type: string): number {
  return unseen ? (unseen.byType[type] ?? unseen.usual) : 0;
}

/** Of who sees everything. */
export function wholly(unseen: Unseen | undefined): Unseen | undefined {
  return unseen && { usual: unseen.usual, byType: {} };
}
