import { ENGLISH } from './language';
import { say } from './message';
import { Translated } from './translated';

const french = { tag: 'fr', translations: { '{0} (k-1)': '{0} (règle k-1)' } };

describe('a sentence that comes with its translations', () => {
  it.each<[string, [string, string][], string, string]>([
    ['is said in the language of the client', [['fr', 'Un nom est exigé']], 'A name is needed', 'Un nom est exigé'],
    ['is said in English too, when English is a translation', [['en', 'Named']], 'Named', 'A name is needed'],
    ['stays as it is without a translation', [['nl', 'Een naam']], 'A name is needed', 'A name is needed'],
    ['takes the language of another region', [['fr-CA', 'Un nom']], 'A name is needed', 'Un nom'],
    [
      'prefers the language of no region',
      [['fr-CA', 'x'], ['fr', 'Un nom'], ['fr-BE', 'y']], // prettier-ignore
      'A name is needed',
      'Un nom',
    ],
  ])('%s', (_, translations, inEnglish, inFrench) => {
    const text = new Translated('A name is needed', translations);
    expect([text.in(ENGLISH), text.in(french)]).toEqual([inEnglish, inFrench]);
  });

  it('is a value like any other message', () => {
    const text = say`${new Translated('Named', [['fr', 'Nommé']])} (k-1)`;
    expect([String(text), text.in(french)]).toEqual(['Named (k-1)', 'Nommé (règle k-1)']);
    expect(text.sources()).toEqual(['{0} (k-1)']);
  });
});
