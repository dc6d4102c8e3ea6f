import type { Language } from '../messages';

/** A text that depends on the client's language: a resource or its JSON text, such as an `Outcome`. */
export interface Spoken {
  in(language: Language): object | string;
}

/** A complete FHIR answer. Handlers and the error filter create it, ReplyWriter sends it. */
export class FhirReply {
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>> = {},
    /** FHIR JSON text, whatever the format of the answer, or a text in the client's language. Absent without a body. */
    readonly body?: string | Spoken,
  ) {}
}
