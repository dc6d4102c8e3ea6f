const ID = String.raw`[A-Za-z0-9\-.]{1,64}`;
const RESOURCE = String.raw`([A-Z][A-Za-z]+)/(${ID})(?:/_history/(${ID}))?`;
const LITERAL = new RegExp(String.raw`^(?:(https?://.*)/)?${RESOURCE}$`);
const AT_END = new RegExp(String.raw`(?:^|/)${RESOURCE}$`);
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:./;

/**
 * What a literal reference says by its form alone. Whether the type is one of R4's is not looked at.
 *
 * - `fragment`: `#a`, or `#` for the resource around a contained one
 * - `resource`: `Type/id`, with or without a version, below a server's base or not
 * - `uri`: any other with a scheme, such as `urn:uuid:…`
 * - `none`: it is not a reference
 * @see https://hl7.org/fhir/R4/references.html#literal
 */
export type Reference =
  | { readonly form: 'fragment'; readonly id: string }
  | ResourceReference
  | { readonly form: 'uri' }
  | { readonly form: 'none' };

export interface ResourceReference {
  readonly form: 'resource';
  /** Without a slash at its end; undefined for a relative reference. */
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

/** `Type/id`, with or without a version; undefined for any other reference. */
export function relativeReference(text: string): ResourceReference | undefined {
  const reference = parseReference(text);
  return reference.form === 'resource' && reference.base === undefined ? reference : undefined;
}

/** The resource, or the version of it, that an address ends with: `/fhir/Organization/1/_history/2`. */
export function resourceAtEnd(address: string): Omit<ResourceReference, 'form' | 'base'> | undefined {
  const found = AT_END.exec(address);
  return found ? { type: found[1]!, id: found[2]!, versionId: found[3] } : undefined;
}
