import { gunzipSync } from 'node:zlib';
import { EMPTY_FILE, gzipBytes, gzipOf, pack, type PackedFile, textOf, withPiece } from './packed-text';

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

async function* each(pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

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
    const text = await joined(textOf(each(pieces)));
    expect(text.toString()).toBe(texts.join(''));
    expect(text.length).toBe(file.bytes);
  });
});
