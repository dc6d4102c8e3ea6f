import type { Request } from 'express';
import { ENGLISH, type Language } from '../messages';

/**
 * The language requested by `Accept-Language`; the server's first language when none of the requested ones is
 * available.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4
 */
export function languageFor(request: Request, languages: readonly Language[]): Language {
  const tag = request.acceptsLanguages(languages.map((language) => language.tag));
  return languages.find((language) => language.tag === tag) ?? languages[0] ?? ENGLISH;
}
