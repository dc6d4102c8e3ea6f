import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { SignJWT } from 'jose';
import { ClientCertificates, TokenAuthenticator, TrustedProxies } from '../src/fhir';
import { hasSigned } from '../src/fhir/auth/token/signatures';
import { median } from './statistics';

/**
 * Limits for the cost of a token, microseconds per request. `share`: where its signature check alone is expensive, a new
 * token may cost that many times as much. OpenSSL checks ES256 in 90 µs on a machine on which 150 are asked for.
 */
const LIMITS = { known: 20, new: 150, share: 150 / 90 } as const;
const ISSUER = 'https://id.example.org';
const AUDIENCE = 'https://fhir.example.org/fhir';
const NEW_TOKENS = 3_000;
const KNOWN_TURNS = 300_000;
const ROUNDS = 9;
/** Uncounted rounds, in which V8 compiles the code. */
const WARM_UP = 2;

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
    // In turns, so that a drift of the machine affects both alike.
    const [freshTurns, floorTurns]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      const some = requests.slice(round * NEW_TOKENS, (round + 1) * NEW_TOKENS);
      const fresh = await costOf(NEW_TOKENS, async () => {
        for (const request of some) await authenticator.authenticate(request);
      });
      const floor = await costOf(NEW_TOKENS, () => {
        for (const { headers } of some) checkAlone(headers.authorization!, alg, pair.publicKey);
      });
      if (round < WARM_UP) continue;
      freshTurns.push(fresh);
      floorTurns.push(floor);
    }
    const knownTurns: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      knownTurns.push(
        await costOf(KNOWN_TURNS, () => {
          for (let turn = 0; turn < KNOWN_TURNS; turn += 1)
            void authenticator.authenticate(requests[turn % NEW_TOKENS]!);
        }),
      );
    }
    const [fresh, floor, known] = [median(freshTurns), median(floorTurns), median(knownTurns)];
    process.stdout.write(
      `${alg}: new ${fresh.toFixed(1)} µs, of which the signature ${floor.toFixed(1)}; known ${known.toFixed(2)} µs of CPU a request\n`,
    );
    const limit = Math.max(LIMITS.new, LIMITS.share * floor);
    if (fresh > limit) faults.push(`${alg}: a new token costs more than ${limit.toFixed(0)} µs`);
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

/** CPU microseconds of all threads for one of `count` pieces of work. */
async function costOf(count: number, work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}

void main();
