import { LONGEST_PIECE, type Piece } from './piece';

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, NEW_LINE] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x0a];

/**
 * Splits JSON documents into resources. A Bundle yields its entries as they arrive, so that it may have any size; each
 * entry is `{ "resource": … }` with its other members. Any other document is yielded whole. The scanner looks at braces
 * and quotes only; whoever parses the pieces reports invalid JSON.
 */
export async function* splitDocument(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece, void> {
  const scanner = new Scanner();
  for await (const chunk of chunks) {
    yield* scanner.take(chunk);
    if (scanner.isOver) return;
  }
  yield* scanner.end();
}

class Scanner {
  /** True when the file cannot be read any further. */
  isOver = false;
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  private line = 1;
  /** First line of the document or entry being read. */
  private startLine = 1;
  private held: Buffer[] = [];
  private length = 0;
  /** True while the entries of a Bundle are yielded one by one. */
  private inEntries = false;
  private isBehindEntries = false;

  *take(chunk: Buffer): Generator<Piece> {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]!;
      if (byte === NEW_LINE) this.line += 1;
      if (this.isInString) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === BACKSLASH) this.isEscaped = true;
        else if (byte === QUOTE) this.isInString = false;
        continue;
      }
      if (byte === QUOTE) this.isInString = true;
      else if (byte === OPEN || byte === OPEN_LIST) {
        this.depth += 1;
        if (this.depth === (this.inEntries ? 3 : 1)) {
          if (this.inEntries) this.drop();
          // Text before a document becomes part of it, so that parsing fails and the fault is reported.
          else if (!isBlank(chunk.subarray(from, at))) this.hold(chunk.subarray(from, at));
          from = at;
          this.startLine = this.line;
        }
        if (byte === OPEN_LIST && this.depth === 2 && !this.inEntries && this.isEntryOfBundle(chunk, from, at)) {
          this.inEntries = true;
          this.drop();
          from = at + 1;
        }
      } else if (byte === CLOSE || byte === CLOSE_LIST) {
        this.depth -= 1;
        if (this.inEntries && this.depth === 2) {
          this.hold(chunk.subarray(from, at + 1));
          from = at + 1;
          yield this.piece();
        } else if (this.inEntries && this.depth === 1) {
          // Whatever follows the entries belongs to the Bundle itself and is not a resource.
          this.inEntries = false;
          this.isBehindEntries = true;
          this.drop();
          from = at + 1;
        } else if (this.depth <= 0) {
          this.depth = 0;
          this.hold(chunk.subarray(from, at + 1));
          from = at + 1;
          if (this.isBehindEntries) this.drop();
          else yield this.piece();
          this.isBehindEntries = false;
        }
      }
      if (this.isOver) return;
    }
    if (this.depth > 0 || this.isInString || !isBlank(chunk.subarray(from))) this.hold(chunk.subarray(from));
    if (this.length > LONGEST_PIECE) {
      this.isOver = true;
      yield { ...this.piece(), isCut: true, isLast: true };
    }
  }

  /** Text left at the end of the file is an incomplete document. */
  *end(): Generator<Piece> {
    if (this.length > 0 || this.depth > 0) yield { ...this.piece(), isLast: true };
  }

  private hold(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.held.push(bytes);
    this.length += bytes.length;
  }

  private drop(): void {
    [this.held, this.length] = [[], 0];
  }

  private piece(): Piece {
    const bytes = this.held.length === 1 ? this.held[0]! : Buffer.concat(this.held);
    this.drop();
    return { bytes, line: this.startLine, format: 'json' };
  }

  /** Whether the list that begins at `at` is the `entry` of a Bundle, whose `resourceType` must come before it. */
  private isEntryOfBundle(chunk: Buffer, from: number, at: number): boolean {
    const before = Buffer.concat([...this.held, chunk.subarray(from, at)]).toString('latin1');
    return /"entry"\s*:\s*$/.test(before) && /"resourceType"\s*:\s*"Bundle"/.test(before);
  }
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === NEW_LINE);
}
