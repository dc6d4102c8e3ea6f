const ID = String.raw`[A-Za-z0-9\-.]{1,64}`;
const RESOURCE = String.raw`([A-Z][A-Za-z]+)/(${ID})(?:/_history/(${ID}))?`;
const LITERAL = new RegExp(String.raw`^(?:(https?://.*)/)?${RESOURCE}$`);
const AT_END = new RegExp(String.raw`(?:^|/)${RESOURCE}$`);
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:./;

/**
 * A literal reference, classified by its form. The type is not checked against R4.
 *
 * - `fragment`: `#a`, or `#` from a contained resource to its container
 * - `resource`: `Type/id`, with or without a version, relative or below a server's base URL
 * - `uri`: any other URI with a scheme, such as `urn:uuid:…`
 * - `none`: not a reference
 * @see https://hl7.org/fhir/R4/references.html#literal
 */
export type Reference =
  | { readonly form: 'fragment'; readonly id: string }
  | ResourceReference
  | { readonly form: 'uri' }
  | { readonly form: 'none' };

export interface ResourceReference {
  readonly form: 'resource';
  /** Without a trailing slash; undefined for a relative reference. */
  readonly base: string | undefined;
  readonly type: string;
  readonly id: string;
  readonly versionId: string | undefined;
}

const URI: Reference = { form: 'uri' };
const NONE: Reference = { form: 'none' };

export function parseReference(text: string): Reference {
  if (text.startsWith('#')) return { form: 'fragment', id: text.slice(1) };
  const found = LITERAL.exec(text);
  if (found) return { form: 'resource', base: found[1], type: found[2]!, id: found[3]!, versionId: found[4] };
  return SCHEME.test(text) ? URI : NONE;
}

/** `Type/id`, with or without a version; undefined for any other form. */
export function relativeReference(text: string): ResourceReference | undefined {
  const reference = parseReference(text);
  return reference.form === 'resource' && reference.base === undefined ? reference : undefined;
}

/** The resource or version at the end of a URL such as `/fhir/Organization/1/_history/2`. */
export function resourceAtEnd(address: string): Omit<ResourceReference, 'form' | 'base'> | undefined {
  const found = AT_END.exec(address);
  return found ? { type: found[1]!, id: found[2]!, versionId: found[3] } : undefined;
}
