/** A finished FHIR answer. Handlers return one, the error filter makes one, and ReplyWriter writes it to the wire. */
export class FhirReply {
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>> = {},
    /** FHIR JSON text, whatever the format it will travel in; absent: no body. */
    readonly body?: string,
  ) {}
}
