import { isIP } from 'node:net';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { AccessSettings } from './access-settings';
import { say, SentenceError, type Message } from '../fhir/messages';
import { must, oneOf, seconds, that, whole } from './rules';
import { list } from './transforms';

/** Asymmetric signatures only: with a shared secret, whoever can verify a token can also forge one. */
export const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const; // prettier-ignore

/** `http` is allowed only on the same machine. */
const ISSUER = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$))[^\s?#]*$/;

/** Whether an authorization server at this address can be trusted. */
export function isIssuer(address: string): boolean {
  return ISSUER.test(address) && URL.canParse(address);
}

/** An IP address, or a range of them in CIDR notation. */
function isAddressRange(text: string): boolean {
  const [, address = '', length] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && (length === undefined || Number(length) <= (family === 4 ? 32 : 128));
}

/** Who may use the server, and how it authenticates them; `docs/security.md` has the details. */
export class AuthSettings extends AccessSettings {
  @IsOptional()
  @oneOf(['oauth', 'demo', 'none'])
  readonly AUTH: 'oauth' | 'demo' | 'none' | undefined = undefined;

  @list()
  @that(isIssuer, {
    ...must(say`https addresses with commas between, such as ${'https://id.example.org/realms/fhir'}`),
    each: true,
  })
  readonly OAUTH_ISSUERS: readonly string[] = [];

  @IsOptional()
  @IsString(must(say`a file`))
  readonly OAUTH_ISSUERS_FILE: string | undefined = undefined;

  @list()
  @Matches(/^\S+$/, { ...must(say`names with commas between`), each: true })
  readonly OAUTH_AUDIENCE: readonly string[] = [];

  @list()
  @IsIn(ALGORITHMS, { ...must(say`of ${ALGORITHMS.join(', ')}, with commas between`), each: true })
  readonly OAUTH_ALGORITHMS: readonly (typeof ALGORITHMS)[number][] = [...ALGORITHMS];

  @seconds(0, 300)
  readonly OAUTH_CLOCK_SKEW: number = 30;

  @oneOf(['any', 'at+jwt'])
  readonly OAUTH_TOKEN_TYPE: 'any' | 'at+jwt' = 'any';

  @oneOf(['stated', 'required'])
  readonly OAUTH_BOUND_TOKENS: 'stated' | 'required' = 'stated';

  @IsOptional()
  @IsString(must(say`a file`))
  readonly OAUTH_JWKS_FILE: string | undefined = undefined;

  @oneOf(['off', 'opaque', 'always'])
  readonly OAUTH_INTROSPECTION: 'off' | 'opaque' | 'always' = 'off';

  @seconds(0, 3_600)
  readonly OAUTH_INTROSPECTION_SECONDS: number = 60;

  @IsOptional()
  @IsString(must(say`a text`))
  readonly OAUTH_CLIENT_ID: string | undefined = undefined;

  @IsOptional()
  @IsString(must(say`a text`))
  readonly OAUTH_CLIENT_SECRET: string | undefined = undefined;

  @IsOptional()
  @that(isIssuer, must(say`an https address, such as ${'https://id.example.org/token'}`))
  readonly OAUTH_TOKEN_ENDPOINT: string | undefined = undefined;

  @IsOptional()
  @IsString(must(say`a file`))
  readonly TLS_KEY_FILE: string | undefined = undefined;

  @IsOptional()
  @IsString(must(say`a file`))
  readonly TLS_CERT_FILE: string | undefined = undefined;

  @IsOptional()
  @IsString(must(say`a file`))
  readonly TLS_CLIENT_CA_FILE: string | undefined = undefined;

  @oneOf(['off', 'optional', 'required'])
  readonly TLS_CLIENT_CERT: 'off' | 'optional' | 'required' = 'off';

  @whole(0, undefined, say`requests a minute`)
  readonly RATE_LIMIT: number = 0;

  @whole(0)
  readonly SEARCHES_PER_CLIENT: number = 16;

  @whole(1)
  readonly EXPORTS_PER_CLIENT: number = 5;

  @IsOptional()
  @whole(0, 65_535)
  readonly MANAGEMENT_PORT: number | undefined = undefined;

  @list()
  @that(isAddressRange, {
    ...must(say`IP addresses or CIDR ranges with commas between, such as ${'10.0.0.7,10.1.0.0/16'}`),
    each: true,
  })
  readonly TRUSTED_PROXIES: readonly string[] = [];

  @Matches(/^[A-Za-z0-9-]{1,64}$/, must(say`the name of a header, such as ${'Client-Cert'}`))
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
): readonly Message[] {
  const { AUTH, OAUTH_ISSUERS, OAUTH_ISSUERS_FILE, OAUTH_JWKS_FILE, OAUTH_INTROSPECTION } = settings;
  const hasIssuers = OAUTH_ISSUERS.length > 0 || OAUTH_ISSUERS_FILE !== undefined;
  const isProduction = environment['NODE_ENV'] === 'production';
  const rules: readonly (readonly [isBroken: boolean, fault: Message])[] = [
    [AUTH === 'oauth' && !hasIssuers, say`AUTH=oauth needs OAUTH_ISSUERS or OAUTH_ISSUERS_FILE`],
    [AUTH !== 'oauth' && hasIssuers, say`OAUTH_ISSUERS and OAUTH_ISSUERS_FILE need AUTH=oauth`],
    [OAUTH_ISSUERS.length > 0 && OAUTH_ISSUERS_FILE !== undefined, say`set OAUTH_ISSUERS or OAUTH_ISSUERS_FILE, not both`],
    [OAUTH_JWKS_FILE !== undefined && OAUTH_ISSUERS.length !== 1, say`OAUTH_JWKS_FILE needs exactly one issuer in OAUTH_ISSUERS`],
    [OAUTH_INTROSPECTION !== 'off' && (settings.OAUTH_CLIENT_ID === undefined || settings.OAUTH_CLIENT_SECRET === undefined) && OAUTH_ISSUERS_FILE === undefined, say`OAUTH_INTROSPECTION needs OAUTH_CLIENT_ID and OAUTH_CLIENT_SECRET`],
    [(settings.TLS_KEY_FILE === undefined) !== (settings.TLS_CERT_FILE === undefined), say`TLS_KEY_FILE and TLS_CERT_FILE must be set together`],
    [settings.TLS_CLIENT_CERT !== 'off' && settings.TLS_KEY_FILE === undefined, say`TLS_CLIENT_CERT needs TLS_KEY_FILE and TLS_CERT_FILE`],
    [settings.TLS_CLIENT_CA_FILE !== undefined && settings.TLS_CLIENT_CERT === 'off', say`TLS_CLIENT_CA_FILE needs TLS_CLIENT_CERT`],
    [settings.TLS_CLIENT_CERT === 'required' && settings.TLS_CLIENT_CA_FILE === undefined, say`TLS_CLIENT_CERT=required needs TLS_CLIENT_CA_FILE`],
    [AUTH === 'demo' && isProduction, say`AUTH=demo gives tokens to everybody, so it is not allowed when NODE_ENV is production`],
  ]; // prettier-ignore
  return rules.filter(([isBroken]) => isBroken).map(([, fault]) => fault);
}

/** @throws Error when `AUTH` is not set, because no default is right for every installation */
export function requireAuthChoice({ AUTH }: AuthSettings): void {
  if (AUTH !== undefined) return;
  throw new SentenceError(
    say`The server cannot start: set AUTH to say who may use it. AUTH=oauth with OAUTH_ISSUERS: clients with a token from an authorization server. AUTH=demo: clients with a token from the server itself, for trying it out. AUTH=none: everybody who can reach the server may read and write.`,
  );
}
