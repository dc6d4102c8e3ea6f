// Not imported through `../../fhir`, because the help would have to wait for Nest to load.
import { speakLanguages, type Language, type LanguageTag } from '../../fhir/messages';
import { configFrench } from '../../config/messages/fr';
import { rorFrench } from '../../ror/messages/fr';
import { serverFrench } from '../../server/messages/fr';
import { cliFrench } from './fr';

export {
  alternatives,
  inLanguage,
  LANGUAGE_TAGS,
  Message,
  say,
  SentenceError,
  type Language,
  type LanguageTag,
  type Text,
  together,
} from '../../fhir/messages';

/** English and French for the server, the directory and the command line, with the chosen language first. */
export function rorLanguages(first: LanguageTag): readonly Language[] {
  return speakLanguages(
    first,
    [rorFrench, serverFrench, configFrench, cliFrench].map((fr) => ({ fr })),
  );
}
