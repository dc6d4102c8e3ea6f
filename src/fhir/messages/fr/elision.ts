/** Words that lose their last letter before a vowel; a quotation mark may stand between. */
const ELIDED = /(?<![\p{L}\p{N}])((?:[dlnstmcj]|qu|jusqu|lorsqu|puisqu)e|la) ([`"«(]?)$/iu;
const VOWEL = /^[`"]?[aeiouàâéèêîôû]/i;
/** Without a name of its own: `cet add`. */
const DEMONSTRATIVE = 'ce';

/** `d’Organization`, `qu’un`, `cet add`: how French goes on to a word that begins with a vowel. */
export function elided(value: string, sentence: string): string {
  if (!VOWEL.test(value)) return sentence;
  return sentence.replace(ELIDED, (_, word: string, mark: string) =>
    word.toLowerCase() === DEMONSTRATIVE ? `${word}t ${mark}` : `${word.slice(0, -1)}’${mark}`,
  );
}
