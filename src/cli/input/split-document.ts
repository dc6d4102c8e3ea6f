import { LONGEST_PIECE, type Piece } from './piece';

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, NEW_LINE] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x0a];

/**
 * The resources of JSON documents, one after the other: of a Bundle its entries, as they come, so that a Bundle may be of
 * any size. An entry stands there as `{ "resource": … }` with what else it has; of anything else the whole document.
 * Looks for braces and quotes only: what is no JSON is for who parses the pieces.
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
  /** The file cannot be read any further. */
  isOver = false;
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  private line = 1;
  /** Of the document, or of the entry, that is being read. */
  private startLine = 1;
  private held: Buffer[] = [];
  private length = 0;
  /** The entries of a Bundle are handed out one by one. */
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
          // What stands before a document is a part of it: then it cannot be read, and that is told.
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
          // What comes after the entries is the Bundle's own, and no resource.
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

  /** What is left when the file ends is no whole document. */
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

  /** Whether the list that begins at `at` is `entry` of what has said already that it is a Bundle. */
  private isEntryOfBundle(chunk: Buffer, from: number, at: number): boolean {
    const before = Buffer.concat([...this.held, chunk.subarray(from, at)]).toString('latin1');
    return /"entry"\s*:\s*$/.test(before) && /"resourceType"\s*:\s*"Bundle"/.test(before);
  }
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === NEW_LINE);
}
