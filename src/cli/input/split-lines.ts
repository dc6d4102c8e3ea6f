import { LONGEST_PIECE, type Piece } from './piece';

const NEW_LINE = 0x0a;

/** The non-empty lines of NDJSON. */
export async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece, void> {
  let line = 1;
  let held: Buffer[] = [];
  let length = 0;
  let isCut = false;
  const take = (bytes: Buffer): void => {
    if (length + bytes.length > LONGEST_PIECE) isCut = true;
    else held.push(bytes);
    length += bytes.length;
  };
  const piece = (): Piece | undefined => {
    const bytes = held.length === 1 ? held[0]! : Buffer.concat(held);
    const cut = isCut;
    [held, length, isCut] = [[], 0, false];
    if (!cut && isBlank(bytes)) return undefined;
    return { bytes, line, format: 'json', ...(cut && { isCut: true }) };
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, from)) {
      take(chunk.subarray(from, at));
      const found = piece();
      if (found) yield found;
      line += 1;
      from = at + 1;
    }
    if (from < chunk.length) take(chunk.subarray(from));
  }
  const rest = piece();
  if (rest) yield rest;
}

/** Space, tab and carriage return. */
function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
