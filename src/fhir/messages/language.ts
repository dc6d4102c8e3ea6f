/** A translation by its English, with `{0}`, `{1}` … where the values go, in any order. */
export type Translations = Readonly<Record<string, string>>;

/** A language that clients may ask for. */
export interface Language {
  /** BCP 47: `fr`. */
  readonly tag: string;
  readonly translations: Translations;
  /**
   * A sentence up to a value that comes next, as the value makes it: `n’est pas de` before `Organization` becomes
   * `n’est pas d’`. Without it a sentence stands as it is translated.
   */
  readonly before?: (value: string, sentence: string) => string;
}

/** What the code itself is written in. */
export const ENGLISH: Language = { tag: 'en', translations: {} };
