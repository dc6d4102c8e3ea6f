/** A representation of FHIR resources. @see https://hl7.org/fhir/R4/http.html#mime-type */
export interface Format {
  readonly name: 'json' | 'xml' | 'html';
  /** `Content-Type` of answers. */
  readonly contentType: string;
  /**
   * `Content-Type` for browsers that request the resource itself: they display this type, but would download an unknown
   * one.
   */
  readonly displayType?: string;
  /** All accepted names in `Accept`, `Content-Type` and `_format`, including those of older FHIR versions. */
  readonly mediaTypes: readonly string[];
  /** Further names for `_format` only. */
  readonly shortNames: readonly string[];
  /** Whether request bodies may use it. */
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

/** A page for people, showing the resource as JSON or XML. */
export const HTML_FORMAT: Format = {
  name: 'html',
  contentType: 'text/html; charset=utf-8',
  mediaTypes: ['text/html', 'application/xhtml+xml'],
  shortNames: ['html', 'html/json', 'html/xml'],
  readable: false,
};

/** In the server's order of preference. */
export const FORMATS: readonly Format[] = [JSON_FORMAT, XML_FORMAT, HTML_FORMAT];
