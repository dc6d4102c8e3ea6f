/** How FHIR travels. @see https://hl7.org/fhir/R4/http.html#mime-type */
export interface Format {
  readonly name: 'json' | 'xml' | 'html';
  /** What an answer says it is. */
  readonly contentType: string;
  /** The same for a browser that asks for the resource itself: it saves what it does not know, and shows this. */
  readonly displayType?: string;
  /** Every name a client may use for it, in `Accept`, `Content-Type` and `_format`; those of older FHIR versions too. */
  readonly mediaTypes: readonly string[];
  /** Names for `_format` alone. */
  readonly shortNames: readonly string[];
  /** A body can be sent in it. */
  readonly readable: boolean;
}

export const JSON_FORMAT: Format = {
  name: 'json',
  contentType: 'application/fhir+json; charset=utf-8',
  mediaTypes: ['application/fhir+json', 'application/json', 'text/json', 'application/json+fhir'],
  shortNames: ['json'],
  readable: true,
};

export const XML_FORMAT: Format = {
  name: 'xml',
  contentType: 'application/fhir+xml; charset=utf-8',
  displayType: 'application/xml; charset=utf-8',
  mediaTypes: ['application/fhir+xml', 'application/xml', 'text/xml', 'application/xml+fhir'],
  shortNames: ['xml'],
  readable: true,
};

/** For people: a page around the resource, with JSON or XML on it. */
export const HTML_FORMAT: Format = {
  name: 'html',
  contentType: 'text/html; charset=utf-8',
  mediaTypes: ['text/html', 'application/xhtml+xml'],
  shortNames: ['html', 'html/json', 'html/xml'],
  readable: false,
};

/** The server's order of preference. */
export const FORMATS: readonly Format[] = [JSON_FORMAT, XML_FORMAT, HTML_FORMAT];
