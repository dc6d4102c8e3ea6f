import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, request as requestByTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { SignJWT } from 'jose';
import { Provider } from 'oidc-provider';

export const AUDIENCE = 'http://localhost:3000/fhir';
/** Scopes of its clients. The secret of a client is its name with `-secret`. */
export const SCOPES = 'system/*.rs system/*.cruds';
const TLS = join(__dirname, '../fixtures/tls');

export const tlsFile = (name: string): string => join(TLS, name);
export const tlsText = (name: string): string => readFileSync(tlsFile(name), 'utf8');
export const thumbprintOf = (name: string): string =>
  createHash('sha256')
    .update(new X509Certificate(tlsText(name)).raw)
    .digest('base64url');

interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/**
 * A real authorization server over HTTP and TLS, with introspection. It issues JWTs, and opaque tokens to the client
 * `opaque`.
 */
export class AuthorizationServer {
  /** While true, it closes every connection at once. */
  isDown = false;
  /** Overrides its answer to every introspection. */
  introspects: object | undefined;
  /** Number of requests by path. */
  readonly asked = new Map<string, number>();
  private key!: SigningKey;
  private application!: RequestListener;

  private constructor(
    readonly issuer: string,
    private readonly server: Server,
    private readonly tlsServer: Server,
  ) {}

  static async start(): Promise<AuthorizationServer> {
    const serve: RequestListener = (request, response) => void started.serve(request, response);
    const server = createServer(serve).listen(0, '127.0.0.1');
    const tlsServer = createTlsServer(
      { key: tlsText('server.key'), cert: tlsText('server.crt'), requestCert: true, rejectUnauthorized: false },
      serve,
    ).listen(0, '127.0.0.1');
    await Promise.all([once(server, 'listening'), once(tlsServer, 'listening')]);
    // Silences its warnings about settings that are for tests only.
    for (const level of ['warn', 'info'] as const) jest.spyOn(console, level).mockImplementation(() => undefined);
    const started: AuthorizationServer = new AuthorizationServer(
      `http://127.0.0.1:${portOf(server)}`,
      server,
      tlsServer,
    );
    started.replaceKeys('first');
    return started;
  }

  /** Replaces its only key. */
  replaceKeys(kid: string): void {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.key = { kid, privateKey };
    const provider = new Provider(this.issuer, configuration(this.key));
    const answer = provider.callback();
    this.application = (request, response) => void answer(request, response);
  }

  /** A token for a client that authenticates with its secret. */
  async tokenBySecret(client: string): Promise<string> {
    const response = await fetch(`${this.issuer}/token`, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from(`${client}:${client}-secret`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: SCOPES }),
    });
    return tokenOf(await response.json());
  }

  /** A token for a client that authenticates with its certificate, to which the token is bound. */
  async tokenByCertificate(name: string): Promise<string> {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: name, scope: SCOPES }).toString();
    const request = requestByTls({
      host: '127.0.0.1',
      port: portOf(this.tlsServer),
      path: '/token',
      method: 'POST',
      ca: tlsText('ca.crt'),
      key: tlsText(`${name}.key`),
      cert: tlsText(`${name}.crt`),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) },
    });
    request.end(body);
    const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream];
    let text = '';
    for await (const chunk of response) text += String(chunk);
    return tokenOf(JSON.parse(text));
  }

  async revoke(token: string, client: string): Promise<void> {
    await fetch(`${this.issuer}/token/revocation`, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from(`${client}:${client}-secret`).toString('base64')}` },
      body: new URLSearchParams({ token }),
    });
  }

  /** A token with a valid signature and any content, which it would not issue itself. */
  signed(
    claims: Readonly<Record<string, unknown>>,
    header: Readonly<Record<string, string>> = {},
    at = Date.now(),
  ): Promise<string> {
    const seconds = Math.floor(at / 1_000);
    const usual = { iss: this.issuer, aud: AUDIENCE, sub: 'me', client_id: 'me', iat: seconds, exp: seconds + 600, jti: 'x', scope: SCOPES }; // prettier-ignore
    const payload = Object.fromEntries(Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== null));
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', kid: this.key.kid, typ: 'at+jwt', ...header })
      .sign(this.key.privateKey);
  }

  /** Any text with an RS256 signature. @param signed header and payload */
  signedText(signed: string): string {
    return `${signed}.${sign('sha256', Buffer.from(signed), this.key.privateKey).toString('base64url')}`;
  }

  /** The public key. */
  get publicPem(): string {
    return createPublicKey(this.key.privateKey).export({ format: 'pem', type: 'spki' }).toString();
  }

  async close(): Promise<void> {
    for (const server of [this.server, this.tlsServer]) {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  }

  private serve(...[request, response]: Parameters<RequestListener>): void {
    const path = request.url ?? '';
    this.asked.set(path, (this.asked.get(path) ?? 0) + 1);
    if (this.isDown) request.socket.destroy();
    else if (this.introspects && path === '/token/introspection') response.end(JSON.stringify(this.introspects));
    else this.application(request, response);
  }
}

function configuration({ kid, privateKey }: SigningKey): ConstructorParameters<typeof Provider>[1] {
  const signing = { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' };
  const bySecret = ['by-secret', 'opaque', 'resource-server'].map((client) => ({
    client_id: client,
    client_secret: `${client}-secret`,
    token_endpoint_auth_method: 'client_secret_basic' as const,
  }));
  const byCertificate = ['client', 'other'].map((client) => ({
    client_id: client,
    token_endpoint_auth_method: 'self_signed_tls_client_auth' as const,
    tls_client_certificate_bound_access_tokens: true,
    jwks: { keys: [certificateKey(client)] },
  }));
  return {
    jwks: { keys: [signing] },
    scopes: SCOPES.split(' '),
    clients: [...bySecret, ...byCertificate].map((client) => ({
      ...client,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    })),
    clientAuthMethods: ['client_secret_basic', 'self_signed_tls_client_auth'],
    cookies: { keys: ['of a test'] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: { enabled: true, allowedPolicy: () => true },
      mTLS: {
        enabled: true,
        certificateBoundAccessTokens: true,
        selfSignedTlsClientAuth: true,
        getCertificate: (ctx) => (ctx.socket as TLSSocket).getPeerX509Certificate?.()?.toString(),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, _resource, client) => ({
          scope: SCOPES,
          audience: AUDIENCE,
          accessTokenTTL: 600,
          accessTokenFormat: client.clientId === 'opaque' ? 'opaque' : 'jwt',
          ...(client.clientId !== 'opaque' && { jwt: { sign: { alg: 'RS256', kid } } }),
        }),
      },
    },
  };
}

function certificateKey(name: string): object {
  const certificate = new X509Certificate(tlsText(`${name}.crt`));
  return {
    ...certificate.publicKey.export({ format: 'jwk' }),
    kid: name,
    x5c: [certificate.raw.toString('base64')],
  };
}

function tokenOf(answer: unknown): string {
  const { access_token: token } = answer as { readonly access_token?: string };
  if (token === undefined) throw new Error(`No token: ${JSON.stringify(answer)}`);
  return token;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
