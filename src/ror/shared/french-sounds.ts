import { foldText, remembered } from '../../fhir';

/** How letters sound in French, applied in this order; any other letter sounds as it is written. */
const SOUNDS: readonly (readonly [letters: RegExp, sound: string])[] = [
  [/ph/g, 'f'],
  [/sch|sh|ch/g, 'C'],
  [/gn/g, 'n'],
  [/cqu|qu|ck|q|k/g, 'K'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'K'],
  [/gu(?=[eiy])/g, 'G'],
  [/g(?=[eiy])/g, 'j'],
  [/x/g, 'Ks'],
  [/z/g, 's'],
  [/w/g, 'v'],
  [/h/g, ''],
  [/y/g, 'i'],
  [/eau|au/g, 'o'],
  [/oeu|eu/g, 'e'],
  [/ou/g, 'u'],
  [/(?:ain|ein|aim|eim)(?![aeiou])/g, 'in'],
  [/ai|ei/g, 'e'],
  [/m(?=[bp])/g, 'n'],
  [/e[nm](?![aeiounm])/g, 'an'],
  [/(.)\1+/g, '$1'],
];
/** Letters that are silent at the end of a word. */
const SILENT = /(?:[estdp]|Ks)+$/;

/** The words of a text by their sound: `Dupont`, `Dupond` and `Dupon` are equal. */
export function frenchSounds(text: string): readonly string[] {
  return foldText(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => soundOf(word));
}

/** Cached by word, because names differ with every write but are made of recurring words. */
const soundOf = remembered((word) => {
  const sound = SOUNDS.reduce((heard, [letters, as]) => heard.replace(letters, as), word);
  const kept = sound.replace(SILENT, '');
  return (kept.length < 2 ? sound || word : kept).toLowerCase();
});
