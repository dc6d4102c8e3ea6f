import type { IncomingMessage } from 'node:http';

/** The authenticated client, as established by an `Authenticator`, or by a host application through `setPrincipal`. */
export interface Principal {
  /** Identifies the client in logs and audit records. Unique across all issuers. */
  readonly id: string;
  /** The client software, as its authorization server knows it: `client_id`. */
  readonly client?: string;
  /** The issuer of the token. */
  readonly issuer?: string;
  /** The granted scopes: the words of `scope`. */
  readonly scopes?: readonly string[];
  /** All claims, unmodified: those of a JWT, or the members of an introspection response. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** The client certificate of the connection, when one was checked. */
  readonly certificate?: ClientCertificate;
}

/** A client certificate, as presented in mutual TLS. */
export interface ClientCertificate {
  /**
   * SHA-256 of the certificate, base64url: `x5t#S256`.
   * @see https://www.rfc-editor.org/rfc/rfc8705#section-3.1
   */
  readonly thumbprint: string;
  /** Distinguished name of the subject, on one line; absent when only the thumbprint is known. */
  readonly subject?: string;
}

/** How clients authenticate, as far as known. */
export interface SecurityDescription {
  /** Where clients obtain tokens; absent until it is known. */
  readonly tokenEndpoint?: string;
  /** Where tokens can be introspected (RFC 7662). */
  readonly introspectionEndpoint?: string;
  /** The accepted issuers. */
  readonly issuers: readonly string[];
  /** The key set (JWKS) of the first issuer. */
  readonly jwksUri?: string;
  /** Client authentication methods of the token endpoint, as named by RFC 8414. */
  readonly tokenAuthMethods?: readonly string[];
  /** The scopes that clients may want to request. */
  readonly scopes: readonly string[];
  /** Whether client certificates are checked, so that tokens can be bound to one. */
  readonly certificates: boolean;
  /** Whether browsers may call from other origins; absent when not configured. */
  readonly cors?: boolean;
}

/**
 * Authenticates clients. It is called once per FHIR request, before the body is read and the route is resolved, so that
 * an unauthenticated client costs no memory and learns nothing. It is not called for what is public: the
 * CapabilityStatement, the SMART configuration, and OPTIONS.
 */
export interface Authenticator {
  /**
   * How clients authenticate, for the CapabilityStatement, SMART configuration and OpenAPI. Called again over time,
   * because some of it may become known only while the server runs.
   */
  describe?(): SecurityDescription;
  /** The `realm` of challenges. */
  readonly realm?: string;
  /**
   * Authenticates one request. This is on the path of every request: return a promise only when somebody else has to be
   * asked.
   * @returns the client; undefined when anonymous access is allowed
   * @throws FhirError `unauthenticated` (401) with a challenge, `forbidden` (403), or `unavailable` (503) when the
   *   client cannot be verified now
   */
  authenticate(request: IncomingMessage): Principal | undefined | Promise<Principal | undefined>;
}
