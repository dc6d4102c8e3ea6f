import type { Language } from './language';
import { Message } from './message';

/** A sentence that comes with its own translations, such as the text of a constraint in a profile. */
export class Translated extends Message {
  private readonly byLanguage: ReadonlyMap<string, string>;

  /**
   * @param text used for all languages without a translation
   * @param translations by BCP 47 tag; `fr-CA` is used for French if there is no `fr`
   */
  constructor(
    private readonly text: string,
    translations: Iterable<readonly [tag: string, text: string]>,
  ) {
    super();
    const byLanguage = new Map<string, string>();
    for (const [tag, translation] of translations) {
      const language = tag.split('-')[0]!.toLowerCase();
      if (tag === language || !byLanguage.has(language)) byLanguage.set(language, translation);
    }
    this.byLanguage = byLanguage;
  }

  in({ tag }: Language): string {
    return this.byLanguage.get(tag) ?? this.text;
  }

  /** Empty, because no catalogue is used. */
  sources(): readonly string[] {
    return [];
  }
}
