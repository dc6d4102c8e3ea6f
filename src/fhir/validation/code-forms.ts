import { say, type Message } from '../messages';

/** A value set whose codes cannot be listed, but have a known syntax. */
export interface CodeForm {
  readonly fits: RegExp;
  readonly hint: Message;
  /** For a Coding, the system that implies this syntax. */
  readonly system: string;
}

const SUBTAG = '[a-z\\d]';
/**
 * RFC 5646: language, script, region, variants, extensions, private use; or private use only; or a grandfathered tag.
 */
const LANGUAGE_TAG = new RegExp(
  `^(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\\d{3}))?` +
    `(?:-(?:${SUBTAG}{5,8}|\\d${SUBTAG}{3}))*(?:-[a-wyz\\d](?:-${SUBTAG}{2,8})+)*(?:-x(?:-${SUBTAG}{1,8})+)?` +
    `|x(?:-${SUBTAG}{1,8})+|i-[a-z]{2,8}|sgn-be-fr|sgn-be-nl|sgn-ch-de)$`,
  'i',
);
const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
/** RFC 6838. Parameters are not checked, because they are often not written correctly. */
const MEDIA_TYPE = new RegExp(`^${TOKEN}/${TOKEN} ?(?:;.*)?$`);

const FORMS: Readonly<Record<string, CodeForm>> = {
  'all-languages': {
    fits: LANGUAGE_TAG,
    hint: say`Write a language tag of BCP 47: fr, fr-FR.`,
    system: 'urn:ietf:bcp:47',
  },
  mimetypes: {
    fits: MEDIA_TYPE,
    hint: say`Write a media type, with a slash: image/png.`,
    system: 'urn:ietf:bcp:13',
  },
};

/** @param valueSet short name, as in the R4 definitions */
export function codeForm(valueSet: string | undefined): CodeForm | undefined {
  return valueSet === undefined ? undefined : FORMS[valueSet];
}
