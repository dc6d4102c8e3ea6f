import type { KeyObject } from 'node:crypto';
import { alternatives, excerptOf, say } from '../../messages';
import type { Issuer } from '../issuer/issuer';
import { badToken } from '../refusals';
import type { KnownToken } from './known-tokens';
import { type Claims, principalOf } from './principal-of';
import { hasSigned } from './signatures';
import type { SignedJwt } from './signed-jwt';
import { bindingOf, checkAudience, checkTimes, type TokenRules, wrongAudience } from './token-rules';

/** Values of `typ` that an access token may have. Older servers say only that it is a JWT, or nothing. */
const TYPES = { any: /^(?:jwt|(?:application\/)?at\+jwt)?$/i, 'at+jwt': /^(?:application\/)?at\+jwt$/i };
/** Claims that RFC 9068 requires of a token that declares itself an access token, besides those every token needs. */
const CLAIMS_OF_AN_ACCESS_TOKEN = ['sub', 'client_id', 'iat', 'jti'];
const TIMES = ['exp', 'nbf', 'iat'];

/**
 * Checks a JWT of an issuer and determines its principal; at once when the keys are at hand.
 * @throws FhirError `unauthenticated` with the reason; `unavailable` when it cannot be checked at the moment
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-4
 */
export function checkJwt(jwt: SignedJwt, issuer: Issuer, rules: TokenRules): KnownToken | Promise<KnownToken> {
  const alg = checkHeader(jwt.header, rules);
  const { kid } = jwt.header;
  const keys = issuer.keys.candidates({ alg, ...(kid !== undefined && { kid: kid as string }) });
  if (!(keys instanceof Promise)) return signedBy(keys, alg, jwt, issuer, rules);
  return keys.then((found) => signedBy(found, alg, jwt, issuer, rules));
}

function signedBy(
  keys: readonly KeyObject[],
  alg: string,
  jwt: SignedJwt,
  issuer: Issuer,
  rules: TokenRules,
): KnownToken {
  const { header, claims } = jwt;
  const generation = issuer.keys.generationAt(rules.now());
  if (!keys.some((key) => hasSigned(alg, key, jwt.signed, jwt.signature)))
    throw badToken(say`The signature of the token is invalid`);
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

/** Checks the header before any key is looked up. @returns the algorithm, one of those accepted */
function checkHeader(header: SignedJwt['header'], rules: TokenRules): string {
  const typ = typeOf(header);
  if (!TYPES[rules.type].test(typ)) throw badToken(say`A token of type ${excerptOf(typ)} is not an access token`);
  const { alg } = header;
  // Excludes `none` and HMAC: with HMAC a public key would serve as the secret.
  if (typeof alg !== 'string' || !rules.algorithms.includes(alg)) {
    const hint = say`Accepted algorithms: ${alternatives([...rules.algorithms])}.`;
    throw badToken(say`Signatures with ${excerptOf(wordOf(alg))} are not accepted here`, hint);
  }
  // Critical extensions are not supported. An unencoded payload (`b64`) would differ from what was parsed.
  if (header['crit'] !== undefined || (header['b64'] ?? true) !== true)
    throw badToken(say`The token is not a readable JWT`);
  return alg;
}

function typeOf({ typ = '' }: SignedJwt['header']): string {
  return wordOf(typ);
}

/** A value that should be a string may be anything. */
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
  // Keycloak states the type in this claim and not in the header. ID tokens are JWTs too.
  const kind = claims['typ'];
  if (typeof kind === 'string' && kind.toLowerCase() !== 'bearer')
    throw badToken(say`A token of type ${excerptOf(kind)} is not an access token`);
}

function badClaim(name: string): Error {
  return badToken(say`The claim ${name} of the token is missing or wrong`);
}
