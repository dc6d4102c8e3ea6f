import { remembered } from './remembered';

/** Number of folded characters that are compared; the rest of a text is ignored. */
export const LONGEST_FOLDED = 400;

/** The compared part of a text. Folding changes the length of a text only slightly. */
export function foldedStart(text: string): string {
  return foldText(text.slice(0, 2 * LONGEST_FOLDED)).slice(0, LONGEST_FOLDED);
}

/** Ligatures that Unicode does not decompose and that people search as two letters. */
const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' };

/** Most texts are plain ASCII words with single spaces, which only need lower-casing. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** Texts in Latin letters, without their accents, and with the quotation marks and dashes of French. */
const LATIN = /^[\0-\x7f«»\u2010-\u2015\u2018-\u201e]*$/;

/** A text of ligatures grows to 18 times its length. What is more than this is ignored, unless the text is short. */
const MOST_GROWTH = 4;
const SHORT = 400;

/**
 * Normalises a text for string search: ignores case, accents and differences in white space. `Hôpital` and `HOPITAL`
 * are equal.
 * @see https://hl7.org/fhir/R4/search.html#string
 */
export function foldText(text: string): string {
  return PLAIN.test(text) ? text.toLowerCase() : fold(text);
}

/** The same texts recur: before and after a write, in several parameters, in many resources. */
const fold = remembered((text) => {
  const letters = text
    .normalize('NFKD')
    .slice(0, Math.max(SHORT, MOST_GROWTH * text.length))
    .toLowerCase();
  const bare = letters.replace(/[\u0300-\u036f]+/g, '');
  if (LATIN.test(bare)) return bare.replace(/[\0- \x7f]+/g, ' ').trim();
  return letters
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[œæß]/g, (letter) => LIGATURES[letter]!)
    .replace(/[\s\p{Cc}\p{Cf}\p{Cs}\u{10FFFF}]+/gu, ' ')
    .trim();
});
