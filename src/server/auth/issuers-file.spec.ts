import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issuersOfFile } from './issuers-file';

const folder = mkdtempSync(join(tmpdir(), 'issuers-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'secrets'));
writeFileSync(join(folder, 'secrets/fhir'), 'the secret 3f9a\n');
writeFileSync(join(folder, 'old.json'), '{"keys":[{"kty":"RSA"}]}');

const read = (content: unknown) => {
  const file = join(folder, 'issuers.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return issuersOfFile(file);
};
const introspection = { of: 'always', clientId: 'fhir', clientSecretFile: 'secrets/fhir' };
const issuer = 'https://id.example.org';

describe('a file of issuers', () => {
  it('has the settings of each issuer, and names files relative to itself', () => {
    const others = { issuer: 'http://localhost:9/x', jwksFile: 'old.json', tokenEndpoint: 'https://old.example.org/token' };
    expect(read([{ issuer, introspection: { ...introspection, seconds: 30, endpoint: 'https://id.example.org/i' } }, others])).toEqual([
      {
        issuer,
        introspection: { of: 'always', clientId: 'fhir', clientSecret: 'the secret 3f9a', seconds: 30, endpoint: 'https://id.example.org/i' },
      },
      { issuer: 'http://localhost:9/x', jwks: { file: join(folder, 'old.json') }, tokenEndpoint: 'https://old.example.org/token' },
    ]);
  }); // prettier-ignore

  it.each<[content: unknown, fault: string]>([
    ['{', 'cannot be read as JSON'],
    ['{}', 'must be a list of issuers'],
    [[], 'must be a list of issuers'],
    [['https://id.example.org'], '[0] must have an issuer'],
    [[{ issuer: 'http://id.example.org' }], '[0] must have an issuer that is an https address'],
    [[{ issuer }, { issuer, jwks: 'x' }], '[1] has an unknown member jwks; known members are issuer, jwksFile'],
    [[{ issuer, jwksFile: 1 }], 'jwksFile must be a string'],
    [[{ issuer, jwksFile: 'none.json' }], 'jwksFile must be a file with a set of public keys'],
    [[{ issuer, tokenEndpoint: 1 }], 'tokenEndpoint must be a string'],
    [[{ issuer, introspection: { ...introspection, of: 'some' } }], 'introspection.of must be opaque or always'],
    [[{ issuer, introspection: { ...introspection, clientId: 1 } }], 'introspection.clientId must be a string'],
    [
      [{ issuer, introspection: { ...introspection, clientSecret: 'plain 3f9a' } }],
      'has an unknown member clientSecret',
    ],
    [[{ issuer, introspection: { ...introspection, clientSecretFile: 1 } }], 'clientSecretFile must be a file'],
    [[{ issuer, introspection: { ...introspection, clientSecretFile: 'none' } }], 'clientSecretFile cannot be read'],
    [[{ issuer, introspection: { ...introspection, seconds: -1 } }], 'seconds must be a whole number'],
    [[{ issuer, introspection: { ...introspection, endpoint: 1 } }], 'endpoint must be a string'],
    [[{ issuer }, { issuer }], '[1] repeats an issuer'],
  ])('%j stops the start with one sentence, without a secret', (content, fault) => {
    const told = (): string => {
      try {
        read(content);
        return 'read';
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(told()).toContain(`The server cannot start: OAUTH_ISSUERS_FILE`);
    expect(told()).toContain(fault);
    expect(told()).not.toContain('3f9a');
  });

  it('that is not there stops the start', () => {
    expect(() => issuersOfFile(join(folder, 'absent.json'))).toThrow('cannot be read as JSON');
  });
});
