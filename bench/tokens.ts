import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { SignJWT } from 'jose';
import { ClientCertificates, TokenAuthenticator, TrustedProxies } from '../src/fhir';
import { hasSigned } from '../src/fhir/auth/token/signatures';

/**
 * Limits for the cost of a token, microseconds per request; `aside` is for a new token without its signature check,
 * when that alone is expensive (ES256 on a slow machine).
 */
const LIMITS = { known: 20, new: 150, aside: 50 } as const;
const ISSUER = 'https://id.example.org';
const AUDIENCE = 'https://fhir.example.org/fhir';
const NEW_TOKENS = 3_000;
const KNOWN_TURNS = 300_000;
const ROUNDS = 7;

/** Measures the cost of authentication with a new token and with a known one; fails above the limits. */
async function main(): Promise<void> {
  const faults: string[] = [];
  for (const [alg, pair] of [
    ['RS256', generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ] as const) {
    const jwk = { ...pair.publicKey.export({ format: 'jwk' }), kid: alg, alg, use: 'sig' };
    const authenticator = new TokenAuthenticator({
      issuers: [{ issuer: ISSUER, jwks: { keys: [jwk] } }],
      realm: AUDIENCE,
      rules: { audiences: [AUDIENCE], algorithms: [alg], skew: 30, type: 'any', binding: 'stated' },
      certificates: new ClientCertificates({
        proxies: new TrustedProxies([]),
        header: 'client-cert',
        authorizedOnly: false,
      }),
    });
    await authenticator.prepare();
    const socket = new Socket();
    const requests = await Promise.all(
      Array.from({ length: ROUNDS * NEW_TOKENS }, async (_, index) => {
        const token = await new SignJWT({ client_id: 'bench', scope: 'system/*.rs system/Organization.cruds' })
          .setProtectedHeader({ alg, kid: alg, typ: 'at+jwt' })
          .setIssuer(ISSUER).setAudience(AUDIENCE).setSubject('bench').setJti(String(index)).setIssuedAt().setExpirationTime('1h')
          .sign(pair.privateKey); // prettier-ignore
        return { headers: { authorization: `Bearer ${token}` }, socket } as unknown as IncomingMessage;
      }),
    );
    const fresh = await median(async (round) => {
      for (const request of requests.slice(round * NEW_TOKENS, (round + 1) * NEW_TOKENS))
        await authenticator.authenticate(request);
      return NEW_TOKENS;
    });
    const known = await median(() => {
      for (let turn = 0; turn < KNOWN_TURNS; turn += 1) void authenticator.authenticate(requests[turn % NEW_TOKENS]!);
      return Promise.resolve(KNOWN_TURNS);
    });
    const floor = await median(() => {
      for (const { headers } of requests.slice(0, NEW_TOKENS)) checkAlone(headers.authorization!, alg, pair.publicKey);
      return Promise.resolve(NEW_TOKENS);
    });
    process.stdout.write(
      `${alg}: new ${fresh.toFixed(1)} µs, of which the signature ${floor.toFixed(1)}; known ${known.toFixed(2)} µs of CPU a request\n`,
    );
    if (fresh > Math.max(LIMITS.new, floor + LIMITS.aside))
      faults.push(`${alg}: a new token costs more than ${LIMITS.new} µs`);
    if (known > LIMITS.known) faults.push(`${alg}: a known token costs more than ${LIMITS.known} µs`);
  }
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

/** Verifies only the signature, by node:crypto. */
function checkAlone(authorization: string, alg: string, key: KeyObject): void {
  const [head, payload, signature] = authorization.slice('Bearer '.length).split('.') as [string, string, string];
  if (!hasSigned(alg, key, `${head}.${payload}`, Buffer.from(signature, 'base64url'))) throw new Error('not signed');
}

/** The median round, in CPU microseconds of all threads per unit of work. */
async function median(work: (round: number) => Promise<number>): Promise<number> {
  const costs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    const done = await work(round);
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / done);
  }
  return costs.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!;
}

void main();
