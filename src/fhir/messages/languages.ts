import { ENGLISH, type Language, type Translations } from './language';
import { french } from './fr';
import { elided } from './fr/elision';

/** Tags of the languages a server speaks. */
export const LANGUAGE_TAGS = ['en', 'fr'] as const;
export type LanguageTag = (typeof LANGUAGE_TAGS)[number];

/** What plugins say, by language; English needs none. */
export type PluginMessages = Readonly<Partial<Record<LanguageTag, Translations>>>;

/** The languages of a server: the framework's sentences and those of its plugins, the language of its choice first. */
export function speakLanguages(first: LanguageTag, plugins: readonly PluginMessages[] = []): readonly Language[] {
  const translations = plugins.reduce<Translations>((known, { fr }) => ({ ...known, ...fr }), french);
  const fr: Language = { tag: 'fr', translations, before: elided };
  return first === 'fr' ? [fr, ENGLISH] : [ENGLISH, fr];
}
