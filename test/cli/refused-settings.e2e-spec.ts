import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SETTING_NAMES } from '../../src/config/settings';
import { runCli } from '../support/run-cli';

const folder = mkdtempSync(join(tmpdir(), 'refused-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TLS = join(__dirname, '../fixtures/tls');
const text = file('text.txt', 'secret text');
const noKeys = file('keys.json', '{"keys":[{"kty":"oct","k":"secret"}]}');
const pem = readFileSync(join(TLS, 'server.crt'), 'utf8');
const der = file('server.der', new X509Certificate(pem).raw);
const cutChain = file('chain.pem', `${pem}-----BEGIN CERTIFICATE-----\nMIIB`);
const oauth = { AUTH: 'oauth', OAUTH_ISSUERS: 'https://id.example.org' };
const ror = { ...oauth, ACCESS_POLICIES: 'ror' };
const tls = { TLS_KEY_FILE: join(TLS, 'server.key'), TLS_CERT_FILE: join(TLS, 'server.crt') };

/** A wrong value of each setting, and what it needs beside it to be read at all. */
const WRONG: Readonly<Record<(typeof SETTING_NAMES)[number], readonly (readonly [given: string, beside?: Record<string, string>])[]>> = {
  PORT: [['http'], ['70000']],
  BASE_URL: [['ror'], ['https://ror.example.org/fhir?x=1'], ['https://ror.example.org']],
  DATABASE_URL: [['postgres://secret@host/ror'], ['mariadb://secret'], ['sqlite:'], ['mysql://u:secret@host/db?tsl=true']],
  DATABASE_POOL_SIZE: [['0']],
  DATABASE_MIGRATE: [['yes']],
  DATABASE_SYNC_WAIT: [['1']],
  SAMPLE_DATA: [['on']],
  BODY_LIMIT: [['99gb'], ['many']],
  REQUEST_TIMEOUT: [['0']],
  MEMORY_BUDGET: [['9999gb']],
  ANSWER_TIMEOUT: [['1.5']],
  MAX_CONNECTIONS: [['-1']],
  EXPORT_AT_ONCE: [['17']],
  EXPORT_OPEN: [['0']],
  EXPORT_KEPT: [['2 days']],
  EXPORT_BYTES: [['4']],
  EXPORT_LINES: [['99999999999999999999']],
  STOP_DELAY: [['3000000']],
  STOP_TIMEOUT: [['3000000']],
  CORS_ORIGINS: [['app.example.org']],
  SEARCH_PAGE_SIZE: [['1001']],
  SEARCH_MOST_RESULTS: [['all']],
  SEARCH_LINK_HOURS: [['0']],
  SEARCH_LINK_KEY: [['secret']],
  SEARCH_EXPLAIN: [['yes']],
  AUDIT: [['yes']],
  AUDIT_READS: [['on']],
  AUDIT_FULL: [['stop']],
  AUDIT_QUEUE: [['9999gb']],
  AUDIT_KEPT: [['forever']],
  AUDIT_KEY: [['secret']],
  AUDIT_READERS: [['me']],
  LOG_LEVEL: [['loud']],
  UPDATE_CREATE: [['maybe']],
  BUNDLE_ENTRIES: [['10001']],
  BUNDLE_SECONDS: [['31']],
  CONDITIONAL_DELETE: [['0']],
  IF_MATCH: [['always']],
  VALIDATION_LEVEL: [['none']],
  REFERENTIAL_INTEGRITY: [['true']],
  BUSINESS_RULES: [['true']],
  FULL_TEXT: [['true']],
  INDEX_UPKEEP: [['later']],
  PACKAGES_FOLDER: [['/no/such/folder'], [`/no/${'very/'.repeat(30)}folder`], [text]],
  HANDLING: [['kind']],
  LANGUAGE: [['de']],
  ROR_TELECOM_SYSTEM: [['0']],
  ROR_COMMUNES: [['/no/such/file'], [text]],
  AUTH: [['yes']],
  OAUTH_ISSUERS: [['http://id.example.org', { AUTH: 'oauth' }], ['https://[', { AUTH: 'oauth' }]],
  OAUTH_ISSUERS_FILE: [['/no/such/file', { AUTH: 'oauth' }], [text, { AUTH: 'oauth' }]],
  OAUTH_AUDIENCE: [['two words', oauth]],
  OAUTH_ALGORITHMS: [['HS256', oauth]],
  OAUTH_CLOCK_SKEW: [['301', oauth]],
  OAUTH_TOKEN_TYPE: [['jwt', oauth]],
  OAUTH_BOUND_TOKENS: [['yes', oauth]],
  OAUTH_JWKS_FILE: [['/no/such/file', oauth], [text, oauth], [noKeys, oauth]],
  OAUTH_INTROSPECTION: [['on', oauth]],
  OAUTH_INTROSPECTION_SECONDS: [['3601', oauth]],
  // Any text is one; what is missing beside it is named.
  OAUTH_CLIENT_ID: [],
  OAUTH_CLIENT_SECRET: [],
  OAUTH_TOKEN_ENDPOINT: [['http://id.example.org/token', oauth]],
  TRUSTED_PROXIES: [['proxy'], ['10.0.0.0/33'], ['10.0.0.0/8/8']],
  CLIENT_CERT_HEADER: [['X Cert']],
  TLS_KEY_FILE: [['/no/such/file', tls], [text, tls], [join(TLS, 'other.key'), tls]],
  TLS_CERT_FILE: [['/no/such/file', tls], [text, tls], [der, tls], [cutChain, tls]],
  TLS_CLIENT_CA_FILE: [['/no/such/file', { ...tls, TLS_CLIENT_CERT: 'required' }], [text, { ...tls, TLS_CLIENT_CERT: 'required' }]],
  TLS_CLIENT_CERT: [['yes', tls]],
  MANAGEMENT_PORT: [['70000']],
  RATE_LIMIT: [['many']],
  SEARCHES_PER_CLIENT: [['-1']],
  EXPORTS_PER_CLIENT: [['0']],
  ACCESS_POLICIES: [['everybody']],
  ROR_CLIENTS: [['/no/such/file', ror], [text, ror]],
  ROR_USER_HEADERS: [['yes', ror]],
}; // prettier-ignore

const SECRET = ['DATABASE_URL', 'SEARCH_LINK_KEY', 'AUDIT_KEY'];

const cases = SETTING_NAMES.flatMap((name) => WRONG[name].map(([given, beside]) => ({ name, given, beside })));

describe.each(['en', 'fr'])('a wrong setting stops the start with one sentence, in %s', (language) => {
  it.each(cases)('$name=$given', async ({ name, given, beside }) => {
    const env = { PORT: '0', DATABASE_URL: 'sqlite::memory:', AUTH: 'none', ...beside, [name]: given };
    const { code, out, err } = await runCli(['serve', '--lang', language], { env });
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(language === 'en' ? /^[^\n]*\b(must|cannot|has|does not|may)\b[^\n]*\n$/ : /^[^\n]*\b(doit|peut|a|n’a)\b[^\n]*\n$/);
    expect(err).toContain(name);
    expect(err).not.toMatch(/secret|\[object|\n\s+at /);
    if (!SECRET.includes(name)) expect(err).toContain(given);
  }); // prettier-ignore
});

it.each([
  [{ ...oauth, OAUTH_INTROSPECTION: 'opaque' }, /OAUTH_CLIENT_ID and OAUTH_CLIENT_SECRET/],
  [{ ...oauth, OAUTH_INTROSPECTION: 'opaque', OAUTH_CLIENT_ID: 'me' }, /OAUTH_CLIENT_ID and OAUTH_CLIENT_SECRET/],
  [{ SEARCH_LINK_KEY_FILE: '/no/such/file' }, /SEARCH_LINK_KEY_FILE/],
])('a setting that lacks what it needs stops the start: %j', async (env, words) => {
  const { code, err } = await runCli(['serve'], { env: { DATABASE_URL: 'sqlite::memory:', AUTH: 'none', ...env } });
  expect(code).toBe(3);
  expect(err).toMatch(words);
});

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}
