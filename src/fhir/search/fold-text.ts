/** Number of folded characters that are compared; the rest of a text is ignored. */
export const LONGEST_FOLDED = 400;

/** The compared part of a text. Folding changes the length of a text only slightly. */
export function foldedStart(text: string): string {
  if (text.length > LONGEST_KNOWN) return cut(text);
  let folded = known.get(text);
  if (folded === undefined) {
    folded = cut(text);
    if (known.size === MOST_KNOWN) known.clear();
    known.set(text, folded);
  }
  return folded;
}

function cut(text: string): string {
  return foldText(text.slice(0, 2 * LONGEST_FOLDED)).slice(0, LONGEST_FOLDED);
}

/** The same texts recur: before and after a write, in several parameters, in many resources. */
const known = new Map<string, string>();
const MOST_KNOWN = 2_000;
const LONGEST_KNOWN = 100;

/** Ligatures that Unicode does not decompose and that people search as two letters. */
const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' };

/** Most texts are plain ASCII words with single spaces, which only need lower-casing. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** Texts in Latin letters, without their accents. */
const ASCII = /^[\0-\x7f]*$/;

/** A text of ligatures grows to 18 times its length. What is more than this is ignored, unless the text is short. */
const MOST_GROWTH = 4;
const SHORT = 400;

/**
 * Normalises a text for string search: ignores case, accents and differences in white space. `Hôpital` and `HOPITAL`
 * are equal.
 * @see https://hl7.org/fhir/R4/search.html#string
 */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const letters = text
    .normalize('NFKD')
    .slice(0, Math.max(SHORT, MOST_GROWTH * text.length))
    .toLowerCase();
  const bare = letters.replace(/[\u0300-\u036f]+/g, '');
  if (ASCII.test(bare)) return bare.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return letters
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[œæß]/g, (letter) => LIGATURES[letter]!)
    .replace(/[\s\p{Cc}\p{Cf}\p{Cs}\u{10FFFF}]+/gu, ' ')
    .trim();
}
