import { ENGLISH, type Language, type Translations } from './language';
import type * as French from './fr';
import { elided } from './fr/elision';

/** Tags of the supported languages. */
export const LANGUAGE_TAGS = ['en', 'fr'] as const;
export type LanguageTag = (typeof LANGUAGE_TAGS)[number];

/** Translations of a plugin's messages by language; none is needed for English. */
export type PluginMessages = Readonly<Partial<Record<LanguageTag, Translations>>>;

/** The languages of a server, with the translations of the framework and its plugins; the default language first. */
export function speakLanguages(first: LanguageTag, plugins: readonly PluginMessages[] = []): readonly Language[] {
  let made: Translations | undefined;
  const fr: Language = {
    tag: 'fr',
    get translations() {
      return (made ??= Object.assign({}, late().french, ...plugins.map((plugin) => plugin.fr)) as Translations);
    },
    before: elided,
  };
  return first === 'fr' ? [fr, ENGLISH] : [ENGLISH, fr];
}

/** Loaded with the first text in French, because the start needs none of its 30 catalogues. */
function late(): typeof French {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a synchronous import, later
  return require('./fr') as typeof French;
}
