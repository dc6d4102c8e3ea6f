import { say, SentenceError } from '../fhir/messages';
import { policiesOf, userHeadersOf } from './access-settings';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireAuthChoice } from './auth-settings';
import { readSettings, SETTING_NAMES, Settings } from './settings';

describe('readSettings', () => {
  it.each([
    [{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535, not "http"'],
    [{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535, not "70000"'],
    [{ BODY_LIMIT: '2xx' }, 'BODY_LIMIT must be a size of at least 1kb, such as 2mb, not "2xx"'],
    [{ STOP_TIMEOUT: '2147484' }, 'STOP_TIMEOUT must be a whole number of seconds from 1 to 86400, not "2147484"'],
    [{ AUDIT_KEY: 'short' }, 'AUDIT_KEY must be a key of 32 characters or more'],
    [{ PORT: '1', MANAGEMENT_PORT: '1' }, 'MANAGEMENT_PORT must be another port than PORT'],
    [{ HANDLING: `x\n${'y'.repeat(500)}` }, `HANDLING must be lenient or strict, not "x ${'y'.repeat(298)}…"`],
  ])('reports what is wrong with %j, and nothing else', (environment, fault) => {
    expect(() => readSettings(environment)).toThrow(new SentenceError(say`The server cannot start: ${fault}.`));
  });

  it.each([
    [{ MEMORY_BUDGET: '512mb' }, 'MEMORY_BUDGET must be at most 511mb, the memory that this process can have'],
    [{ AUDIT_QUEUE: '99gb' }, 'AUDIT_QUEUE must be at most 511mb'],
    [{ BODY_LIMIT: '99gb' }, 'BODY_LIMIT must be at most 256mb, and not more than MEMORY_BUDGET, not "99gb"'],
    [{ BODY_LIMIT: '300mb' }, 'BODY_LIMIT must be at most 256mb'],
    [{ BODY_LIMIT: '5mb', MEMORY_BUDGET: '4mb' }, 'BODY_LIMIT must be at most 4mb'],
  ])('refuses a size that a process with 511 MB cannot have: %j', (environment, fault) => {
    expect(() => readSettings(environment, 511 * 1024 ** 2)).toThrow(fault);
  });

  it('leaves a default alone that is more than the process can have', () => {
    expect(readSettings({}, 100 * 1024 ** 2).MEMORY_BUDGET).toBe(384 * 1024 ** 2);
  });

  it('needs no setting', () => {
    expect(readSettings({})).toMatchObject({
      PORT: 3000,
      BASE_URL: 'http://localhost:3000/fhir',
      DATABASE_URL: 'sqlite:data/ror.db',
      IF_MATCH: 'optional',
      REFERENTIAL_INTEGRITY: 'delete',
      FULL_TEXT: 'on',
      INDEX_UPKEEP: 'boot',
      HANDLING: 'lenient',
    });
  });

  it.each([
    ['PORT', '8080', 8080],
    ['BASE_URL', 'https://ror.example.org/fhir/', 'https://ror.example.org/fhir'],
    ['BASE_URL', 'https://ror.example.org/r4.0/fh%20ir~_-/..a', 'https://ror.example.org/r4.0/fh%20ir~_-/..a'],
    ['DATABASE_URL', 'mariadb://u:p@db/ror', 'mariadb://u:p@db/ror'],
    ['BODY_LIMIT', '500kb', 512_000],
    ['BODY_LIMIT', '3MB', 3_145_728],
    ['BODY_LIMIT', '4096', 4_096],
    ['REQUEST_TIMEOUT', '5', 5],
    ['MEMORY_BUDGET', '96mb', 100_663_296],
    ['EXPORT_BYTES', '2gb', 2_147_483_648],
    ['EXPORT_KEPT', '48', 48],
    ['STOP_DELAY', '0', 0],
    ['CORS_ORIGINS', '*', ['*']],
    ['CORS_ORIGINS', 'https://a.example, http://localhost:8080', ['https://a.example', 'http://localhost:8080']],
    ['UPDATE_CREATE', 'true', true],
    ['DATABASE_MIGRATE', 'false', false],
    ['DATABASE_SYNC_WAIT', 'true', true],
    ['IF_MATCH', 'required', 'required'],
    ['REFERENTIAL_INTEGRITY', 'on', 'on'],
    ['BUSINESS_RULES', 'warn', 'warn'],
  ] as const)('reads %s=%s', (name, text, value) => {
    expect(readSettings({ [name]: text })[name]).toEqual(value);
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['BASE_URL', 'ror'],
    ['BASE_URL', 'https://ror.example.org/'],
    ['BASE_URL', 'https://me:secret@ror.example.org/fhir'],
    ['BASE_URL', 'https://ror.example.org/fhir?a=b'],
    ['BASE_URL', 'https://ror.example.org/?a=b/c'],
    ['BASE_URL', 'https://ror.example.org/fhir#there'],
    ['BASE_URL', 'https://ror.example.org/f(x)'],
    ['BASE_URL', 'https://ror.example.org/*'],
    ['BASE_URL', 'https://ror.example.org/:tenant/fhir'],
    ['BASE_URL', 'https://ror.example.org/fhir//r4'],
    ['BASE_URL', 'https://ror.example.org/a/../fhir'],
    ['DATABASE_URL', 'postgres://x'],
    ['DATABASE_POOL_SIZE', '0'],
    ['DATABASE_MIGRATE', 'yes'],
    ['DATABASE_SYNC_WAIT', '1'],
    ['SAMPLE_DATA', '1'],
    ['BODY_LIMIT', 'large'],
    ['BODY_LIMIT', '12'],
    ['REQUEST_TIMEOUT', '0'],
    ['MEMORY_BUDGET', 'all'],
    ['MEMORY_BUDGET', '100kb'],
    ['ANSWER_TIMEOUT', '0'],
    ['MAX_CONNECTIONS', '0'],
    ['EXPORT_AT_ONCE', '0'],
    ['EXPORT_AT_ONCE', '17'],
    ['EXPORT_OPEN', '0'],
    ['EXPORT_KEPT', 'always'],
    ['EXPORT_BYTES', '12'],
    ['EXPORT_LINES', '0'],
    ['STOP_DELAY', '-1'],
    ['STOP_TIMEOUT', '0'],
    ['CORS_ORIGINS', 'a.example'],
    ['CORS_ORIGINS', 'https://a.example/path'],
    ['LOG_LEVEL', 'loud'],
    ['UPDATE_CREATE', 'maybe'],
    ['IF_MATCH', 'always'],
    ['VALIDATION_LEVEL', 'none'],
    ['REFERENTIAL_INTEGRITY', 'true'],
    ['BUSINESS_RULES', 'true'],
    ['INDEX_UPKEEP', 'later'],
    ['FULL_TEXT', 'yes'],
    ['HANDLING', 'kind'],
    ['ROR_TELECOM_SYSTEM', '0'],
    ['AUTH', 'yes'],
    ['ACCESS_POLICIES', 'everybody'],
    ['ACCESS_POLICIES', 'smart,'],
    ['ROR_USER_HEADERS', 'yes'],
    ['OAUTH_ISSUERS', 'http://id.example.org'],
    ['OAUTH_ALGORITHMS', 'HS256'],
    ['OAUTH_ALGORITHMS', 'RS256,none'],
    ['OAUTH_CLOCK_SKEW', '301'],
    ['OAUTH_TOKEN_TYPE', 'jwt'],
    ['OAUTH_BOUND_TOKENS', 'yes'],
    ['OAUTH_INTROSPECTION', 'on'],
    ['TRUSTED_PROXIES', 'proxy.example.org'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0.1,'],
    ['CLIENT_CERT_HEADER', 'X Cert'],
  ] as const)('refuses %s=%s in a sentence that names it', (name, text) => {
    expect(() => readSettings({ [name]: text })).toThrow(new RegExp(`cannot start: ${name} must`));
  });

  it('names every wrong setting at once', () => {
    expect(() => readSettings({ PORT: 'x', DATABASE_URL: 'secret' })).toThrow(/PORT must.*; DATABASE_URL must/);
  });

  it.each([
    { DATABASE_URL: 'secret' },
    { BASE_URL: 'https://me:se/secret@ror.example.org/fhir' },
    { OAUTH_ISSUERS: 'http://me:secret@id.example.org' },
    { AUDIT_KEY: 'secret' },
    { SEARCH_LINK_KEY: 'secret' },
  ])('shows no secret of %j', (environment) => {
    expect(() => readSettings(environment)).toThrow(/cannot start/);
    expect(() => readSettings(environment)).not.toThrow(/secret/);
  });

  it('lists every setting', () => {
    expect([...SETTING_NAMES].sort()).toEqual(Object.keys(readSettings({})).sort());
    expect(readSettings({})).toBeInstanceOf(Settings);
  });

  it('reads a secret from a file, without the line end', () => {
    const folder = mkdtempSync(join(tmpdir(), 'settings-'));
    const file = join(folder, 'secret');
    writeFileSync(file, `${'k'.repeat(32)}\n`);
    expect(readSettings({ SEARCH_LINK_KEY_FILE: file }).SEARCH_LINK_KEY).toBe('k'.repeat(32));
    expect(() => readSettings({ SEARCH_LINK_KEY_FILE: file, SEARCH_LINK_KEY: 'x'.repeat(32) })).toThrow(/not both/);
    writeFileSync(file, '\n');
    expect(() => readSettings({ SEARCH_LINK_KEY_FILE: file })).toThrow(/SEARCH_LINK_KEY_FILE names is empty/);
    rmSync(folder, { recursive: true });
    expect(() => readSettings({ SEARCH_LINK_KEY_FILE: file })).toThrow(/SEARCH_LINK_KEY_FILE.*ENOENT/);
  });

  it.each([
    [{ AUTH: 'oauth' }, /AUTH=oauth needs OAUTH_ISSUERS/],
    [{ AUTH: 'none', ACCESS_POLICIES: 'smart' }, /ACCESS_POLICIES needs to know who asks: AUTH=oauth or AUTH=demo/],
    [{ AUTH: 'demo', ACCESS_POLICIES: 'none,smart' }, /ACCESS_POLICIES is none, or names policies/],
    [{ AUTH: 'demo', ACCESS_POLICIES: 'ror,ror' }, /names a policy twice/],
    [{ AUTH: 'demo', ACCESS_POLICIES: 'smart', ROR_CLIENTS: 'x' }, /ROR_CLIENTS needs ACCESS_POLICIES with ror/],
    [
      { AUTH: 'demo', ACCESS_POLICIES: 'none', ROR_USER_HEADERS: 'optional' },
      /ROR_USER_HEADERS needs ACCESS_POLICIES with ror/,
    ],
    [{ OAUTH_ISSUERS: 'https://a.example' }, /need AUTH=oauth/],
    [{ AUTH: 'none', OAUTH_ISSUERS: 'https://a.example' }, /need AUTH=oauth/],
    [{ AUTH: 'oauth', OAUTH_ISSUERS: 'https://a.example', OAUTH_ISSUERS_FILE: 'x' }, /not both/],
    [{ AUTH: 'oauth', OAUTH_ISSUERS: 'https://a.example,https://b.example', OAUTH_JWKS_FILE: 'x' }, /exactly one/],
    [{ AUTH: 'oauth', OAUTH_ISSUERS: 'https://a.example', OAUTH_INTROSPECTION: 'opaque' }, /needs OAUTH_CLIENT_ID/],
    [{ AUTH: 'demo', NODE_ENV: 'production' }, /not allowed when NODE_ENV is production/],
  ])('refuses contradictory settings of access: %j', (given, fault) => {
    expect(() => readSettings(given)).toThrow(fault);
  });

  it('allows an open server only on explicit request', () => {
    expect(() => requireAuthChoice(readSettings({}))).toThrow(/set AUTH to say who may use it.*AUTH=none/);
    expect(() => requireAuthChoice(readSettings({ AUTH: 'none' }))).not.toThrow();
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(readSettings({}))).toBe(true);
  });
});

describe('the active policies', () => {
  const oauth = { AUTH: 'oauth', OAUTH_ISSUERS: 'https://a.example' };
  it.each([
    [{ AUTH: 'none' }, []],
    [{ AUTH: 'none', ACCESS_POLICIES: 'none' }, []],
    [{ AUTH: 'demo' }, ['smart', 'ror']],
    [oauth, ['smart']],
    [{ ...oauth, ACCESS_POLICIES: 'smart, ror' }, ['smart', 'ror']],
    [{ ...oauth, ACCESS_POLICIES: 'none' }, []],
  ])('%j: %j', (environment, policies) => {
    const settings = readSettings(environment);
    expect(policiesOf(settings, settings.AUTH)).toEqual(policies);
  });

  it('user headers are required except for the demo', () => {
    const of = (environment: Record<string, string>) => {
      const settings = readSettings(environment);
      return userHeadersOf(settings, settings.AUTH);
    };
    expect(of(oauth)).toBe('required');
    expect(of({ AUTH: 'demo' })).toBe('optional');
    expect(of({ AUTH: 'demo', ROR_USER_HEADERS: 'required' })).toBe('required');
  });
});
