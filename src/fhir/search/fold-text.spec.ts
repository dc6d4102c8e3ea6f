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

  it('needs no look at other scripts if it is written in Latin letters, with the same result', () => {
    const wholly = (text: string): string =>
      text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}+/gu, '')
        .replace(/[œæß]/g, (letter) => ({ œ: 'oe', æ: 'ae', ß: 'ss' })[letter]!)
        .replace(/[\s\p{Cc}\p{Cf}\p{Cs}\u{10FFFF}]+/gu, ' ').trim(); // prettier-ignore
    const letter = fc.constantFrom(...'aéÉçñůİœßøﬁ각ﷺ’«–‑… \t\0\u007f\u0301\u0345\u1dc4\u200b.1'.split(''));
    const texts = fc.oneof(fc.string({ unit: letter, maxLength: 20 }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(texts, (text) => expect(foldText(text)).toBe(wholly(text))),
      { numRuns: 1_000 },
    );
  });

  it('does not grow without bound', () => {
    expect(foldText('\u{fdfa}'.repeat(10_000)).length).toBeLessThanOrEqual(40_000);
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
