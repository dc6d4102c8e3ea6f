import fc from 'fast-check';
import { LongText } from './long-text';

describe('LongText', () => {
  it('has the bytes of its pieces joined, whatever characters are in them', () => {
    const pieces = fc.array(fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(pieces, (all) => {
        const text = new LongText(all);
        const expected = Buffer.concat(all.map((piece) => Buffer.from(piece)));
        expect(text.bytes).toBe(expected.length);
        expect(text.encode(text.bytes)).toEqual(expected);
        expect(String(text)).toBe(all.join(''));
      }),
    );
  });
});
