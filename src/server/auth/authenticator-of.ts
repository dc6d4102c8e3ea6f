import { cannotStart, faultOf } from '../../config/faults';
import type { Settings } from '../../config/settings';
import {
  type Authenticator,
  ClientCertificates,
  hasPublicKeys,
  type IssuerOptions,
  say,
  TokenAuthenticator,
  TrustedProxies,
} from '../../fhir';
import type { DemoIssuer } from '../demo/demo-issuer';
import { issuersOfFile } from './issuers-file';

/**
 * The authenticator the settings configure; undefined when everybody may do everything (`AUTH=none`).
 * @throws SentenceError when a file that they name cannot be used
 */
export function authenticatorOf(settings: Settings, demo: DemoIssuer | undefined): TokenAuthenticator | undefined {
  if (settings.AUTH === 'none') return undefined;
  return new TokenAuthenticator({
    issuers: demo ? [demo.options] : issuersOf(settings),
    realm: settings.BASE_URL,
    cors: settings.CORS_ORIGINS.length > 0,
    rules: {
      audiences: settings.OAUTH_AUDIENCE.length > 0 ? settings.OAUTH_AUDIENCE : [settings.BASE_URL],
      algorithms: settings.OAUTH_ALGORITHMS,
      skew: settings.OAUTH_CLOCK_SKEW,
      type: settings.OAUTH_TOKEN_TYPE,
      binding: settings.OAUTH_BOUND_TOKENS,
    },
    certificates: new ClientCertificates({
      proxies: new TrustedProxies(settings.TRUSTED_PROXIES),
      header: settings.CLIENT_CERT_HEADER.toLowerCase(),
      authorizedOnly: settings.TLS_CLIENT_CA_FILE !== undefined,
    }),
  }) satisfies Authenticator;
}

function issuersOf(settings: Settings): readonly IssuerOptions[] {
  if (settings.OAUTH_ISSUERS_FILE !== undefined) return issuersOfFile(settings.OAUTH_ISSUERS_FILE);
  const { OAUTH_INTROSPECTION: of, OAUTH_CLIENT_ID: clientId = '', OAUTH_CLIENT_SECRET: clientSecret = '' } = settings;
  const { OAUTH_JWKS_FILE, OAUTH_TOKEN_ENDPOINT: tokenEndpoint } = settings;
  if (OAUTH_JWKS_FILE !== undefined && !hasPublicKeys(OAUTH_JWKS_FILE)) {
    throw cannotStart(faultOf('OAUTH_JWKS_FILE', say`a file with a set of public keys (JWKS)`, OAUTH_JWKS_FILE));
  }
  return settings.OAUTH_ISSUERS.map((issuer) => ({
    issuer,
    ...(OAUTH_JWKS_FILE !== undefined && { jwks: { file: OAUTH_JWKS_FILE } }),
    ...(tokenEndpoint !== undefined && { tokenEndpoint }),
    ...(of !== 'off' && {
      introspection: { of, clientId, clientSecret, seconds: settings.OAUTH_INTROSPECTION_SECONDS },
    }),
  }));
}
