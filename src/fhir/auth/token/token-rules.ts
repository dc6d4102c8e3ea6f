import { say } from '../../messages';
import { badToken } from '../refusals';
import type { Claims } from './principal-of';

/** Requirements on tokens of every issuer. */
export interface TokenRules {
  /** A token must name at least one of these. */
  readonly audiences: readonly string[];
  /** Accepted signature algorithms. */
  readonly algorithms: readonly string[];
  /** Current time, milliseconds since 1970. */
  readonly now: () => number;
  /** Allowed clock skew, seconds. */
  readonly skew: number;
  /** `at+jwt`: tokens that do not declare themselves access tokens (RFC 9068) are refused. */
  readonly type: 'any' | 'at+jwt';
  /** `required`: tokens that are not bound to a certificate are refused. */
  readonly binding: 'stated' | 'required';
}

/**
 * The certificate a token is bound to.
 * @throws FhirError `unauthenticated` when the binding is of an unsupported kind, or is required and missing
 * @see https://www.rfc-editor.org/rfc/rfc8705#section-3.1
 */
export function bindingOf({ cnf }: Claims, { binding }: TokenRules): string | undefined {
  if (cnf === undefined && binding === 'stated') return undefined;
  const thumbprint = typeof cnf === 'object' && cnf !== null ? (cnf as Claims)['x5t#S256'] : undefined;
  if (typeof thumbprint === 'string' && thumbprint !== '') return thumbprint;
  if (cnf !== undefined) throw badToken(say`The token is bound to a key in a way that this server does not check`);
  throw badToken(
    say`The token is not bound to a certificate, and this server accepts only tokens that are`,
    say`Get the token over a connection with your client certificate.`,
  );
}

/** Checks `exp` and `nbf` where present. @throws FhirError `unauthenticated` */
export function checkTimes({ exp, nbf }: Claims, { now, skew }: TokenRules): void {
  const [at, skewMs] = [now(), skew * 1_000];
  if (typeof nbf === 'number' && nbf * 1_000 - skewMs > at) throw notYetValid();
  if (typeof exp === 'number' && exp * 1_000 + skewMs <= at) throw expired();
}

/** Checks `aud` where present. @throws FhirError `unauthenticated` */
export function checkAudience({ aud }: Claims, rules: TokenRules): void {
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  if (aud !== undefined && !audiences.some((each) => rules.audiences.includes(each as string)))
    throw wrongAudience(rules);
}

export function wrongAudience({ audiences }: TokenRules) {
  const [audience = ''] = audiences;
  return badToken(
    say`The token is not meant for this server`,
    say`Ask the authorization server for a token whose audience (aud) is ${audience}.`,
  );
}

function expired() {
  return badToken(say`The token has expired`, say`Get a new token from the authorization server.`);
}

function notYetValid() {
  return badToken(say`The token is not valid yet`, say`If it should be, check the clock of the authorization server.`);
}
