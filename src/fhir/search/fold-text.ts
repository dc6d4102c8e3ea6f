/** Characters of a folded text that are compared; what comes after them is not looked at. */
export const LONGEST_FOLDED = 400;

/** What of a text is compared. What is folded may be longer than what it is made of, or shorter, but not by much. */
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

/** Texts come again: before a write and after it, in several parameters, in many resources. */
const known = new Map<string, string>();
const MOST_KNOWN = 2_000;
const LONGEST_KNOWN = 100;

/** Letters that are two to whoever looks for them, and that Unicode does not take apart. */
const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' };

/** Most texts are words of plain letters and one space between them: they have no accents to lose. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/**
 * A text as the search for strings compares it: without letter case, accents, and differences of white space. `Hôpital` and
 * `HOPITAL` are the same.
 * @see https://hl7.org/fhir/R4/search.html#string
 */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[œæß]/g, (letter) => LIGATURES[letter]!)
    .replace(/[\s\p{Cc}\p{Cf}\p{Cs}\u{10FFFF}]+/gu, ' ')
    .trim();
}
