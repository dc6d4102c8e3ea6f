import fc from 'fast-check';
import { splitAt } from './escaping';

describe('splitAt', () => {
  it.each([
    ['a|b', ['a', 'b']],
    ['', ['']],
    ['|', ['', '']],
    ['a\\|b|c', ['a\\|b', 'c']],
    ['a\\\\|b', ['a\\\\', 'b']],
    ['a\\', ['a\\']],
  ])('%j', (text, parts) => {
    expect(splitAt('|', text)).toEqual(parts);
  });

  it('splits texts with and without backslashes alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ',', '|', 'é', '\u{1F600}') }), (text) => {
        // An escaped backslash at the beginning has no effect on what follows.
        const [first, ...rest] = splitAt('|', `\\\\${text}`);
        expect([first!.slice(2), ...rest]).toEqual(splitAt('|', text));
      }),
    );
  });
});
