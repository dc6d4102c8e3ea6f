import { ENGLISH, type Language, type Translations } from './language';
import { french } from './fr';
import { elided } from './fr/elision';

/** Tags of the supported languages. */
export const LANGUAGE_TAGS = ['en', 'fr'] as const;
export type LanguageTag = (typeof LANGUAGE_TAGS)[number];

/** Translations of a plugin's messages by language; none is needed for English. */
export type PluginMessages = Readonly<Partial<Record<LanguageTag, Translations>>>;

/** The languages of a server, with the translations of the framework and its plugins; the default language first. */
export function speakLanguages(first: LanguageTag, plugins: readonly PluginMessages[] = []): readonly Language[] {
  const translations = Object.assign({}, french, ...plugins.map(({ fr }) => fr)) as Translations;
  const fr: Language = { tag: 'fr', translations, before: elided };
  return first === 'fr' ? [fr, ENGLISH] : [ENGLISH, fr];
}
