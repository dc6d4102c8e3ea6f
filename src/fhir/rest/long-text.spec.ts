import fc from 'fast-check';
import { LongText, lengthOf } from './long-text';

describe('LongText', () => {
  it('has the bytes of its pieces joined, whatever characters are in them', () => {
    const bytes = fc.string({ unit: 'grapheme' }).map((text) => new TextEncoder().encode(text));
    const pieces = fc.array(fc.oneof(fc.string({ unit: 'binary' }), bytes));
    fc.assert(
      fc.property(pieces, (all) => {
        const text = new LongText(all);
        const expected = Buffer.concat(all.map((piece) => Buffer.from(piece)));
        expect(text.bytes).toBe(expected.length);
        expect(text.encode(text.bytes)).toEqual(expected);
        expect(Buffer.concat(text.parts())).toEqual(expected);
        const said = all.map((piece) =>
          typeof piece === 'string' ? piece : new TextDecoder('utf-8', { ignoreBOM: true }).decode(piece),
        );
        expect(String(text)).toBe(said.join(''));
        expect(lengthOf(all)).toBe(all.reduce((sum, { length }) => sum + length, 0));
      }),
    );
  });

  it('has long bytes as parts of their own, which are not copied, and joins what is short', () => {
    const [long, short] = [new Uint8Array(4_096), new Uint8Array(10)];
    const parts = new LongText(['[', short, ',', long, long, ',', short, ']']).parts();
    expect(parts.map(({ length }) => length)).toEqual([12, 4_096, 4_096, 12]);
    expect([parts[1], parts[2]]).toEqual([long, long]);
    expect(parts[1]).toBe(long);
  });
});
