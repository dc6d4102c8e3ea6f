import { alternatives, excerptOf, say } from '../../messages';
import type { Issuer } from '../issuer/issuer';
import { badToken } from '../refusals';
import type { KnownToken } from './known-tokens';
import { type Claims, principalOf } from './principal-of';
import { hasSigned } from './signatures';
import type { SignedJwt } from './signed-jwt';
import { bindingOf, checkAudience, checkTimes, type TokenRules, wrongAudience } from './token-rules';

/** Types of tokens that may be access tokens: older servers say no more than that it is a JWT. */
const TYPES = { any: /^(?:jwt|(?:application\/)?at\+jwt)?$/i, 'at+jwt': /^(?:application\/)?at\+jwt$/i };
/** What RFC 9068 asks of a token that says it is an access token, beside what every token has. */
const CLAIMS_OF_AN_ACCESS_TOKEN = ['sub', 'client_id', 'iat', 'jti'];
const TIMES = ['exp', 'nbf', 'iat'];

/**
 * Whoever shows a JWT of an issuer.
 * @throws FhirError `unauthenticated` says why not; `unavailable` when it cannot be said now
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-4
 */
export async function checkJwt(jwt: SignedJwt, issuer: Issuer, rules: TokenRules): Promise<KnownToken> {
  const { header, claims } = jwt;
  const alg = checkHeader(header, rules);
  const { kid } = header;
  const keys = await issuer.keys.candidates({ alg, ...(kid !== undefined && { kid: kid as string }) });
  const generation = issuer.keys.generationAt(rules.now());
  if (!keys.some((key) => hasSigned(alg, key, jwt.signed, jwt.signature)))
    throw badToken(say`The signature of the token is not right`);
  checkClaims(claims, issuer, rules, TYPES['at+jwt'].test(typeOf(header)));
  const boundTo = bindingOf(claims, rules);
  return {
    finding: principalOf(claims, issuer.name),
    until: ((claims['exp'] as number) + rules.skew) * 1_000,
    keys: issuer.keys,
    generation,
    ...(boundTo !== undefined && { boundTo }),
  };
}

/** What it says of itself, before any key is looked for. @returns the algorithm, one of those that are taken */
function checkHeader(header: SignedJwt['header'], rules: TokenRules): string {
  const typ = typeOf(header);
  if (!TYPES[rules.type].test(typ)) throw badToken(say`A token of type ${excerptOf(typ)} is not an access token`);
  const { alg } = header;
  // `none`, and what signs with a key that is public.
  if (typeof alg !== 'string' || !rules.algorithms.includes(alg)) {
    const hint = say`Those that are: ${alternatives([...rules.algorithms])}.`;
    throw badToken(say`A signature by ${excerptOf(wordOf(alg))} is not taken here`, hint);
  }
  // What has to be understood and is not. A payload that is not encoded (`b64`) is something else than what was read.
  if (header['crit'] !== undefined || (header['b64'] ?? true) !== true)
    throw badToken(say`The token is not a JWT that can be read`);
  return alg;
}

function typeOf({ typ = '' }: SignedJwt['header']): string {
  return wordOf(typ);
}

/** What should be a word may be anything. */
function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function checkClaims(claims: Claims, issuer: Issuer, rules: TokenRules, isAccessToken: boolean): void {
  if (claims['iss'] !== issuer.name) throw badClaim('iss');
  if (claims['aud'] === undefined) throw wrongAudience(rules);
  const required = isAccessToken ? ['exp', ...CLAIMS_OF_AN_ACCESS_TOKEN] : ['exp'];
  const fault =
    required.find((name) => claims[name] === undefined) ??
    TIMES.find((name) => claims[name] !== undefined && typeof claims[name] !== 'number');
  if (fault !== undefined) throw badClaim(fault);
  checkAudience(claims, rules);
  checkTimes(claims, rules);
  // Keycloak says here what the header does not: an ID token is a JWT as well.
  const kind = claims['typ'];
  if (typeof kind === 'string' && kind.toLowerCase() !== 'bearer')
    throw badToken(say`A token of type ${excerptOf(kind)} is not an access token`);
}

function badClaim(name: string): Error {
  return badToken(say`The claim ${name} of the token is missing or wrong`);
}
