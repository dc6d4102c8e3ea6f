import type { Readable } from 'node:stream';
import { FhirError } from '../../fhir/errors/fhir-error';
import { decodeUtf8, isJsonObject, parseJson, requireObject, type JsonObject } from '../../fhir/json';
import { decodeXml, parseXml } from '../../fhir/xml';
import { say } from '../messages';
import type { InputFile } from './find-files';
import type { Piece } from './piece';
import type { ReadyResource } from './ready-resource';
import { readPieces, type Pieces } from './read-pieces';

/** Where a resource is, for people to find it. */
export interface Place {
  readonly file: string;
  /** Line number, from 1. */
  readonly line: number;
  /** Index in the Bundle on this line, from 0; absent when it is not a Bundle, or is read entry by entry. */
  readonly entry?: number;
}

/** A resource as it was read, or the reason why there is none. */
export type Found =
  | { readonly place: Place; readonly resource: JsonObject; readonly fault?: undefined; readonly ready?: ReadyResource }
  | { readonly place: Place; readonly resource?: undefined; readonly fault: FhirError; readonly ready?: undefined };

/** Everything in one piece of a file: one resource, or those of a Bundle. */
export interface FoundPiece {
  /** Index of the piece in the file, from 0. */
  readonly index: number;
  readonly found: readonly Found[];
  /** Length of its text. */
  readonly bytes: number;
}

export interface Resources extends AsyncIterable<FoundPiece> {
  bytesRead: Pieces['bytesRead'];
}

/**
 * The resources of a file. One that cannot be read yields a fault in its place, and reading continues.
 * @param from pieces to skip
 */
export function readResources(file: InputFile, stdin: Readable, from = 0): Resources {
  const pieces = readPieces(file, stdin);
  async function* read(): AsyncGenerator<FoundPiece> {
    let index = 0;
    try {
      for await (const piece of pieces) {
        if (index >= from) yield { index, found: foundIn(file.name, piece), bytes: piece.bytes.length };
        index += 1;
      }
    } catch (cause) {
      yield { index, found: [cutOff(file.name, cause)], bytes: 0 };
    }
  }
  return { bytesRead: () => pieces.bytesRead(), [Symbol.asyncIterator]: read };
}

/** A fault for the rest of a file that cannot be read. */
export function cutOff(file: string, cause: unknown): Found {
  const text = say`${file} cannot be read to the end: ${(cause as Error).message}`;
  return {
    place: { file, line: 0 },
    fault: new FhirError('invalid-request', text, [{ code: 'exception', text }], { cause }),
  };
}

export function foundIn(file: string, piece: Piece): readonly Found[] {
  const place = { file, line: piece.line };
  try {
    if (piece.isCut) throw unreadable(say`The resource is longer than 64 MB`);
    const value = piece.format === 'xml' ? parseXml(decodeXml(piece.bytes)).resource : objectOf(piece.bytes);
    if (value['resourceType'] === 'Bundle') return entriesOf(place, value['entry']);
    // It is an entry of a Bundle that is read entry by entry.
    if (value['resourceType'] === undefined && isEntry(value)) return [entryAt(place, value)];
    return [{ place, resource: value }];
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    return [{ place, fault: error }];
  }
}

function objectOf(bytes: Buffer): JsonObject {
  return requireObject(parseJson(decodeUtf8(bytes), { wellFormed: true }));
}

function isEntry(value: JsonObject): boolean {
  return isJsonObject(value['resource']) || 'request' in value || 'fullUrl' in value;
}

function entriesOf(place: Place, entries: JsonObject[string] | undefined): readonly Found[] {
  if (entries === undefined) return [];
  if (!Array.isArray(entries)) return [{ place, fault: unreadable(say`Bundle.entry is not a list`) }];
  return entries.map((entry, index) => entryAt({ ...place, entry: index }, entry));
}

function entryAt(place: Place, entry: JsonObject[string] | undefined): Found {
  const resource = isJsonObject(entry) ? entry['resource'] : undefined;
  if (isJsonObject(resource)) return { place, resource };
  return { place, fault: unreadable(say`This Bundle entry has no resource`) };
}

function unreadable(text: ReturnType<typeof say>): FhirError {
  return new FhirError('invalid-structure', text, [{ code: 'structure', text }]);
}
