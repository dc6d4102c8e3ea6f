import { generateKeyPairSync, type KeyObject, randomUUID, timingSafeEqual } from 'node:crypto';
import type * as Jose from 'jose';
import type { IssuerOptions } from '../../fhir';
import { DEMO_CLIENTS, type DemoClient } from './demo-clients';

/** Path of the token endpoint. */
export const DEMO_TOKEN_PATH = '/demo/token';
/** Lifetime of a token, seconds. */
const LIFETIME = 3_600;
const KEY = 'demo';

/** Answer to a token request. @see https://www.rfc-editor.org/rfc/rfc6749#section-5 */
export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * An authorization server inside the server, for trying out access control. Its clients and their secrets are public,
 * so it protects nothing. Its key is generated when the process starts, so its tokens end with the process.
 */
export class DemoIssuer {
  readonly options: IssuerOptions;
  private readonly key: KeyObject;

  /** @param baseUrl audience of its tokens */
  constructor(
    private readonly baseUrl: string,
    private readonly now: () => number = Date.now,
  ) {
    const { origin } = new URL(baseUrl);
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: KEY, alg: 'ES256', use: 'sig' };
    this.key = privateKey;
    this.options = {
      issuer: `${origin}/demo`,
      jwks: { keys: [jwk] },
      tokenEndpoint: `${origin}${DEMO_TOKEN_PATH}`,
    };
  }

  /**
   * Issues a token to a client that presents its secret.
   * @param form parameters in the body
   * @param authorization header with the client's credentials, unless they are in the form
   * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
   */
  async token(form: URLSearchParams, authorization: string | undefined): Promise<TokenAnswer> {
    const client = clientOf(form, authorization);
    if (!client) return refused(401, 'invalid_client');
    if (form.get('grant_type') !== 'client_credentials') return refused(400, 'unsupported_grant_type');
    const asked = (form.get('scope') ?? '').split(' ').filter((word) => word !== '');
    const scopes = asked.length > 0 ? asked : [client.scopes[0]!];
    if (!scopes.every((scope) => isWithin(scope, client.scopes))) return refused(400, 'invalid_scope');
    const scope = scopes.join(' ');
    return {
      status: 200,
      body: {
        access_token: await this.signed(client, scope),
        token_type: 'Bearer',
        expires_in: LIFETIME,
        scope,
      },
    };
  }

  private signed({ id, claims }: DemoClient, scope: string): Promise<string> {
    const seconds = Math.floor(this.now() / 1_000);
    return new (late().SignJWT)({ ...claims, scope, client_id: id })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: KEY })
      .setIssuer(this.options.issuer)
      .setSubject(id)
      .setAudience(this.baseUrl)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + LIFETIME)
      .setJti(randomUUID())
      .sign(this.key);
  }
}

/** Loaded with the first token. */
function late(): typeof Jose {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a synchronous import, later
  return require('jose') as typeof Jose;
}

function clientOf(form: URLSearchParams, authorization: string | undefined): DemoClient | undefined {
  const [, coded] = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? '') ?? [];
  const [id, secret] = coded === undefined ? [form.get('client_id'), form.get('client_secret')] : credentials(coded);
  return DEMO_CLIENTS.find((client) => client.id === id && isSame(client.id, secret ?? ''));
}

function credentials(coded: string): readonly [id: string, secret: string] {
  const [id = '', ...secret] = Buffer.from(coded, 'base64').toString('utf8').split(':');
  return [id, secret.join(':')];
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** A client may also request an allowed scope for a single type or with fewer letters. */
function isWithin(scope: string, allowed: readonly string[]): boolean {
  const [, letters] = /^system\/(?:\*|[A-Z][A-Za-z]*)\.([cruds]+)(?:\?.*)?$/.exec(scope) ?? [];
  return (
    letters !== undefined &&
    allowed.some((each) => [...letters].every((letter) => each.split('.')[1]!.includes(letter)))
  );
}

function refused(status: number, error: string): TokenAnswer {
  return { status, body: { error } };
}
