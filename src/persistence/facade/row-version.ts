import { createHash } from 'node:crypto';

/**
 * How one version of a row is told from the next.
 * - `counter`: a column that every change increments by 1, whoever makes it.
 * - `date`: the `lastUpdated` column. Other applications may change a row twice within its smallest unit, so a hash of
 *   the row's content is part of the version too.
 * - `hash`: a hash of the row's content alone; for tables that record neither.
 */
export type RowVersion =
  { readonly by: 'counter'; readonly column: string } | { readonly by: 'date' } | { readonly by: 'hash' };

/** Versions by a column that every change increments by 1; the kit increments it too. */
export const counterVersion = (column: string): RowVersion => ({ by: 'counter', column });
/** Versions by the `lastUpdated` column and a hash of the content. */
export const dateVersion = (): RowVersion => ({ by: 'date' });
/** Versions by a hash of the content alone. */
export const hashVersion = (): RowVersion => ({ by: 'hash' });

const HASH_LENGTH = 16;

/**
 * The versionId of a row, `[A-Za-z0-9\-.]{1,64}`.
 * @param counter value of the counter column
 * @param hasChildren whether the row has child rows, which may change without the counter
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
  /** The row's content as JSON text. */
  readonly content: string;
}

function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, HASH_LENGTH);
}
