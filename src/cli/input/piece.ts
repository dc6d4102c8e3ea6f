/** The text of one resource, or of what should be one. */
export interface Piece {
  readonly bytes: Buffer;
  /** Of its first character, from 1. */
  readonly line: number;
  readonly format: 'json' | 'xml';
  /** It was longer than anything may be, and `bytes` is its beginning. */
  readonly isCut?: true;
  /** Nothing after it can be told apart: the file ends here. */
  readonly isLast?: true;
}

/** Bytes of one resource: what the server itself would never take. */
export const LONGEST_PIECE = 64 * 1024 ** 2;
