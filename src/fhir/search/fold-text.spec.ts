import fc from 'fast-check';
import { foldedStart, foldText } from './fold-text';

describe('foldedStart', () => {
  it.each([
    ['a text', 'Hôpital  Nord', 'hopital nord'],
    [
      'one that grows longer than what is compared',
      '\u{fdfa}'.repeat(100),
      foldText('\u{fdfa}'.repeat(100)).slice(0, 400),
    ],
    ['a long one', 'É'.repeat(900), 'e'.repeat(400)],
  ])('gives the same of %s each time', (_, text, folded) => {
    for (let n = 0; n < 2; n += 1) expect(foldedStart(text)).toBe(folded);
  });
});

describe('a text as strings are searched', () => {
  it.each<[text: string, folded: string]>([
    ['Hôpital Saint-Jean', 'hopital saint-jean'],
    ['HOPITAL', 'hopital'],
    ['Cœur  de\tVie', 'coeur de vie'],
    ['Straße', 'strasse'],
    ['ﬁn', 'fin'],
    [' a ', 'a'],
    ['', ''],
  ])('%j is %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('is the same with space around it, and when it is folded again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const folded = foldText(text);
        expect(foldText(`\u00a0${text} \n`)).toBe(folded);
        expect(foldText(folded)).toBe(folded);
      }),
    );
  });
});
