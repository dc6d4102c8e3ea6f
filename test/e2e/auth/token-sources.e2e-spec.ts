import { TrustedProxies } from '../../../src/fhir';
import { thumbprintOf, tlsText } from '../../support/authorization-server';
import { MINUTE, OTHER, HOUR, issuer, clock, authenticatorWith, asked, withIssuer } from '../../support/tokens';

withIssuer();

describe('the keys of an issuer', () => {
  afterEach(() => issuer.replaceKeys('first'));

  it('are requested again when a token names a new one, at most every 30 seconds', async () => {
    const by = authenticatorWith();
    expect(await asked(by, await issuer.signed({}))).toMatchObject({ client: 'me' });
    issuer.replaceKeys('second');
    const token = await issuer.signed({});
    issuer.asked.clear();
    expect(await asked(by, token)).toEqual(['unauthenticated', expect.stringMatching(/does not have/)]);
    expect(issuer.asked.size).toBe(0);
    clock.now += 31_000;
    expect(await asked(by, token)).toMatchObject({ client: 'me' });
    expect(issuer.asked.get('/jwks')).toBe(1);
  });

  it('that are withdrawn invalidate the tokens they signed', async () => {
    const by = authenticatorWith();
    const old = await issuer.signed({ exp: Math.floor(clock.now / 1_000) + 7_200 });
    expect(await asked(by, old)).toMatchObject({ client: 'me' });
    issuer.replaceKeys('second');
    clock.now += 11 * MINUTE;
    // This request only triggers the refresh, which runs in the background.
    await asked(by, old);
    await by.prepare();
    expect(await asked(by, old)).toEqual(['unauthenticated', expect.stringMatching(/does not have/)]);
  });

  it('stay in use for an hour while the issuer does not answer; then requests get 503', async () => {
    const by = authenticatorWith();
    const far = Math.floor(clock.now / 1_000) + 100_000;
    expect(await asked(by, await issuer.signed({ exp: far, jti: '1' }))).toMatchObject({ client: 'me' });
    issuer.isDown = true;
    clock.now += 50 * MINUTE;
    expect(await asked(by, await issuer.signed({ exp: far, jti: '2' }))).toMatchObject({ client: 'me' });
    clock.now += HOUR;
    const late = await issuer.signed({ exp: far, jti: '3' });
    expect(await asked(by, late)).toEqual(['unavailable', expect.stringMatching(/does not answer/)]);
    issuer.isDown = false;
    clock.now += 31_000;
    expect(await asked(by, late)).toMatchObject({ client: 'me' });
  });

  it('that could not be fetched yet lead to 503, not 401', async () => {
    issuer.isDown = true;
    expect(await asked(authenticatorWith(), await issuer.signed({}))).toEqual(['unavailable', expect.any(String)]);
  });

  it('of an issuer whose metadata names another issuer are not used', async () => {
    const localhost = issuer.issuer.replace('127.0.0.1', 'localhost');
    const by = authenticatorWith({ issuers: [{ issuer: localhost }] });
    expect(await asked(by, await issuer.signed({ iss: localhost }))).toEqual(['unavailable', expect.any(String)]);
  });
});

describe('an opaque token', () => {
  const issuers = (of: 'opaque' | 'always' = 'opaque') => [
    {
      issuer: issuer.issuer,
      introspection: { of, clientId: 'resource-server', clientSecret: 'resource-server-secret', seconds: 60 },
    },
  ];

  it('is introspected once, and cached for as long as the settings say', async () => {
    const by = authenticatorWith({ issuers: issuers() });
    const token = await issuer.tokenBySecret('opaque');
    issuer.asked.clear();
    await Promise.all([asked(by, token), asked(by, token)]);
    expect(await asked(by, token)).toMatchObject({ client: 'opaque', scopes: ['system/*.rs', 'system/*.cruds'] });
    expect(issuer.asked.get('/token/introspection')).toBe(1);
    await issuer.revoke(token, 'opaque');
    expect(await asked(by, token)).toMatchObject({ client: 'opaque' });
    clock.now += MINUTE;
    expect(await asked(by, token)).toEqual(['unauthenticated', expect.stringMatching(/was revoked/)]);
  });

  it('that is unknown is refused, and not introspected again at once', async () => {
    const by = authenticatorWith({ issuers: issuers() });
    expect(await asked(by, 'made-up')).toEqual(['unauthenticated', expect.stringMatching(/unknown/)]);
    issuer.asked.clear();
    expect(await asked(by, 'made-up')).toEqual(['unauthenticated', expect.stringMatching(/unknown/)]);
    expect(issuer.asked.size).toBe(0);
  });

  it('is refused without introspection, and gets 503 when the issuer does not answer', async () => {
    expect(await asked(authenticatorWith(), 'made-up')).toEqual(['unauthenticated', expect.stringMatching(/unknown/)]);
    issuer.isDown = true;
    expect(await asked(authenticatorWith({ issuers: issuers() }), 'made-up')).toEqual([
      'unavailable',
      expect.any(String),
    ]);
  });

  it('and a JWT are both introspected where the settings say so', async () => {
    const by = authenticatorWith({ issuers: issuers('always') });
    await by.prepare();
    issuer.asked.clear();
    issuer.introspects = { active: true, client_id: 'as introspected' };
    expect(await asked(by, await issuer.signed({}))).toMatchObject({ client: 'as introspected' });
    expect(issuer.asked.get('/token/introspection')).toBe(1);
  });

  it.each([
    ['of which nothing is said', {}, /unknown/],
    ['that is not active', { active: false }, /unknown/],
    ['that is active by a word', { active: 'true' }, /unknown/],
    ['that has ended', { active: true, exp: 1_000 }, /has expired/],
    ['that has not begun', { active: true, nbf: 9_999_999_999 }, /not valid yet/],
    ['for somebody else', { active: true, aud: ['x'] }, /not meant for this server/],
    ['of another issuer', { active: true, ...OTHER }, /unknown/],
    ['that is bound', { active: true, cnf: { 'x5t#S256': 'x' } }, /a certificate other than/],
  ])('%s is refused', async (_, answer, refusal) => {
    issuer.introspects = answer;
    expect(await asked(authenticatorWith({ issuers: issuers() }), 'opaque')).toEqual(['unauthenticated', expect.stringMatching(refusal)]); // prettier-ignore
  });

  it('that expires is refused, even when it is cached', async () => {
    const by = authenticatorWith({ issuers: issuers(), rules: { skew: 0 } });
    issuer.introspects = { active: true, client_id: 'x', exp: Math.floor(clock.now / 1_000) + 10 };
    expect(await asked(by, 'short')).toMatchObject({ client: 'x' });
    clock.now += 11_000;
    expect(await asked(by, 'short')).toEqual(['unauthenticated', expect.stringMatching(/has expired/)]);
  });
});

describe('a token that is bound to a certificate', () => {
  const encoded = (name: string) => encodeURIComponent(tlsText(`${name}.crt`));
  const byRfc9440 = (name: string) => `:${tlsText(`${name}.crt`).replace(/-----[^-]+-----|\s/g, '')}:`;

  it.each([
    ['its own, as nginx passes it on', () => encoded('client'), ['10.0.0.0/24'], 'client'],
    ['its own, as RFC 9440 has it', () => byRfc9440('client'), ['10.0.0.7'], 'client'],
    ['another', () => encoded('other'), ['10.0.0.7'], 'bound to a certificate other than that of the connection'],
    ['its own, from a stranger', () => encoded('client'), ['10.0.1.0/24'], 'only from the proxies of this server'],
    ['what is none', () => 'certificate', ['10.0.0.7'], 'does not contain a readable certificate'],
  ])('with %s', async (_, header, proxies, outcome) => {
    const token = await issuer.tokenByCertificate('client');
    const found = await asked(authenticatorWith({ proxies }), token, { 'client-cert': header() });
    expect(JSON.stringify(found)).toContain(outcome);
    if (outcome === 'client')
      expect(found).toMatchObject({
        certificate: { thumbprint: thumbprintOf('client.crt'), subject: 'O=Test hospital, CN=client' },
      });
  });

  it('without any is refused, even when it is cached', async () => {
    const token = await issuer.tokenByCertificate('client');
    const by = authenticatorWith({ proxies: ['10.0.0.7'] });
    expect(await asked(by, token)).toEqual(['unauthenticated', expect.stringMatching(/a certificate other than/)]);
    expect(await asked(by, token, { 'client-cert': encoded('client') })).toMatchObject({ client: 'client' });
    expect(await asked(by, token)).toEqual(['unauthenticated', expect.stringMatching(/a certificate other than/)]);
    expect(await asked(by, token, { 'client-cert': encoded('other') })).toEqual([
      'unauthenticated',
      expect.any(String),
    ]);
  });
});

it.each(['10.0.0.0/33', 'proxy', '10.0.0', '1.2.3.4/x'])('%s is not a proxy', (range) => {
  expect(() => new TrustedProxies([range])).toThrow(/is not the address of a proxy/);
});

it.each([
  ['10.0.0.0/8', '::ffff:10.9.9.9', true],
  ['10.0.0.0/8', '11.0.0.1', false],
  ['fd00::/8', 'fd12::1', true],
  ['::1', '::1', true],
  ['::1', '127.0.0.1', false],
])('%s has %s: %s', (range, address, has) => {
  expect(new TrustedProxies([range]).has(address)).toBe(has);
});
