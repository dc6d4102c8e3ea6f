import fc from 'fast-check';
import { positionAt, TextPositions } from './text-position';

describe('positionAt', () => {
  it.each([
    ['the start', 'abc', 0, 1, 1],
    ['the end', 'abc', 3, 1, 4],
    ['after a line feed', 'a\nb', 2, 2, 1],
    ['after CR LF, one line break', 'a\r\nb', 3, 2, 1],
    ['after a lone CR', 'a\rb', 2, 2, 1],
    ['a tab counts one', '\tb', 1, 1, 2],
    ['an emoji counts one', '😀b', 2, 1, 2],
    ['an empty text', '', 0, 1, 1],
  ])('%s', (_, text, offset, line, column) => {
    expect(positionAt(text, offset)).toEqual({ line, column });
  });
});

describe('TextPositions', () => {
  it('tells the same in any order', () => {
    const texts = fc.array(fc.constantFrom('a', '\t', '\n', '\r\n', '😀'), { maxLength: 20 });
    fc.assert(
      fc.property(texts, fc.array(fc.nat(40)), (characters, offsets) => {
        const text = characters.join('');
        // No character starts between CR and LF, or between the halves of a surrogate pair.
        const starts = characters.map((_, index) => characters.slice(0, index).join('').length);
        const asked = offsets.flatMap((offset) => starts[offset] ?? []);
        const positions = new TextPositions(text);
        expect(asked.map((offset) => positions.at(offset))).toEqual(asked.map((offset) => positionAt(text, offset)));
      }),
    );
  });

  it('walks over the text once for all that are asked in its order', () => {
    const text = 'ab\n'.repeat(1_000);
    const positions = new TextPositions(text);
    for (let offset = 0; offset < text.length; offset += 1) positions.at(offset);
    expect(positions.at(2_999)).toEqual({ line: 1_000, column: 3 });
    expect(positions.walked).toBeLessThanOrEqual(text.length);
  });
});
