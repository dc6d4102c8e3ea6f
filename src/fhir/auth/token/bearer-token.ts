import { unreadableToken, withoutToken } from '../refusals';

/** @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1 */
const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i;
const SCHEME = /^Bearer(?: |$)/i;

/**
 * The bearer token of a request. Tokens in the URL or in a form body are not accepted: URLs end up in logs.
 * @param header `Authorization`
 * @throws FhirError `unauthenticated` without a token, `invalid-request` for one that cannot be read
 */
export function bearerToken(header: string | undefined): string {
  const token = header === undefined ? undefined : BEARER.exec(header)?.[1];
  if (token !== undefined) return token;
  throw header !== undefined && SCHEME.test(header) ? unreadableToken() : withoutToken();
}
