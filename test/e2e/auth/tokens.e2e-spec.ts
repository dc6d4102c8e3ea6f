import { createHmac, createSecretKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT, UnsecuredJWT } from 'jose';
import { hasSigned } from '../../../src/fhir/auth/token/signatures';
import { AUDIENCE, AuthorizationServer } from '../../support/authorization-server';
import {
  MINUTE,
  OTHER,
  issuer,
  clock,
  authenticatorWith,
  requestWith,
  type Refusal,
  asked,
  withIssuer,
} from '../../support/tokens';

withIssuer();

describe('a JWT of an authorization server', () => {
  it('that a client got with its secret names the client, its scopes and the issuer', async () => {
    const principal = await asked(authenticatorWith(), await issuer.tokenBySecret('by-secret'));
    expect(principal).toMatchObject({
      id: `${issuer.issuer}#by-secret`,
      client: 'by-secret',
      issuer: issuer.issuer,
      scopes: ['system/*.rs', 'system/*.cruds'],
      claims: { aud: AUDIENCE },
    });
    expect(principal).not.toHaveProperty('certificate');
  });

  it.each<[name: string, claims: Readonly<Record<string, unknown>>, header: Record<string, string>, refusal: RegExp]>([
    ['expired', { exp: 1_000 }, {}, /has expired/],
    ['without an end', { exp: null }, {}, /claim exp/],
    ['not valid yet', { nbf: 9_999_999_999 }, {}, /not valid yet/],
    ['for somebody else', { aud: 'https://other.example.org' }, {}, /not meant for this server/],
    ['for nobody', { aud: null }, {}, /not meant for this server/],
    ['of an unknown issuer', OTHER, {}, /does not know/],
    ['of no issuer', { iss: null }, {}, /does not know/],
    ['that is an ID token', {}, { typ: 'JWT' }, /^$/],
    ['that says it is an ID token', { typ: 'ID' }, { typ: 'JWT' }, /type "?ID"? is not an access token/],
    ['of another type', {}, { typ: 'logout+jwt' }, /is not an access token/],
    ['at+jwt that does not say whose it is', { client_id: null }, {}, /claim client_id/],
    ['bound to a key of DPoP', { cnf: { jkt: 'x' } }, {}, /does not check/],
    ['bound to a certificate that is not shown', { cnf: { 'x5t#S256': 'x' } }, {}, /a certificate other than/],
    ['with a key nobody has', {}, { kid: 'unknown' }, /a key that its issuer does not have/],
  ])('%s', async (name, claims, header, refusal) => {
    const found = await asked(authenticatorWith(), await issuer.signed(claims, header));
    if (name === 'that is an ID token') return expect(found).toMatchObject({ client: 'me' });
    expect(found).toEqual(['unauthenticated', expect.stringMatching(refusal)]);
  });

  it('without a signature is refused', async () => {
    const token = new UnsecuredJWT({ client_id: 'me' })
      .setIssuer(issuer.issuer).setAudience(AUDIENCE).setExpirationTime('1h').encode(); // prettier-ignore
    expect(await asked(authenticatorWith(), `${token}x`)).toEqual(['unauthenticated', expect.stringMatching(/none/)]);
  });

  it.each(['HS256', 'RS256'])('signed with the public key as a secret is refused: %s', async (alg) => {
    const head = Buffer.from(JSON.stringify({ alg, kid: 'first', typ: 'at+jwt' })).toString('base64url');
    const [, payload] = (await issuer.signed({})).split('.');
    const signature = createHmac('sha256', issuer.publicPem).update(`${head}.${payload}`).digest('base64url');
    const rules = { algorithms: ['RS256', 'HS256'] };
    const [kind] = (await asked(authenticatorWith({ rules }), `${head}.${payload}.${signature}`)) as Refusal;
    expect(kind).toBe('unauthenticated');
  });

  describe('of every algorithm that is taken', () => {
    const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
    const made = async (alg: string, kid = alg) => {
      const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
      return { jwk: { ...(await exportJWK(publicKey)), kid }, privateKey };
    };
    const signedBy = (key: CryptoKey, header: JWTHeaderParameters) =>
      new SignJWT({ client_id: 'me', sub: 'me', jti: 'x' })
        .setProtectedHeader(header)
        .setIssuer(issuer.issuer).setAudience(AUDIENCE).setIssuedAt().setExpirationTime('1h').sign(key); // prettier-ignore

    it.each(ALGORITHMS)('%s is taken, with its key alone', async (alg) => {
      const [own, foreign] = await Promise.all([made(alg), made(alg)]);
      const by = authenticatorWith({
        issuers: [{ issuer: issuer.issuer, jwks: { keys: [own.jwk] } }],
        rules: { algorithms: ALGORITHMS },
      });
      const header = { alg, kid: alg, typ: 'at+jwt' };
      expect(await asked(by, await signedBy(own.privateKey, header))).toMatchObject({ client: 'me' });
      expect(await asked(by, await signedBy(foreign.privateKey, header))).toEqual(['unauthenticated', 'The signature of the token is invalid']); // prettier-ignore
    });

    it('that names no key is tried with those that may have signed it', async () => {
      const keys = await Promise.all(['a', 'b'].map((kid) => made('ES256', kid)));
      const by = authenticatorWith({
        issuers: [{ issuer: issuer.issuer, jwks: { keys: keys.map(({ jwk }) => jwk) } }],
      });
      for (const { privateKey } of keys)
        expect(await asked(by, await signedBy(privateKey, { alg: 'ES256' }))).toMatchObject({ client: 'me' });
    });

    it('is refused when its RSA key is too short', () => {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
      const signature = sign('sha256', Buffer.from('x'), privateKey);
      expect(hasSigned('RS256', publicKey, 'x', signature)).toBe(false);
    });

    it.each([
      ['ES256', 'prime256v1', true],
      ['ES256', 'secp384r1', false],
      ['ES256', 'secp256k1', false],
    ])('%s with a key of the curve %s: %s', (alg, namedCurve, isAccepted) => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
      const signature = sign('sha256', Buffer.from('x'), { key: privateKey, dsaEncoding: 'ieee-p1363' });
      expect(hasSigned(alg, publicKey, 'x', signature)).toBe(isAccepted);
    });

    it.each<[alg: string, made: () => [KeyObject, Buffer]]>([
      ['RS384', () => ofRsa('sha256')],
      ['PS256', () => ofRsa('sha256')],
      [
        'HS256',
        () => [createSecretKey('x'.repeat(32), 'utf8'), createHmac('sha256', 'x'.repeat(32)).update('x').digest()],
      ],
      ['none', () => [ofRsa('sha256')[0], Buffer.alloc(0)]],
    ])('is refused with the signature of another: %s', (alg, make) => {
      const [key, signature] = make();
      expect(hasSigned(alg, key, 'x', signature)).toBe(false);
    });

    function ofRsa(digest: string): [KeyObject, Buffer] {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const signature = sign(digest, Buffer.from('x'), privateKey);
      expect(hasSigned('RS256', publicKey, 'x', signature)).toBe(true);
      return [publicKey, signature];
    }
  });

  describe('whose header', () => {
    const MALFORMED = 'The token is not a readable JWT';
    const usual = { alg: 'RS256', kid: 'first', typ: 'at+jwt' };

    /** A token signed with the right key, whatever its header says. */
    async function withHeader(header: string): Promise<string> {
      const [, payload] = (await issuer.signed({})).split('.');
      return issuer.signedText(`${Buffer.from(header).toString('base64url')}.${payload}`);
    }

    it.each<[says: string, header: object | string, refusal: string | RegExp]>([
      ['says what has to be understood', { ...usual, crit: ['exp'], exp: 1 }, MALFORMED],
      ['has an empty list of that', { ...usual, crit: [] }, MALFORMED],
      ['says that the payload is not encoded', { ...usual, crit: ['b64'], b64: false }, MALFORMED],
      ['says so without saying that it matters', { ...usual, b64: false }, MALFORMED],
      ['names an algorithm twice', '{"alg":"RS256","alg":"none","kid":"first"}', /none/],
      ['names no algorithm', { kid: 'first' }, /not accepted here/],
      ['names an algorithm by an object', { ...usual, alg: { toString: 1 } }, /not accepted here/],
      ['names a type by an object', { ...usual, typ: { toString: 1 } }, /is not an access token/],
      ['names a key by a number', { ...usual, kid: 1 }, /does not have/],
    ])('%s is refused', async (_, header, refusal) => {
      const token = await withHeader(typeof header === 'string' ? header : JSON.stringify(header));
      expect(await asked(authenticatorWith(), token)).toEqual(['unauthenticated', expect.stringMatching(refusal)]);
    });

    it('is the usual one is accepted; of a duplicate claim the last value counts', async () => {
      expect(await asked(authenticatorWith(), await withHeader(JSON.stringify(usual)))).toMatchObject({ client: 'me' });
      const [head, payload] = (await issuer.signed({})).split('.') as [string, string];
      const twice = Buffer.from(payload, 'base64url').toString().replace('{', '{"aud":"x","client_id":"other",');
      const token = issuer.signedText(`${head}.${Buffer.from(twice).toString('base64url')}`);
      expect(await asked(authenticatorWith(), token)).toMatchObject({ client: 'me' });
    });

    it.each([
      ['no object', '[]'],
      ['null', 'null'],
      ['no JSON', '{'],
      ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ])('is %s makes it an opaque token', async (_, header) => {
      const token = await withHeader(header as string);
      expect(await asked(authenticatorWith(), token)).toEqual(['unauthenticated', expect.stringMatching(/unknown/)]);
    });
  });

  it.each<[claims: Readonly<Record<string, unknown>>, refusal: RegExp]>([
    [{ iss: { toString: 1 } }, /does not know/],
    [{ exp: '9999999999' }, /claim exp/],
    [{ nbf: '1' }, /claim nbf/],
    [{ iat: '1' }, /claim iat/],
    [{ aud: [] }, /not meant/],
    [{ aud: { [AUDIENCE]: 1 } }, /not meant/],
  ])('that says %j is refused', async (claims, refusal) => {
    const [head, payload] = (await issuer.signed({})).split('.') as [string, string];
    const said = { ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), ...claims };
    const token = issuer.signedText(`${head}.${Buffer.from(JSON.stringify(said)).toString('base64url')}`);
    expect(await asked(authenticatorWith(), token)).toEqual(['unauthenticated', expect.stringMatching(refusal)]);
  });

  it('signed by another key with the same id is refused', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const token = await new SignJWT({ client_id: 'me', sub: 'me', jti: 'x' })
      .setProtectedHeader({ alg: 'RS256', kid: 'first', typ: 'at+jwt' })
      .setIssuer(issuer.issuer).setAudience(AUDIENCE).setIssuedAt().setExpirationTime('1h').sign(privateKey); // prettier-ignore
    expect(await asked(authenticatorWith(), token)).toEqual([
      'unauthenticated',
      'The signature of the token is invalid',
    ]);
  });

  it('changed by one letter is refused, even when the original is cached', async () => {
    const authenticator = authenticatorWith();
    const token = await issuer.signed({});
    expect(await asked(authenticator, token)).toMatchObject({ client: 'me' });
    const [head, payload, signature] = token.split('.') as [string, string, string];
    const changed = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('"me"', '"ma"')).toString(
      'base64url',
    );
    expect(await asked(authenticator, `${head}.${changed}.${signature}`)).toEqual([
      'unauthenticated',
      expect.any(String),
    ]);
  });

  it.each([
    [29, 'client'],
    [30, 'has expired'],
    [31, 'has expired'],
  ])('%d seconds after its end, where clocks may differ by 30', async (seconds, outcome) => {
    const token = await issuer.signed({ exp: Math.floor(clock.now / 1_000) + 100 });
    clock.now = Math.floor(clock.now / 1_000) * 1_000 + (100 + seconds) * 1_000;
    expect(JSON.stringify(await asked(authenticatorWith(), token))).toContain(outcome);
  });

  it.each([
    [29, 'client'],
    [30, 'client'],
    [31, 'not valid yet'],
  ])('%d seconds before its beginning, where clocks may differ by 30', async (seconds, outcome) => {
    clock.now = Math.floor(clock.now / 1_000) * 1_000;
    const token = await issuer.signed({ nbf: clock.now / 1_000 + seconds });
    expect(JSON.stringify(await asked(authenticatorWith(), token))).toContain(outcome);
  });

  it('that is not at+jwt is refused where the settings say so', async () => {
    const rules = { type: 'at+jwt' } as const;
    expect(await asked(authenticatorWith({ rules }), await issuer.signed({}, { typ: 'JWT' }))).toEqual(['unauthenticated', expect.stringMatching(/JWT/)]); // prettier-ignore
    expect(await asked(authenticatorWith({ rules }), await issuer.signed({}))).toMatchObject({ client: 'me' });
  });

  it('that is not bound is refused where the settings say so', async () => {
    const by = authenticatorWith({ rules: { binding: 'required' } });
    expect(await asked(by, await issuer.signed({}))).toEqual(['unauthenticated', expect.stringMatching(/not bound/)]);
  });

  it('of one of several issuers is checked with the keys of that one', async () => {
    const second = await AuthorizationServer.start();
    const by = authenticatorWith({ issuers: [{ issuer: issuer.issuer }, { issuer: second.issuer }] });
    expect(await asked(by, await issuer.signed({}))).toMatchObject({ id: `${issuer.issuer}#me` });
    expect(await asked(by, await second.signed({}))).toMatchObject({ id: `${second.issuer}#me` });
    expect(await asked(by, await second.signed({ iss: issuer.issuer }))).toEqual(['unauthenticated', expect.any(String)]); // prettier-ignore
    await second.close();
  });
});

describe('a verified token', () => {
  it('is cached until it expires: nothing is awaited or requested', async () => {
    const by = authenticatorWith();
    const token = await issuer.signed({ exp: Math.floor(clock.now / 1_000) + 600 });
    const first = await by.authenticate(requestWith(token));
    issuer.asked.clear();
    issuer.isDown = true;
    expect(by.authenticate(requestWith(token))).toBe(first);
    clock.now += 9 * MINUTE;
    expect(by.authenticate(requestWith(token))).toBe(first);
    expect(issuer.asked.size).toBe(0);
    clock.now += 2 * MINUTE;
    expect(await asked(by, token)).toEqual(['unauthenticated', 'The token has expired']);
  });

  it('makes one request for keys when many arrive at once', async () => {
    // A separate issuer, because late requests of the previous test would be counted too.
    const own = await AuthorizationServer.start();
    const by = authenticatorWith({ issuers: [{ issuer: own.issuer }] });
    const tokens = await Promise.all([...Array(20).keys()].map((jti) => own.signed({ jti: String(jti) })));
    own.asked.clear();
    await Promise.all([...tokens, ...tokens].map((token) => asked(by, token)));
    expect(Object.fromEntries(own.asked)).toEqual({ '/.well-known/openid-configuration': 1, '/jwks': 1 });
    await own.close();
  });
});
