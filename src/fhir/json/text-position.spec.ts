import { positionAt } from './text-position';

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
