import { say, type Message } from '../messages';

/** A value set whose codes nobody lists, but which are known by their form. */
export interface CodeForm {
  readonly fits: RegExp;
  readonly hint: Message;
  /** Of codings, what says that the code is meant to be of this form. */
  readonly system: string;
}

const SUBTAG = '[a-z\\d]';
/** RFC 5646: language, script, region, variants, extensions, private use; or private use alone; or registered as it is. */
const LANGUAGE_TAG = new RegExp(
  `^(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\\d{3}))?` +
    `(?:-(?:${SUBTAG}{5,8}|\\d${SUBTAG}{3}))*(?:-[a-wyz\\d](?:-${SUBTAG}{2,8})+)*(?:-x(?:-${SUBTAG}{1,8})+)?` +
    `|x(?:-${SUBTAG}{1,8})+|i-[a-z]{2,8}|sgn-be-fr|sgn-be-nl|sgn-ch-de)$`,
  'i',
);
const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
/** RFC 6838; its parameters are seldom written as they ought to be, and pass. */
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

/** @param valueSet short name, as the definitions of R4 have it */
export function codeForm(valueSet: string | undefined): CodeForm | undefined {
  return valueSet === undefined ? undefined : FORMS[valueSet];
}
