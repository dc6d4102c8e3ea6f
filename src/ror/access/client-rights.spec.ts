import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClients } from './client-file';
import { rightsOfClaims } from './client-rights';

describe('the rights of a client by its token', () => {
  it.each([
    [{ ror_profile: '2' }, { profile: '2', role: 'consumer', users: [] }],
    [{ ror_profile: 2 }, { profile: '2', role: 'consumer', users: [] }],
    [{ ror_profile: '0', ror_users: 'CU22|AUTOMATE' }, { profile: '0', role: 'consumer', users: [{ profile: 'CU22', role: 'AUTOMATE' }] }],
    [{ ror_profile: '0', ror_users: ['CU22|AUTOMATE|3'] }, { profile: '0', role: 'consumer', users: [{ profile: 'CU22', role: 'AUTOMATE', access: '3' }] }],
    [{ ror_profile: '1', ror_role: 'supplier', ror_region: '53' }, { profile: '1', role: 'supplier', region: '53', users: [] }],
  ])('%j', (claims, rights) => {
    expect(rightsOfClaims(claims)).toEqual(rights);
  }); // prettier-ignore

  it.each([
    [{}],
    [{ ror_profile: '6' }],
    [{ ror_profile: 1.5 }],
    [{ ror_profile: true }],
    [{ ror_profile: ['1'] }],
    [{ ror_profile: '1', ror_role: 'administrator' }],
    [{ ror_profile: '1', ror_region: 53 }],
    [{ ror_profile: '1', ror_users: ['CU22'] }],
    [{ ror_profile: '1', ror_users: ['|AUTOMATE'] }],
    [{ ror_profile: '1', ror_users: ['CU22|AUTOMATE|9'] }],
    [{ ror_profile: '1', ror_users: ['CU22|AUTOMATE|3|4'] }],
    [{ ror_profile: '1', ror_users: [7] }],
  ])('%j is not understood', (claims) => {
    expect(rightsOfClaims(claims)).toBeUndefined();
  });
});

describe('a file of clients', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ror-clients-'));
  const read = (text: string) => {
    const file = join(folder, 'clients.json');
    writeFileSync(file, text);
    return readClients(file);
  };
  const client = (rights: object) => JSON.stringify({ clients: { a: rights } });

  it('has the rights of each client', () => {
    const text = client({ profile: 3, role: 'supplier', region: '*', users: [{ profile: 'CU22', role: 'A', access: '0' }] });
    expect(read(text).get('a')).toEqual({
      profile: '3',
      role: 'supplier',
      region: '*',
      users: [{ profile: 'CU22', role: 'A', access: '0' }],
    });
  }); // prettier-ignore

  it.each([
    ['{', 'cannot be read as JSON'],
    ['[]', 'clients.json must be an object'],
    ['{}', 'clients must be an object'],
    ['{ "clients": { "a": 1 } }', 'clients.a must be an object'],
    [client({}), 'clients.a.profile must be an access profile, 0 to 5'],
    [client({ profile: 6 }), 'clients.a.profile must be an access profile, 0 to 5'],
    [client({ profile: 1, role: 'admin' }), 'clients.a.role must be consumer or supplier'],
    [client({ profile: 1, region: 53 }), 'clients.a.region must be the code of a region, or *'],
    [client({ profile: 1, users: 'CU22' }), 'clients.a.users must be a list'],
    [client({ profile: 1, users: [{}] }), 'clients.a.users[0].profile must be the code of a user profile'],
    [client({ profile: 1, users: [{ profile: 'CU22' }] }), 'clients.a.users[0].role must be the code of a profession'],
    [client({ profile: 1, users: [{ profile: 'C', role: 'A', access: 7 }] }), 'clients.a.users[0].access must be an access profile, 0 to 5'],
    [client({ profile: 1, regions: ['53'] }), 'clients.a.regions means nothing; it may have profile, role, region, users, issuer'],
    [client({ profile: 1, issuer: 1 }), 'clients.a.issuer must be the address of an issuer'],
  ])('%s stops the boot', (text, message) => {
    expect(() => read(text)).toThrow(message);
  }); // prettier-ignore

  it('must name the issuer of each client when there are several', () => {
    const whose = read(client({ profile: 1, issuer: 'https://id.example.org' }));
    expect(whose.get('a')).toEqual({ profile: '1', role: 'consumer', users: [], issuer: 'https://id.example.org' });
    expect(() => readClients(join(folder, 'clients.json'), true)).not.toThrow();
    read(client({ profile: 1 }));
    expect(() => readClients(join(folder, 'clients.json'), true)).toThrow(/clients\.a\.issuer must be there/);
  });

  it('that is not there stops the boot', () => {
    expect(() => readClients(join(folder, 'absent.json'))).toThrow('cannot be read as JSON');
  });
});
