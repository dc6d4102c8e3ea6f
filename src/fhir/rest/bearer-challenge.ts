import type { BearerChallenge } from '../errors/fhir-error';

/** Characters not allowed in attributes of a challenge. @see https://www.rfc-editor.org/rfc/rfc6750#section-3 */
const UNQUOTABLE = /[^\x20\x21\x23-\x5b\x5d-\x7e]/g;

/**
 * The value of `WWW-Authenticate`:
 * `Bearer realm="FHIR", error="invalid_token", error_description="The token has expired"`.
 * @param realm the protection space; undefined when none is configured
 * @param description description of the error, in English
 */
export function bearerChallenge(realm: string | undefined, challenge: BearerChallenge, description: string): string {
  const { error, scopes } = challenge;
  const attributes = { realm, error, error_description: error && description, scope: scopes?.join(' ') };
  const written = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}="${value.replace(UNQUOTABLE, '')}"`],
  );
  return ['Bearer', written.join(', ')].filter(Boolean).join(' ');
}
