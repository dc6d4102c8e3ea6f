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
        const said = all.map((piece) =>
          typeof piece === 'string' ? piece : new TextDecoder('utf-8', { ignoreBOM: true }).decode(piece),
        );
        expect(String(text)).toBe(said.join(''));
        expect(lengthOf(all)).toBe(all.reduce((sum, { length }) => sum + length, 0));
      }),
    );
  });
});
