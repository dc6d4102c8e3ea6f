import type { Language } from './language';
import { Message } from './message';

/** A sentence that comes with its translations from elsewhere: the text of a rule in a profile, and the like. */
export class Translated extends Message {
  private readonly byLanguage: ReadonlyMap<string, string>;

  /**
   * @param text for all languages it has no translation to
   * @param translations by BCP 47 tag; `fr-CA` is French where there is no `fr`
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

  /** None: no catalogue is asked. */
  sources(): readonly string[] {
    return [];
  }
}
