import { isId } from './logical-id';

describe('a logical id', () => {
  it.each(['1', 'a-B.9', '...', '.a', 'a.', '-', 'x'.repeat(64)])('%s is one', (text) => {
    expect(isId(text)).toBe(true);
  });

  it.each(['', '.', '..', 'a/b', 'a b', 'é', '_a', '$a', 'x'.repeat(65), '.\n', '..\n'])('"%s" is none', (text) => {
    expect(isId(text)).toBe(false);
  });
});
