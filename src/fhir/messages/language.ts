/** Translations by English text, with placeholders `{0}`, `{1}` … for the values, in any order. */
export type Translations = Readonly<Record<string, string>>;

/** A language that clients may request. */
export interface Language {
  /** BCP 47 tag: `fr`. */
  readonly tag: string;
  readonly translations: Translations;
  /**
   * Adjusts the text before a value to that value: `n’est pas de` before `Organization` becomes `n’est pas d’`. Absent
   * when the language needs no such adjustment.
   */
  readonly before?: (value: string, sentence: string) => string;
}

/** The language of the texts in the code. */
export const ENGLISH: Language = { tag: 'en', translations: {} };
