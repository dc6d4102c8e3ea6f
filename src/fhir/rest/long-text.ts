/**
 * FHIR JSON text that may be long, in pieces. Each piece is encoded straight into the bytes of the answer: joining a page of
 * resources to one string first costs as much as all the rest of sending it.
 */
export class LongText {
  constructor(private readonly pieces: readonly string[]) {}

  /** Of its UTF-8. */
  get bytes(): number {
    return this.pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
  }

  /** @param bytes as `bytes` says */
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
