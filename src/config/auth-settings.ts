import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { AccessSettings } from './access-settings';
import { list, number } from './transforms';

/** Asymmetric signatures only: with a shared secret, whoever can verify a token can also forge one. */
export const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const; // prettier-ignore

const ADDRESS = /^[0-9A-Fa-f.:]+(\/\d{1,3})?$/;
/** `http` is allowed only on the same machine. */
const ISSUER = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$))[^\s?#]*$/;

/** Whether an authorization server at this address can be trusted. */
export function isIssuer(address: string): boolean {
  return ISSUER.test(address) && URL.canParse(address);
}

/** Who may use the server, and how it authenticates them; `docs/security.md` has the details. */
export class AuthSettings extends AccessSettings {
  @IsOptional()
  @IsIn(['oauth', 'demo', 'none'], { message: 'AUTH must be oauth, demo or none' })
  readonly AUTH: 'oauth' | 'demo' | 'none' | undefined = undefined;

  @list()
  @Matches(ISSUER, {
    each: true,
    message: 'OAUTH_ISSUERS must be https addresses with commas between, such as https://id.example.org/realms/fhir',
  })
  readonly OAUTH_ISSUERS: readonly string[] = [];

  @IsOptional()
  @IsString({ message: 'OAUTH_ISSUERS_FILE must be a file' })
  readonly OAUTH_ISSUERS_FILE: string | undefined = undefined;

  @list()
  @Matches(/^\S+$/, { each: true, message: 'OAUTH_AUDIENCE must be names with commas between' })
  readonly OAUTH_AUDIENCE: readonly string[] = [];

  @list()
  @IsIn(ALGORITHMS, { each: true, message: `OAUTH_ALGORITHMS must be of ${ALGORITHMS.join(', ')}` })
  readonly OAUTH_ALGORITHMS: readonly (typeof ALGORITHMS)[number][] = [...ALGORITHMS];

  @number()
  @IsInt({ message: 'OAUTH_CLOCK_SKEW must be a whole number of seconds' })
  @Min(0, { message: 'OAUTH_CLOCK_SKEW must be 0 or more seconds' })
  @Max(300, { message: 'OAUTH_CLOCK_SKEW must be 300 seconds or less' })
  readonly OAUTH_CLOCK_SKEW: number = 30;

  @IsIn(['any', 'at+jwt'], { message: 'OAUTH_TOKEN_TYPE must be any or at+jwt' })
  readonly OAUTH_TOKEN_TYPE: 'any' | 'at+jwt' = 'any';

  @IsIn(['stated', 'required'], { message: 'OAUTH_BOUND_TOKENS must be stated or required' })
  readonly OAUTH_BOUND_TOKENS: 'stated' | 'required' = 'stated';

  @IsOptional()
  @IsString({ message: 'OAUTH_JWKS_FILE must be a file' })
  readonly OAUTH_JWKS_FILE: string | undefined = undefined;

  @IsIn(['off', 'opaque', 'always'], { message: 'OAUTH_INTROSPECTION must be off, opaque or always' })
  readonly OAUTH_INTROSPECTION: 'off' | 'opaque' | 'always' = 'off';

  @number()
  @IsInt({ message: 'OAUTH_INTROSPECTION_SECONDS must be a whole number of seconds' })
  @Max(3_600, { message: 'OAUTH_INTROSPECTION_SECONDS must be 3600 or less' })
  readonly OAUTH_INTROSPECTION_SECONDS: number = 60;

  @IsOptional()
  @IsString({ message: 'OAUTH_CLIENT_ID must be a text' })
  readonly OAUTH_CLIENT_ID: string | undefined = undefined;

  @IsOptional()
  @IsString({ message: 'OAUTH_CLIENT_SECRET must be a text' })
  readonly OAUTH_CLIENT_SECRET: string | undefined = undefined;

  @IsOptional()
  @Matches(ISSUER, { message: 'OAUTH_TOKEN_ENDPOINT must be an https address' })
  readonly OAUTH_TOKEN_ENDPOINT: string | undefined = undefined;

  @IsOptional()
  @IsString({ message: 'TLS_KEY_FILE must be a file' })
  readonly TLS_KEY_FILE: string | undefined = undefined;

  @IsOptional()
  @IsString({ message: 'TLS_CERT_FILE must be a file' })
  readonly TLS_CERT_FILE: string | undefined = undefined;

  @IsOptional()
  @IsString({ message: 'TLS_CLIENT_CA_FILE must be a file' })
  readonly TLS_CLIENT_CA_FILE: string | undefined = undefined;

  @IsIn(['off', 'optional', 'required'], { message: 'TLS_CLIENT_CERT must be off, optional or required' })
  readonly TLS_CLIENT_CERT: 'off' | 'optional' | 'required' = 'off';

  @number()
  @IsInt({ message: 'RATE_LIMIT must be a whole number of requests a minute' })
  @Min(0, { message: 'RATE_LIMIT must be 0 or more' })
  readonly RATE_LIMIT: number = 0;

  @number()
  @IsInt({ message: 'SEARCHES_PER_CLIENT must be a whole number' })
  @Min(0, { message: 'SEARCHES_PER_CLIENT must be 0 or more' })
  readonly SEARCHES_PER_CLIENT: number = 16;

  @number()
  @IsInt({ message: 'EXPORTS_PER_CLIENT must be a whole number' })
  @Min(1, { message: 'EXPORTS_PER_CLIENT must be 1 or more' })
  readonly EXPORTS_PER_CLIENT: number = 5;

  @IsOptional()
  @number()
  @IsInt({ message: 'MANAGEMENT_PORT must be a whole number' })
  @Max(65_535, { message: 'MANAGEMENT_PORT must be 65535 or less' })
  readonly MANAGEMENT_PORT: number | undefined = undefined;

  @list()
  @Matches(ADDRESS, {
    each: true,
    message: 'TRUSTED_PROXIES must be addresses or CIDR ranges with commas between, such as 10.0.0.7,10.1.0.0/16',
  })
  readonly TRUSTED_PROXIES: readonly string[] = [];

  @Matches(/^[A-Za-z0-9-]{1,64}$/, { message: 'CLIENT_CERT_HEADER must be the name of a header' })
  readonly CLIENT_CERT_HEADER: string = 'Client-Cert';
}

/** Names of the environment variables for authentication and limits. */
export const AUTH_SETTING_NAMES = [
  'AUTH', 'OAUTH_ISSUERS', 'OAUTH_ISSUERS_FILE', 'OAUTH_AUDIENCE', 'OAUTH_ALGORITHMS', 'OAUTH_CLOCK_SKEW', 'OAUTH_TOKEN_TYPE',
  'OAUTH_BOUND_TOKENS', 'OAUTH_JWKS_FILE', 'OAUTH_INTROSPECTION', 'OAUTH_INTROSPECTION_SECONDS', 'OAUTH_CLIENT_ID',
  'OAUTH_CLIENT_SECRET', 'OAUTH_TOKEN_ENDPOINT', 'TRUSTED_PROXIES', 'CLIENT_CERT_HEADER',
  'TLS_KEY_FILE', 'TLS_CERT_FILE', 'TLS_CLIENT_CA_FILE', 'TLS_CLIENT_CERT', 'MANAGEMENT_PORT', 'RATE_LIMIT',
  'SEARCHES_PER_CLIENT', 'EXPORTS_PER_CLIENT',
] as const satisfies readonly (keyof AuthSettings)[]; // prettier-ignore

/**
 * Checks authentication settings against each other.
 * @param environment of which `NODE_ENV` is read
 * @returns the conflicts
 */
export function authFaults(
  settings: AuthSettings,
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  const { AUTH, OAUTH_ISSUERS, OAUTH_ISSUERS_FILE, OAUTH_JWKS_FILE, OAUTH_INTROSPECTION } = settings;
  const hasIssuers = OAUTH_ISSUERS.length > 0 || OAUTH_ISSUERS_FILE !== undefined;
  const isProduction = environment['NODE_ENV'] === 'production';
  const rules: readonly (readonly [isBroken: boolean, fault: string])[] = [
    [AUTH === 'oauth' && !hasIssuers, 'AUTH=oauth needs OAUTH_ISSUERS or OAUTH_ISSUERS_FILE'],
    [AUTH !== 'oauth' && hasIssuers, 'OAUTH_ISSUERS and OAUTH_ISSUERS_FILE need AUTH=oauth'],
    [OAUTH_ISSUERS.length > 0 && OAUTH_ISSUERS_FILE !== undefined, 'set OAUTH_ISSUERS or OAUTH_ISSUERS_FILE, not both'],
    [OAUTH_JWKS_FILE !== undefined && OAUTH_ISSUERS.length !== 1, 'OAUTH_JWKS_FILE needs exactly one issuer in OAUTH_ISSUERS'],
    [OAUTH_INTROSPECTION !== 'off' && settings.OAUTH_CLIENT_ID === undefined && OAUTH_ISSUERS_FILE === undefined, 'OAUTH_INTROSPECTION needs OAUTH_CLIENT_ID and OAUTH_CLIENT_SECRET'],
    [(settings.TLS_KEY_FILE === undefined) !== (settings.TLS_CERT_FILE === undefined), 'TLS_KEY_FILE and TLS_CERT_FILE must be set together'],
    [settings.TLS_CLIENT_CERT !== 'off' && settings.TLS_KEY_FILE === undefined, 'TLS_CLIENT_CERT needs TLS_KEY_FILE and TLS_CERT_FILE'],
    [settings.TLS_CLIENT_CA_FILE !== undefined && settings.TLS_CLIENT_CERT === 'off', 'TLS_CLIENT_CA_FILE needs TLS_CLIENT_CERT'],
    [settings.TLS_CLIENT_CERT === 'required' && settings.TLS_CLIENT_CA_FILE === undefined, 'TLS_CLIENT_CERT=required needs TLS_CLIENT_CA_FILE'],
    [AUTH === 'demo' && isProduction, 'AUTH=demo gives tokens to everybody, so it is not allowed when NODE_ENV is production'],
  ]; // prettier-ignore
  return rules.filter(([isBroken]) => isBroken).map(([, fault]) => fault);
}

/** @throws Error when `AUTH` is not set, because no default is right for every installation */
export function requireAuthChoice({ AUTH }: AuthSettings): void {
  if (AUTH !== undefined) return;
  throw new Error(
    'The server cannot start: set AUTH to say who may use it. AUTH=oauth with OAUTH_ISSUERS: clients with a token from an authorization server. AUTH=demo: clients with a token from the server itself, for trying it out. AUTH=none: everybody who can reach the server may read and write.',
  );
}
