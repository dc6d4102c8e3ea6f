import { gunzipSync } from 'node:zlib';
import {
  EMPTY_FILE,
  gzipBytes,
  gzipOf,
  pack,
  type PackedFile,
  type PiecesFrom,
  textOf,
  withPiece,
} from './packed-text';

async function packed(...texts: string[]): Promise<{ file: PackedFile; pieces: Uint8Array[] }> {
  let file = EMPTY_FILE;
  const pieces: Uint8Array[] = [];
  for (const text of texts.map((each) => Buffer.from(each))) {
    const piece = await pack(text);
    pieces.push(piece);
    file = withPiece(file, text, piece);
  }
  return { file, pieces };
}

const each = (pieces: Uint8Array[], read: number[] = []): PiecesFrom =>
  async function* (first) {
    for (const [n, piece] of pieces.entries()) {
      if (n < first) continue;
      read.push(n);
      yield piece;
    }
  };

async function joined(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

const TEXTS = [[], [''], ['é'], ['{"a":1}\n', '{"b":2}\n'], [...'many', 'x'.repeat(100_000), 'é'.repeat(70_000)]];

describe('text that is kept in pieces', () => {
  it.each(TEXTS.map((texts) => [texts.length, texts] as const))('is one gzip file, of %s pieces', async (_, texts) => {
    const { file, pieces } = await packed(...texts);
    const gzip = await joined(gzipOf(file, each(pieces)));
    expect(gunzipSync(gzip).toString()).toBe(texts.join(''));
    expect(gzip.length).toBe(gzipBytes(file));
    expect(gzip.indexOf(Buffer.from([0x1f, 0x8b, 8, 0]), 1)).toBe(-1);
  });

  it.each(TEXTS.map((texts) => [texts.length, texts] as const))('is itself again, of %s pieces', async (_, texts) => {
    const { file, pieces } = await packed(...texts);
    const text = await joined(textOf(file, each(pieces)));
    expect(text.toString()).toBe(texts.join(''));
    expect(text.length).toBe(file.bytes);
  });

  it('is sent in part, from the piece on where it begins or a little before', async () => {
    const { file, pieces } = await packed(...Array.from({ length: 40 }, (_, n) => `${n} `.repeat(50_000)));
    const text = await joined(textOf(file, each(pieces)));
    const gzip = await joined(gzipOf(file, each(pieces)));
    for (const [whole, of] of [[text, textOf], [gzip, gzipOf]] as const) {
      for (const [from, to] of [[0, 0], [5, 12], [0, whole.length - 1], [whole.length - 3, whole.length - 1], [whole.length >> 1, (whole.length >> 1) + 999]] as const) {
        const read: number[] = [];
        const part = await joined(of(file, each(pieces, read), { from, to }));
        expect(part.equals(whole.subarray(from, to + 1))).toBe(true);
        if (to - from < 1_000) expect(read.length).toBeLessThan(12);
      }
    }
  }); // prettier-ignore
});
