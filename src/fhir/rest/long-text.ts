const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** From here on, a write of its own costs less than a copy and the memory for it, bytes. */
const LONG = 4 * 1024;

/** A part of a text: characters, or their UTF-8. */
export type TextPiece = string | Uint8Array;

/** Upper limit of the memory that a piece takes until it is sent: characters, or bytes. */
export function lengthOf(pieces: readonly TextPiece[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}

/**
 * FHIR JSON text that may be long, in pieces. Each piece is encoded directly into the bytes of the answer, because
 * joining a page of resources into one string first would double the cost of sending it.
 */
export class LongText {
  constructor(readonly pieces: readonly TextPiece[]) {}

  /** Length in UTF-8, bytes. */
  get bytes(): number {
    return this.pieces.reduce((sum, piece) => sum + byteLength(piece), 0);
  }

  /**
   * Bytes that are complete already are returned as they are, and not copied.
   * @param bytes the value of `bytes`, which is expensive to compute
   */
  encode(bytes: number): Buffer {
    const [only] = this.pieces;
    if (this.pieces.length === 1 && typeof only === 'object')
      return Buffer.from(only.buffer, only.byteOffset, only.byteLength);
    const encoded = bytes < LONG ? Buffer.allocUnsafe(bytes) : Buffer.allocUnsafeSlow(bytes);
    let at = 0;
    for (const piece of this.pieces) {
      if (typeof piece === 'string') at += encoded.write(piece, at);
      else {
        encoded.set(piece, at);
        at += piece.length;
      }
    }
    return encoded;
  }

  /** The same bytes in several parts. Long pieces that are complete already are not copied. */
  parts(): readonly Uint8Array[] {
    const parts: Uint8Array[] = [];
    let run: TextPiece[] = [];
    const close = (): void => {
      if (run.length === 0) return;
      const text = new LongText(run);
      parts.push(text.encode(text.bytes));
      run = [];
    };
    for (const piece of this.pieces) {
      if (typeof piece === 'string' || piece.length < LONG) run.push(piece);
      else {
        close();
        parts.push(piece);
      }
    }
    close();
    return parts;
  }

  toString(): string {
    return this.pieces.map((piece) => (typeof piece === 'string' ? piece : decoder.decode(piece))).join('');
  }
}

function byteLength(piece: TextPiece): number {
  return typeof piece === 'string' ? Buffer.byteLength(piece) : piece.length;
}
