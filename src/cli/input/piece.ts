/** The text of one resource, valid or not. */
export interface Piece {
  readonly bytes: Buffer;
  /** Line of its first character, from 1. */
  readonly line: number;
  readonly format: 'json' | 'xml';
  /** It exceeded the size limit, and `bytes` is only its beginning. */
  readonly isCut?: true;
  /** The rest of the file cannot be split, so reading ends here. */
  readonly isLast?: true;
}

/** Limit in bytes for one resource, more than the server itself would ever accept. */
export const LONGEST_PIECE = 64 * 1024 ** 2;
