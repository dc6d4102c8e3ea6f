import type { IncomingHttpHeaders } from 'node:http';

/** A range of bytes; both ends are included, counted from 0. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

interface Asked extends Pick<IncomingHttpHeaders, 'range'> {
  readonly 'if-range'?: string | string[] | undefined;
}

/** Empty elements of the list count for nothing (RFC 9110, 5.6.1). */
const ONE_RANGE = /^bytes=[ \t,]*(?:(\d+)-(\d+)?|-(\d+))[ \t,]*$/i;

/**
 * The range a GET asks for. Multiple ranges and malformed headers select the whole file, as a server may ignore them.
 * So does `If-Range` with an outdated ETag.
 * @param etag strong ETag of the file in the representation sent
 * @param bytes size of the whole file
 * @returns undefined for the whole file; `none` when the range is outside the file
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-14
 */
export function rangeOf(
  { range, 'if-range': ifRange }: Asked,
  etag: string,
  bytes: number,
): ByteRange | 'none' | undefined {
  const [, first, last, suffix] = ONE_RANGE.exec(range ?? '') ?? [];
  if ((first === undefined && suffix === undefined) || (ifRange !== undefined && ifRange !== etag)) return undefined;
  if (first === undefined) {
    const length = Math.min(Number(suffix), bytes);
    return length === 0 ? 'none' : { from: bytes - length, to: bytes - 1 };
  }
  const from = Number(first);
  if (last !== undefined && Number(last) < from) return undefined;
  if (from >= bytes) return 'none';
  return { from, to: last === undefined ? bytes - 1 : Math.min(Number(last), bytes - 1) };
}
