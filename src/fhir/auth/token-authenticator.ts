import type { IncomingMessage } from 'node:http';
import { FhirError } from '../errors/fhir-error';
import { say } from '../messages';
import type { Authenticator, ClientCertificate, Principal, SecurityDescription } from '../options/authenticator';
import type { ClientCertificates } from './certificate/client-certificates';
import { Issuer, type IssuerOptions } from './issuer/issuer';
import { badToken } from './refusals';
import { bearerToken } from './token/bearer-token';
import { checkJwt } from './token/jwt-tokens';
import { type KnownToken, KnownTokens } from './token/known-tokens';
import { Introspection, revoked } from './token/opaque-tokens';
import { readJwt } from './token/signed-jwt';
import type { TokenRules } from './token/token-rules';

const SCOPES = ['system/*.rs', 'system/*.cruds'];

export interface TokenAuthenticatorOptions {
  readonly issuers: readonly IssuerOptions[];
  readonly rules: Omit<TokenRules, 'now'>;
  readonly certificates: ClientCertificates;
  readonly realm: string;
  /** Scopes suggested to clients. Default: read access, and full access. */
  readonly scopes?: readonly string[];
  /** Whether browsers may call from other origins. */
  readonly cors?: boolean;
  /** Milliseconds since 1970; default: the clock. */
  readonly now?: () => number;
}

/**
 * An OAuth 2.0 resource server: accepts the tokens of trusted authorization servers. A token that has been checked is
 * cached until it expires; such a request is authenticated synchronously, and so is a new token of a known key.
 * @see https://www.rfc-editor.org/rfc/rfc6750
 * @see https://www.rfc-editor.org/rfc/rfc9068
 */
export class TokenAuthenticator implements Authenticator {
  readonly realm: string;
  readonly issuers: ReadonlyMap<string, Issuer>;
  private readonly rules: TokenRules;
  private readonly certificates: ClientCertificates;
  private readonly known: KnownTokens;
  private readonly introspections: ReadonlyMap<string, Introspection>;
  /** Checks in progress, so that a token is checked once however many requests carry it. */
  private readonly looking = new Map<string, Promise<KnownToken>>();

  private described: { readonly by: unknown; readonly description: SecurityDescription } | undefined;

  constructor(private readonly options: TokenAuthenticatorOptions) {
    const { issuers, rules, certificates, realm, now = Date.now } = options;
    this.realm = realm;
    this.rules = { ...rules, now };
    this.certificates = certificates;
    this.known = new KnownTokens(now);
    this.issuers = new Map(issuers.map((each) => [each.issuer, new Issuer(each, now)]));
    this.introspections = new Map(
      [...this.issuers.values()].flatMap((issuer) => {
        const { introspection } = issuer.options;
        return introspection ? [[issuer.name, new Introspection(issuer, introspection, this.rules)] as const] : [];
      }),
    );
  }

  /**
   * Fetches the keys of all issuers, so that the first token need not wait.
   * @returns the issuers that failed, and why
   */
  async prepare(): Promise<ReadonlyMap<string, unknown>> {
    const issuers = [...this.issuers.values()];
    await Promise.all(issuers.map(({ keys }) => keys.refresh()));
    return new Map(issuers.flatMap(({ name, keys }) => (keys.failure === undefined ? [] : [[name, keys.failure]])));
  }

  /** Returns the same object as long as nothing has changed. */
  describe(): SecurityDescription {
    const [first] = this.issuers.values();
    const metadata = first?.metadata ?? {};
    if (this.described?.by === metadata) return this.described.description;
    const { scopes = SCOPES, cors } = this.options;
    const description = {
      ...metadata,
      issuers: [...this.issuers.keys()],
      scopes,
      certificates: true,
      ...(cors !== undefined && { cors }),
    };
    this.described = { by: metadata, description };
    return description;
  }

  authenticate(request: IncomingMessage): Principal | Promise<Principal> {
    // Checked even for requests without a token: a forged certificate header is never ignored.
    const certificate = this.certificates.of(request);
    const token = bearerToken(request.headers.authorization);
    const key = this.known.keyOf(token);
    const known = this.known.get(key);
    if (known) return admitted(known, certificate);
    const found = this.found(key, token);
    if (found instanceof Promise) return found.then((later) => admitted(later, certificate));
    return admitted(found, certificate);
  }

  private found(key: string, token: string): KnownToken | Promise<KnownToken> {
    const going = this.looking.get(key);
    if (going) return going;
    const look = this.look(token);
    if (!(look instanceof Promise)) return this.kept(key, token, look);
    const later = look.then((found) => this.kept(key, token, found)).finally(() => this.looking.delete(key));
    this.looking.set(key, later);
    return later;
  }

  private kept(key: string, token: string, found: KnownToken): KnownToken {
    this.known.keep(key, token, found);
    return found;
  }

  /** @throws FhirError */
  private look(token: string): KnownToken | Promise<KnownToken> {
    const jwt = readJwt(token);
    if (!jwt) return this.introspected(token);
    const issuer = this.issuers.get(jwt.claims['iss'] as string);
    if (!issuer) throw badToken(say`The token was issued by an authorization server that this server does not know`);
    if (issuer.options.introspection?.of === 'always') return this.introspections.get(issuer.name)!.check(token);
    return checkJwt(jwt, issuer, this.rules);
  }

  /** An opaque token does not name its issuer, so each issuer that offers introspection is asked. */
  private async introspected(token: string): Promise<KnownToken> {
    let refusal: KnownToken | undefined;
    for (const introspection of this.introspections.values()) {
      const found = await introspection.check(token);
      if (!(found.finding instanceof FhirError)) return found;
      refusal = found;
    }
    if (refusal) return refusal;
    throw revoked();
  }
}

/** @throws FhirError `unauthenticated` */
function admitted({ finding, boundTo }: KnownToken, certificate: ClientCertificate | undefined): Principal {
  if (finding instanceof FhirError) throw finding;
  if (boundTo !== undefined && certificate?.thumbprint !== boundTo) {
    throw badToken(
      say`The token is bound to a certificate other than that of the connection`,
      say`Use the certificate that the token was issued for.`,
    );
  }
  return certificate ? { ...finding, certificate } : finding;
}
