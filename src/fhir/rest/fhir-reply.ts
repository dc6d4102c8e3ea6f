import type { Language } from '../messages';
import { LongText } from './long-text';

/** A text that depends on the client's language: a resource or its JSON text, such as an `Outcome`. */
export interface Spoken {
  in(language: Language): object | string | LongText;
}

/** A complete FHIR answer. Handlers and the error filter create it, ReplyWriter sends it. */
export class FhirReply {
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>> = {},
    /** FHIR JSON text, whatever the format of the answer, or a text in the client's language. Absent without a body. */
    readonly body?: string | LongText | Spoken,
    /** When the version it is about was written, of which `Last-Modified` says the second only. */
    readonly lastUpdated?: Date,
  ) {}
}

/** What a body says in a language: JSON text, or a resource. */
export function saidIn(body: NonNullable<FhirReply['body']>, language: Language): object | string {
  const said = typeof body === 'string' || body instanceof LongText ? body : body.in(language);
  return said instanceof LongText ? String(said) : said;
}
