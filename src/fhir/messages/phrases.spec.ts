import { french as translations } from './fr';
import { ENGLISH } from './language';
import { inLanguage, say, type Text } from './message';
import { alternatives, listed, sentences, together } from './phrases';

const french = { tag: 'fr', translations };
const missing: Text = say`(empty)`;

describe('phrases', () => {
  it.each<[Text, string, string]>([
    [alternatives([]), '', ''],
    [alternatives(['a']), 'a', 'a'],
    [alternatives(['a', 'b']), 'a or b', 'a ou b'],
    [alternatives(['a', 'b', missing]), 'a, b or (empty)', 'a, b ou (vide)'],
    [alternatives([missing, 'b', 'c', 'd']), '(empty), b, c or d', '(vide), b, c ou d'],
    [together(['a', 'b', missing]), 'a, b and (empty)', 'a, b et (vide)'],
    [listed([]), '', ''],
    [listed(['a', missing]), 'a, (empty)', 'a, (vide)'],
    [sentences('A.', undefined, missing), 'A. (empty)', 'A. (vide)'],
    [sentences(undefined, 'A.'), 'A.', 'A.'],
  ])('%s', (text, inEnglish, inFrench) => {
    expect([inLanguage(text, ENGLISH), inLanguage(text, french)]).toEqual([inEnglish, inFrench]);
  });

  it('stay strings where they are of strings', () => {
    expect(listed(['a', 'b'])).toBe('a, b');
  });
});
