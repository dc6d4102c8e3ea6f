import type { ByteRange } from './byte-range';

/** A body that is streamed in pieces. */
export interface FileBody {
  /** Total size. */
  readonly bytes: number;
  /** Strong ETag. The file never changes while it exists, so ranges of it can be requested. */
  readonly etag: string;
  /** Called at most once; not for HEAD. @param range absent for the whole file */
  pieces(range?: ByteRange): AsyncIterable<Uint8Array>;
}

/** A complete answer that is not a FHIR resource; FHIR formats and views do not apply to it. */
export class FileReply {
  /** @param headers must contain `Content-Type` */
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>>,
    readonly body: string | FileBody,
  ) {}
}
