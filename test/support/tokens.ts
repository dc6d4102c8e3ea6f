import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import {
  ClientCertificates,
  FhirError,
  type IssuerOptions,
  type Principal,
  TokenAuthenticator,
  type TokenRules,
  TrustedProxies,
} from '../../src/fhir';
import { AUDIENCE, AuthorizationServer } from './authorization-server';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export let issuer: AuthorizationServer;
export const clock = { now: 0 };
/** Sets up an authorization server and a clock for the tests of a file. */
export function withIssuer(): void {
  beforeAll(async () => {
    issuer = await AuthorizationServer.start();
  });
  afterAll(() => issuer.close());
  beforeEach(() => {
    clock.now = Date.now();
    issuer.isDown = false;
    issuer.introspects = undefined;
    issuer.asked.clear();
  });
}

interface Given {
  readonly issuers?: readonly IssuerOptions[];
  readonly rules?: Partial<TokenRules>;
  readonly proxies?: readonly string[];
}

export function authenticatorWith({ issuers, rules, proxies = [] }: Given = {}): TokenAuthenticator {
  return new TokenAuthenticator({
    issuers: issuers ?? [{ issuer: issuer.issuer }],
    realm: 'here',
    rules: {
      audiences: [AUDIENCE],
      algorithms: ['RS256', 'ES256'],
      skew: 30,
      type: 'any',
      binding: 'stated',
      ...rules,
    },
    certificates: new ClientCertificates({
      proxies: new TrustedProxies(proxies),
      header: 'client-cert',
      authorizedOnly: true,
    }),
    now: () => clock.now,
  });
}

export function requestWith(token: string, headers: Readonly<Record<string, string>> = {}): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: '10.0.0.7' });
  return { headers: { authorization: `Bearer ${token}`, ...headers }, socket } as unknown as IncomingMessage;
}

export type Refusal = readonly [status: string, text: string];

/** The principal of a token, or the kind and text of the error. */
export async function asked(by: TokenAuthenticator, token: string, headers = {}): Promise<Principal | Refusal> {
  try {
    return await by.authenticate(requestWith(token, headers));
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    return [error.kind, error.message];
  }
}

export const OTHER = { iss: 'https://other.example.org' };
