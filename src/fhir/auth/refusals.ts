import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { say, type Text } from '../messages';

/** Errors for rejected credentials. None depends on the requested resource, so none reveals what exists. */

const EXPRESSION = 'http.authorization';

export function withoutToken(): FhirError {
  const text = say`Authenticate: only clients that this server knows may send requests`;
  const hint = say`Get a token from the authorization server, and send it: Authorization: Bearer …`;
  return new FhirError('unauthenticated', text, [{ text, hint, expression: EXPRESSION }], { challenge: {} });
}

/** For an Authorization header that is malformed: 400. @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1 */
export function unreadableToken(): FhirError {
  const text = say`The header Authorization cannot be read`;
  const hint = say`It must be the word Bearer, a space, and the token as it was issued.`;
  const issue: IssueDetail = { code: 'login', text, hint, expression: EXPRESSION };
  return new FhirError('invalid-request', text, [issue], { challenge: { error: 'invalid_request' } });
}

/** @param text why the token is rejected */
export function badToken(text: Text, hint?: Text): FhirError {
  const issue: IssueDetail = { text, expression: EXPRESSION, ...(hint && { hint }) };
  return new FhirError('unauthenticated', text, [issue], { challenge: { error: 'invalid_token' } });
}

/** The token cannot be checked at the moment: 503, and access is refused. @param cause for the log only */
export function undecided(cause: unknown): FhirError {
  const text = say`The authorization server does not answer, so the token cannot be checked`;
  const hint = say`Nothing is wrong with the request: send it again in a few seconds`;
  return new FhirError('unavailable', text, [{ text, hint }], { cause });
}

/** @param header the header that carried a certificate */
export function foreignCertificate(header: string): FhirError {
  const text = say`The header ${header} is accepted only from the proxies of this server`;
  return new FhirError('invalid-request', text, [{ code: 'security', text, expression: `http.${header}` }]);
}

export function unreadableCertificate(header: string): FhirError {
  const text = say`The header ${header} does not contain a readable certificate`;
  return new FhirError('invalid-request', text, [{ code: 'security', text, expression: `http.${header}` }]);
}
