import { fetchJson, UnexpectedStatus } from './fetch-json';

/** Metadata of an authorization server. @see https://www.rfc-editor.org/rfc/rfc8414#section-2 */
export interface IssuerMetadata {
  readonly jwksUri?: string;
  readonly tokenEndpoint?: string;
  readonly introspectionEndpoint?: string;
  readonly tokenAuthMethods?: readonly string[];
}

/**
 * Asks an issuer for its keys and endpoints: by OpenID Connect Discovery, or by RFC 8414 if that answers 404.
 * @throws Error when it does not answer, or names another issuer
 */
export async function discover(issuer: string): Promise<IssuerMetadata> {
  const [openId, oauth] = addressesOf(issuer);
  const told = await fetchJson(openId).catch((error: unknown) => {
    if (error instanceof UnexpectedStatus && error.status === 404) return fetchJson(oauth);
    throw error;
  });
  if (told['issuer'] !== issuer) throw new Error(`${issuer} says that it is another issuer, ${String(told['issuer'])}`);
  return {
    ...text('jwksUri', told['jwks_uri']),
    ...text('tokenEndpoint', told['token_endpoint']),
    ...text('introspectionEndpoint', told['introspection_endpoint']),
    ...(Array.isArray(told['token_endpoint_auth_methods_supported']) && {
      tokenAuthMethods: told['token_endpoint_auth_methods_supported'].map(String),
    }),
  };
}

function addressesOf(issuer: string): readonly [openId: string, oauth: string] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/oauth-authorization-server${path}`,
  ];
}

function text<N extends string>(name: N, value: unknown): { readonly [P in N]?: string } {
  return (typeof value === 'string' ? { [name]: value } : {}) as { readonly [P in N]?: string };
}
