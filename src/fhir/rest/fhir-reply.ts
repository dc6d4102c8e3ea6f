import type { Language } from '../messages';

/** What is said in the client's language: a resource, or its JSON text. An `Outcome` is one. */
export interface Spoken {
  in(language: Language): object | string;
}

/** A finished FHIR answer. Handlers return one, the error filter makes one, and ReplyWriter writes it to the wire. */
export class FhirReply {
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>> = {},
    /** FHIR JSON text, whatever the format it will travel in, or what is said in the client's language; absent: none. */
    readonly body?: string | Spoken,
  ) {}
}
