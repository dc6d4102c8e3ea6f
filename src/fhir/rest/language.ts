import type { Request } from 'express';
import { ENGLISH, type Language } from '../messages';

/**
 * The language a client asks for in `Accept-Language`; the first of them when it asks for none that is spoken.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4
 */
export function languageFor(request: Request, languages: readonly Language[]): Language {
  const tag = request.acceptsLanguages(languages.map((language) => language.tag));
  return languages.find((language) => language.tag === tag) ?? languages[0] ?? ENGLISH;
}
