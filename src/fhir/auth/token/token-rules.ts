import { say } from '../../messages';
import { badToken } from '../refusals';
import type { Claims } from './principal-of';

/** What a token has to be, whoever made it. */
export interface TokenRules {
  /** Of which a token names one, at least. */
  readonly audiences: readonly string[];
  /** Algorithms of signatures that count. */
  readonly algorithms: readonly string[];
  /** The time, milliseconds since 1970. */
  readonly now: () => number;
  /** Seconds that the clocks may differ. */
  readonly skew: number;
  /** `at+jwt`: what is not said to be an access token (RFC 9068) is refused. */
  readonly type: 'any' | 'at+jwt';
  /** `required`: a token that is not bound to a certificate is refused. */
  readonly binding: 'stated' | 'required';
}

/**
 * The certificate that a token is bound to.
 * @throws FhirError `unauthenticated`: it is bound in a way that nobody here can check, or not at all where it has to be
 * @see https://www.rfc-editor.org/rfc/rfc8705#section-3.1
 */
export function bindingOf({ cnf }: Claims, { binding }: TokenRules): string | undefined {
  if (cnf === undefined && binding === 'stated') return undefined;
  const thumbprint = typeof cnf === 'object' && cnf !== null ? (cnf as Claims)['x5t#S256'] : undefined;
  if (typeof thumbprint === 'string' && thumbprint !== '') return thumbprint;
  if (cnf !== undefined) throw badToken(say`The token is bound to a key in a way that this server does not check`);
  throw badToken(
    say`The token is not bound to a certificate, and this server takes no other`,
    say`Get the token over a connection with your client certificate.`,
  );
}

/** Of the times that a token names. @throws FhirError `unauthenticated` */
export function checkTimes({ exp, nbf }: Claims, { now, skew }: TokenRules): void {
  const [at, skewMs] = [now(), skew * 1_000];
  if (typeof nbf === 'number' && nbf * 1_000 - skewMs > at) throw notYetValid();
  if (typeof exp === 'number' && exp * 1_000 + skewMs <= at) throw expired();
}

/** Of a token that says whom it is for. @throws FhirError `unauthenticated` */
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
  return badToken(
    say`The token is not valid yet`,
    say`Should it be, compare the clock of the authorization server with the right time.`,
  );
}
