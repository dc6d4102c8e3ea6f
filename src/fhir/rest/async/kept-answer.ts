import { gunzip, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { weakETag } from '../../model/entity-tag';
import type { JobChunk } from '../../ports/jobs';
import { bundleEntry, bundleText } from '../bundle';
import type { LongText } from '../long-text';

const packed = promisify<Uint8Array, Buffer>(gzip);
const unpacked = promisify<Uint8Array, Buffer>(gunzip);

/** Size of a stored piece, bytes. */
const PIECE_BYTES = 512 * 1024;

/** The answer of an asynchronous request. Its text is stored separately, in pieces. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Number of pieces; 0 without a text. */
  readonly pieces: number;
  /** URL of the request as the client sent it. */
  readonly url: string;
}

/** Compresses the text of an answer and splits it into pieces. */
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
 * A Bundle whose only entry is the answer, with its status and version headers.
 * @param text FHIR JSON, or empty
 * @param address URL of the request
 */
export function answerBundle({ status, headers }: KeptAnswer, text: string, address: string): LongText {
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
