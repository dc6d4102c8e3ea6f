import fc from 'fast-check';
import { foldText } from './fold-text';

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
