/**
 * FHIR JSON text that may be long, in pieces. Each piece is encoded directly into the bytes of the answer, because
 * joining a page of resources into one string first would double the cost of sending it.
 */
export class LongText {
  constructor(private readonly pieces: readonly string[]) {}

  /** Length in UTF-8, bytes. */
  get bytes(): number {
    return this.pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
  }

  /** @param bytes the value of `bytes`, which is expensive to compute */
  encode(bytes: number): Buffer {
    const encoded = Buffer.allocUnsafeSlow(bytes);
    let at = 0;
    for (const piece of this.pieces) at += encoded.write(piece, at);
    return encoded;
  }

  toString(): string {
    return this.pieces.join('');
  }
}
