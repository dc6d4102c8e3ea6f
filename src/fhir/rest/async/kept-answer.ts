import { gunzip, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { weakETag } from '../../model/entity-tag';
import type { JobChunk } from '../../ports/jobs';
import { bundleEntry, bundleText } from '../bundle';

const packed = promisify<Uint8Array, Buffer>(gzip);
const unpacked = promisify<Uint8Array, Buffer>(gunzip);

/** Bytes of a piece, as it is kept. */
const PIECE_BYTES = 512 * 1024;

/** What came of a request: the text of the answer is kept beside it, in pieces. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** 0: there is no text. */
  readonly pieces: number;
  /** Of the request, as its client wrote it. */
  readonly url: string;
}

/** The text of an answer, as it is kept. */
export async function piecesOf(text: string): Promise<readonly JobChunk[]> {
  const bytes = await packed(Buffer.from(text));
  const count = Math.ceil(bytes.length / PIECE_BYTES);
  return Array.from({ length: count }, (_, sequence) => ({
    file: 0,
    sequence,
    body: bytes.subarray(sequence * PIECE_BYTES, (sequence + 1) * PIECE_BYTES),
  }));
}

export async function textOfPieces(pieces: readonly Uint8Array[]): Promise<string> {
  return (await unpacked(Buffer.concat(pieces))).toString();
}

/**
 * The answer as the one entry of a Bundle, with its status and what its headers say of a version.
 * @param text FHIR JSON, or empty
 * @param address of the request
 */
export function answerBundle({ status, headers }: KeptAnswer, text: string, address: string): string {
  const { ETag: etag, Location: location, 'Last-Modified': modified } = headers;
  const response = {
    status: String(status),
    ...(location !== undefined && { location }),
    ...(etag !== undefined && { etag: etag.startsWith('W/') ? etag : weakETag(etag) }),
    ...(modified !== undefined && { lastModified: new Date(modified).toISOString() }),
  };
  const isRefusal = status >= 400;
  const told = isRefusal && text !== '' ? `${JSON.stringify(response).slice(0, -1)},"outcome":${text}}` : JSON.stringify(response); // prettier-ignore
  const entry = isRefusal || text === '' ? `{"response":${told}}` : bundleEntry({ response }, text);
  return bundleText({ type: 'batch-response', links: { self: address } }, [entry]);
}
