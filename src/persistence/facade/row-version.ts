import { createHash } from 'node:crypto';

/**
 * What tells one version of a row from the next.
 * - `counter`: a column that every change adds 1 to, whoever makes it.
 * - `date`: the column of `lastUpdated`. Changes from outside may come twice in the smallest unit of it, so what the row
 *   says is part of the version as well.
 * - `hash`: what the row says, and nothing else; for tables that note no change.
 */
export type RowVersion =
  { readonly by: 'counter'; readonly column: string } | { readonly by: 'date' } | { readonly by: 'hash' };

/** A column that every change adds 1 to; the kit does so too. */
export const counterVersion = (column: string): RowVersion => ({ by: 'counter', column });
/** The date of the last change. */
export const dateVersion = (): RowVersion => ({ by: 'date' });
export const hashVersion = (): RowVersion => ({ by: 'hash' });

const HASH_LENGTH = 16;

/**
 * The versionId of a row, `[A-Za-z0-9\-.]{1,64}`.
 * @param counter value of the counter's column
 * @param hasChildren rows of other tables belong to it, and may change without the counter
 */
export function versionIdOf(
  version: RowVersion,
  { counter, lastUpdated, content, hasChildren }: RowState & { readonly hasChildren: boolean },
): string {
  if (version.by === 'hash') return hashOf(content);
  if (version.by === 'date') return `${lastUpdated.getTime()}-${hashOf(content)}`;
  return hasChildren ? `${counter}-${hashOf(content)}` : String(counter);
}

export interface RowState {
  readonly counter: string | number | null | undefined;
  readonly lastUpdated: Date;
  /** What the row says, as JSON text. */
  readonly content: string;
}

function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, HASH_LENGTH);
}
