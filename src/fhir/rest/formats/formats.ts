/** How FHIR travels. @see https://hl7.org/fhir/R4/http.html#mime-type */
export interface Format {
  readonly name: 'json' | 'xml' | 'html';
  /** What an answer says it is. */
  readonly contentType: string;
  /** Every name a client may use for it, in `Accept`, `Content-Type` and `_format`; those of older FHIR versions too. */
  readonly mediaTypes: readonly string[];
  /** A body can be sent in it. */
  readonly readable: boolean;
}

export const JSON_FORMAT: Format = {
  name: 'json',
  contentType: 'application/fhir+json; charset=utf-8',
  mediaTypes: ['application/fhir+json', 'application/json', 'text/json', 'application/json+fhir'],
  readable: true,
};

/** The server's order of preference. */
export const FORMATS: readonly Format[] = [JSON_FORMAT];
