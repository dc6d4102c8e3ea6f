export { ENGLISH, type Language, type Translations } from './language';
export { LANGUAGE_TAGS, speakLanguages, type LanguageTag, type PluginMessages } from './languages';
export { inLanguage, isSameText, Message, say, type Text } from './message';
export { alternatives, excerptOf, listed, sentences, together } from './phrases';
export { SentenceError } from './sentence-error';
export { shortened, shortenedVisibly } from './shortened';
export { Translated } from './translated';
