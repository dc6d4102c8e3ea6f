import type { IncomingHttpHeaders } from 'node:http';

/** Some bytes of a file; both ends included, counted from 0. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

interface Asked extends Pick<IncomingHttpHeaders, 'range'> {
  readonly 'if-range'?: string | string[] | undefined;
}

const ONE_RANGE = /^bytes=[ \t]*(?:(\d{1,15})-(\d{1,15})?|-(\d{1,15}))[ \t]*$/i;

/**
 * Which bytes of a file a GET asks for. Several ranges at once, and what is not a range at all, ask for the whole file: a server need
 * not take them. So does a range of a file that is another one by now (`If-Range`).
 * @param etag strong one of the file as it would be sent
 * @param bytes of the whole file
 * @returns undefined: the whole file; `none`: bytes that it does not have
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
