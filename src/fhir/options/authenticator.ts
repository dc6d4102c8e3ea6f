import type { IncomingMessage } from 'node:http';

/** Who asks, as whoever authenticated the request knows them: an `Authenticator`, or a host by `setPrincipal`. */
export interface Principal {
  /** Names them in logs and audits, and tells them from everybody else, whoever vouches for them. */
  readonly id: string;
  /** The software that asks, as its authorization server knows it: `client_id`. */
  readonly client?: string;
  /** Who vouches for them: the issuer of the token. */
  readonly issuer?: string;
  /** What they may ask for: the words of `scope`. */
  readonly scopes?: readonly string[];
  /** All that was said of them, as it was said: the claims of a token, the members of an introspection. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** The certificate their connection was made with, where one was looked at. */
  readonly certificate?: ClientCertificate;
}

export interface ClientCertificate {
  /** SHA-256 of the certificate, base64url: `x5t#S256`. @see https://www.rfc-editor.org/rfc/rfc8705#section-3.1 */
  readonly thumbprint: string;
  /** Its distinguished name, one line; absent where only the thumbprint is known. */
  readonly subject?: string;
}

/** How clients get in, as far as that is known. */
export interface SecurityDescription {
  /** Where tokens are handed out; absent while nobody has told. */
  readonly tokenEndpoint?: string;
  readonly introspectionEndpoint?: string;
  /** Whose tokens are taken. */
  readonly issuers: readonly string[];
  /** Where the keys of the first issuer are. */
  readonly jwksUri?: string;
  /** How clients prove who they are at the token endpoint: names of RFC 8414. */
  readonly tokenAuthMethods?: readonly string[];
  /** Scopes worth asking for. */
  readonly scopes: readonly string[];
  /** Whether client certificates count: tokens may be bound to one. */
  readonly certificates: boolean;
  /** Whether browsers may call from other origins; absent where nobody said. */
  readonly cors?: boolean;
}

/**
 * Says who asks. It is asked once for each request of FHIR, before its body is taken and its route is known, so that a stranger costs
 * no memory and learns of nothing; not for what everybody may know: the CapabilityStatement, the SMART configuration, and OPTIONS.
 */
export interface Authenticator {
  /** How clients get in, for CapabilityStatement, SMART configuration and OpenAPI; it may become known while the server runs. */
  describe?(): SecurityDescription;
  /** What it protects, as challenges name it. */
  readonly realm?: string;
  /**
   * A promise only where somebody else has to be asked: it is on the path of every request.
   * @returns who asks; undefined where nobody in particular may ask as well
   * @throws FhirError `unauthenticated` (401) with a challenge, `forbidden`, or `unavailable` (503) when it cannot be found out
   */
  authenticate(request: IncomingMessage): Principal | undefined | Promise<Principal | undefined>;
}
