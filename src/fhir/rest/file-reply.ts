import type { ByteRange } from './byte-range';

/** What is sent as it comes, piece by piece. */
export interface FileBody {
  /** Of all pieces together. */
  readonly bytes: number;
  /** Strong: the file has these bytes and no others as long as it is there, so that some of them can be asked for. */
  readonly etag: string;
  /** Asked for once, and not at all for HEAD. @param range absent: all of it */
  pieces(range?: ByteRange): AsyncIterable<Uint8Array>;
}

/** A finished answer that is not a resource of FHIR: what formats and views of FHIR there are does not concern it. */
export class FileReply {
  /** @param headers with `Content-Type` */
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>>,
    readonly body: string | FileBody,
  ) {}
}
