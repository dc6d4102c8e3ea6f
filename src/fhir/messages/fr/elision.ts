/** Words that lose their last letter before a vowel; a quotation mark may follow them. */
const ELIDED = /(?<![\p{L}\p{N}])((?:[dlnstmcj]|qu|jusqu|lorsqu|puisqu)e|la) ([`"«(]?)$/iu;
const VOWEL = /^[`"]?[aeiouàâéèêîôû]/i;
/** Takes the form `cet` instead: `cet add`. */
const DEMONSTRATIVE = 'ce';

/** Adjusts a French sentence to a value that starts with a vowel: `d’Organization`, `qu’un`, `cet add`. */
export function elided(value: string, sentence: string): string {
  if (!VOWEL.test(value)) return sentence;
  return sentence.replace(ELIDED, (_, word: string, mark: string) =>
    word.toLowerCase() === DEMONSTRATIVE ? `${word}t ${mark}` : `${word.slice(0, -1)}’${mark}`,
  );
}
