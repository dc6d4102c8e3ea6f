import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import type { FhirError } from '../../errors/fhir-error';
import { alternatives, excerptOf, say } from '../../messages';
import type { Issuer } from '../issuer/issuer';
import type { KeyHeader, PublicKey } from '../issuer/issuer-keys';
import { badToken } from '../refusals';
import type { KnownToken } from './known-tokens';
import { principalOf } from './principal-of';
import { bindingOf, expired, notYetValid, type TokenRules, wrongAudience } from './token-rules';

/** Types of tokens that may be access tokens: older servers say no more than that it is a JWT. */
const TYPES = { any: /^(?:jwt|(?:application\/)?at\+jwt)?$/i, 'at+jwt': /^(?:application\/)?at\+jwt$/i };
/** What RFC 9068 asks of a token that says it is an access token. */
const CLAIMS_OF_AN_ACCESS_TOKEN = ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'];

/** What a token says before anybody has looked at its signature. */
export interface UnverifiedToken {
  readonly header: KeyHeader & { readonly typ?: string };
  readonly payload: JWTPayload;
}

/** undefined for a token that is no signed JWT: it may be an opaque one. */
export function unverified(token: string): UnverifiedToken | undefined {
  if (token.split('.', 4).length !== 3) return undefined;
  try {
    return { header: decodeProtectedHeader(token) as KeyHeader, payload: decodeJwt(token) };
  } catch {
    return undefined;
  }
}

/**
 * Whoever shows a JWT of an issuer.
 * @throws FhirError `unauthenticated` says why not; `unavailable` when it cannot be said now
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-4
 */
export async function checkJwt(
  token: string,
  { header }: UnverifiedToken,
  issuer: Issuer,
  rules: TokenRules,
): Promise<KnownToken> {
  const { typ = '' } = header;
  if (!TYPES[rules.type].test(typ)) throw badToken(say`A token of type ${excerptOf(typ)} is not an access token`);
  // Before any key is looked for: `none`, and what signs with a key that is public.
  if (!rules.algorithms.includes(header.alg)) {
    const hint = say`Those that are: ${alternatives([...rules.algorithms])}.`;
    throw badToken(say`A signature by ${excerptOf(String(header.alg))} is not taken here`, hint);
  }
  const keys = await issuer.keys.candidates(header);
  const generation = issuer.keys.generationAt(rules.now());
  const claims = await verified(token, keys, issuer, rules, typ);
  // Keycloak says here what the header does not: an ID token is a JWT as well.
  const kind = claims['typ'];
  if (typeof kind === 'string' && kind.toLowerCase() !== 'bearer')
    throw badToken(say`A token of type ${excerptOf(kind)} is not an access token`);
  const boundTo = bindingOf(claims, rules);
  return {
    finding: principalOf(claims, issuer.name),
    until: (claims.exp! + rules.skew) * 1_000,
    keys: issuer.keys,
    generation,
    ...(boundTo !== undefined && { boundTo }),
  };
}

async function verified(
  token: string,
  keys: readonly PublicKey[],
  { name }: Issuer,
  rules: TokenRules,
  typ: string,
): Promise<JWTPayload> {
  const options = {
    issuer: name,
    audience: [...rules.audiences],
    algorithms: [...rules.algorithms],
    clockTolerance: rules.skew,
    requiredClaims: TYPES['at+jwt'].test(typ) ? CLAIMS_OF_AN_ACCESS_TOKEN : ['exp'],
    currentDate: new Date(rules.now()),
  };
  let fault: unknown;
  for (const key of keys) {
    try {
      return (await jwtVerify(token, key, options)).payload;
    } catch (error) {
      fault = error;
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) break;
    }
  }
  throw explained(fault, rules);
}

function explained(fault: unknown, rules: TokenRules): FhirError {
  if (fault instanceof errors.JWTExpired) return expired();
  if (fault instanceof errors.JWTClaimValidationFailed) {
    if (fault.claim === 'aud') return wrongAudience(rules);
    if (fault.claim === 'nbf' && fault.reason === 'check_failed') return notYetValid();
    return badToken(say`The claim ${fault.claim} of the token is missing or wrong`);
  }
  if (fault instanceof errors.JWSSignatureVerificationFailed)
    return badToken(say`The signature of the token is not right`);
  // What jose says of anything else is about the form of the token.
  return badToken(say`The token is not a JWT that can be read`);
}
