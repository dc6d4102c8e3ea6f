import autocannon from 'autocannon';
import { SignJWT } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fill } from './bench-database';
import { Cleanup } from './cleanup';
import { openEngine, type Engine } from './engines';
import { idAt, TYPE } from './fixtures';
import { ENGINES } from './plan';
import { startServer, type ServerProcess } from './processes';
import { median } from './statistics';

const CONNECTIONS = 8;
const ROUNDS = 7;
const REQUESTS = 4_000;
const WARM_UP = 12_000;
/** Requests before each turn that are not measured: the other servers had the processor's caches since the last one. */
const BEFORE_TURN = 500;
/** The many types are read less often. */
const SHARE_OF_TYPES = 0.25;
/** Number of resources to read in turn. */
const RESOURCES = 200;
const ISSUER = 'https://id.example.org';
const AUDIENCE = 'http://localhost:3000/fhir';
const PROFILE = 'urn:bench:profile';

const { values: flags } = parseArgs({ options: { engine: { type: 'string', multiple: true } } });
const unknown = flags.engine?.find((name) => !(ENGINES as readonly string[]).includes(name));
if (unknown !== undefined) throw new Error(`--engine ${unknown} is not known; there are ${ENGINES.join(' and ')}`);

/** What is compared, in turns; `least` is the minimum share of the bare handler's requests per CPU second. */
interface Contender {
  readonly name: string;
  readonly server: keyof typeof SERVERS;
  readonly profile?: string;
  readonly least?: number;
  /** A search of the sample directory: what it finds is read. Absent: the organizations of the bench. */
  readonly of?: string;
}

/** Types of which other resources decide what profiles 2 and 3 see. */
const DECIDED_ELSEWHERE = [
  'Practitioner',
  'PractitionerRole',
  'Location',
  'Location?partof:missing=false',
  'HealthcareService?coverage-area:missing=false',
];

const SERVERS = {
  bare: {},
  none: {},
  smart: { ACCESS_POLICIES: 'smart' },
  ror: { ACCESS_POLICIES: 'smart,ror', ROR_USER_HEADERS: 'optional', SAMPLE_DATA: 'true' },
  audited: { ACCESS_POLICIES: 'smart', AUDIT: 'on' },
} as const;

const CONTENDERS: readonly Contender[] = [
  { name: 'bare', server: 'bare' },
  { name: 'AUTH=none', server: 'none' },
  { name: 'scopes, no mask', server: 'smart', profile: '1', least: 0.7 },
  { name: 'profile 1, nearly no mask', server: 'ror', profile: '1' },
  { name: 'profile 2, masked', server: 'ror', profile: '2', least: 0.5 },
  { name: 'profile 4, masked', server: 'ror', profile: '4', least: 0.5 },
  ...['2', '3'].flatMap((profile) =>
    DECIDED_ELSEWHERE.map((of): Contender => ({
      name: `profile ${profile}, ${of}`,
      server: 'ror',
      profile,
      least: 0.5,
      of,
    })),
  ),
  { name: 'profile 3, Organization', server: 'ror', profile: '3', least: 0.5, of: 'Organization' },
  { name: 'scopes, each recorded', server: 'audited', profile: '1' },
];

/** Compares reads by id with and without authentication and masking; without an audit unless stated. */
async function main(): Promise<void> {
  const cleanup = new Cleanup();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'bench-access-'));
    cleanup.add(() => rm(folder, { recursive: true }));
    const { tokens, settings } = await tokensOfProfiles(folder);
    for (const name of ENGINES.filter((known) => flags.engine?.includes(known) ?? true)) {
      const engine = await openEngine(name, folder, cleanup);
      if (typeof engine === 'string') console.log(`${name}: ${engine}`);
      else await measure(engine, tokens, settings, folder);
    }
  } finally {
    await cleanup.run();
  }
}

async function measure(
  engine: Engine,
  tokens: ReadonlyMap<string, string>,
  settings: Readonly<Record<string, string>>,
  folder: string,
): Promise<void> {
  const cleanup = new Cleanup();
  try {
    // Labels in one database are those of the policies of one server.
    const labelled = await openEngine(engine.name, await mkdtemp(join(folder, 'labelled-')), cleanup, engine.url);
    if (typeof labelled === 'string') throw new Error(labelled);
    const servers = new Map<string, ServerProcess>();
    const start = async (name: keyof typeof SERVERS): Promise<void> => {
      const server = await startServer(name === 'bare' ? 'bare' : 'ours', {
        databaseUrl: (name === 'ror' ? labelled : engine).url,
        logFile: join(folder, `${engine.name}-${name}.log`),
        firstPath: '/fhir/metadata',
        settings: {
          AUDIT: 'off',
          LOG_LEVEL: 'silent',
          ...(name === 'none' || name === 'bare' ? {} : { AUTH: 'oauth', ...settings }),
          ...SERVERS[name],
        },
      });
      cleanup.add(() => server.stop());
      servers.set(name, server);
    };
    // Ours come first, because they create the tables.
    for (const name of ['ror', 'smart', 'audited', 'none'] as const) await start(name);
    for (const each of [engine, labelled]) {
      const database = await each.open();
      await fill(database);
      await database.close();
    }
    await start('bare');

    const results = await Promise.all(
      CONTENDERS.map(async (contender) => {
        const server = servers.get(contender.server)!;
        const token = contender.profile === undefined ? undefined : tokens.get(contender.profile);
        const paths = contender.of === undefined ? ORGANIZATIONS : await pathsOf(server, token, contender.of);
        return { contender, server, token, paths, cpu: [] as number[], rate: [] as number[] };
      }),
    );
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const { contender, server, token, paths, cpu, rate } of results) {
        const share = contender.of === undefined ? 1 : SHARE_OF_TYPES;
        await load(server, token, paths, (round < 0 ? WARM_UP : BEFORE_TURN) * share);
        if (round < 0) continue;
        const before = await server.usage();
        const { requests, duration } = await load(server, token, paths, REQUESTS * share);
        const after = await server.usage();
        cpu.push(((after.cpuMs - before.cpuMs) * 1_000) / requests.total);
        rate.push(requests.total / duration);
      }
    }
    report(engine, results);
  } finally {
    await cleanup.run();
  }
}

function report(
  engine: Engine,
  results: readonly { readonly contender: Contender; readonly cpu: readonly number[]; readonly rate: readonly number[] }[],
): void {
  console.log(`\n${engine.version}, GET by id, ${CONNECTIONS} connections, the median of ${ROUNDS} rounds`);
  const bare = median(results[0]!.cpu);
  for (const { contender, cpu, rate } of results) {
    const share = bare / median(cpu);
    const { least } = contender;
    const verdict = least === undefined ? '' : share >= least ? `  (at least ${least})` : `  LESS THAN ${least}`;
    if (least !== undefined && share < least) process.exitCode = 1;
    console.log(
      `  ${contender.name.padEnd(56)} ${median(cpu).toFixed(0).padStart(5)} µs of CPU  ` +
        `${share.toFixed(2)} of bare  ${median(rate).toFixed(0).padStart(6)}/s${verdict}`,
    );
  }
} // prettier-ignore

const ORGANIZATIONS = Array.from({ length: RESOURCES }, (_, at) => `/fhir/${TYPE}/${idAt(at)}`);

/** What a search finds, as paths. */
async function pathsOf(server: ServerProcess, token: string | undefined, search: string): Promise<readonly string[]> {
  const [type, query = ''] = search.split('?');
  const url = `http://127.0.0.1:${server.port}/fhir/${type}?_count=${RESOURCES}&${query}`;
  const response = await fetch(url, { headers: bearer(token) });
  const { entry = [] } = (await response.json()) as {
    entry?: readonly { readonly resource: { readonly id: string } }[];
  };
  if (entry.length === 0) throw new Error(`${search} finds nothing`);
  return entry.map(({ resource }) => `/fhir/${type}/${resource.id}`);
}

function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}

async function load(
  server: ServerProcess,
  token: string | undefined,
  paths: readonly string[],
  amount: number,
): Promise<autocannon.Result> {
  const result = await autocannon({
    url: `http://127.0.0.1:${server.port}`,
    connections: CONNECTIONS,
    amount,
    headers: bearer(token),
    requests: paths.map((path) => ({ path })),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests failed`);
  return result;
}

/** A token for each access profile, and the settings with which a server accepts them. */
async function tokensOfProfiles(folder: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const file = join(folder, 'jwks.json');
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'ES256', use: 'sig' };
  await writeFile(file, JSON.stringify({ keys: [jwk] }));
  const tokens = new Map<string, string>();
  for (const profile of ['1', '2', '3', '4']) {
    const claims = { client_id: `${PROFILE}:${profile}`, scope: 'system/*.rs', ror_profile: profile };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'bench', typ: 'at+jwt' })
      .setIssuer(ISSUER).setAudience(AUDIENCE).setSubject(PROFILE).setJti(profile).setIssuedAt().setExpirationTime('1h')
      .sign(privateKey); // prettier-ignore
    tokens.set(profile, token);
  }
  return { tokens, settings: { OAUTH_ISSUERS: ISSUER, OAUTH_AUDIENCE: AUDIENCE, OAUTH_JWKS_FILE: file } };
}

void main();
