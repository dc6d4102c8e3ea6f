import type { Bundle } from 'fhir/r4';
import { RorAccessModule } from '../../../src/ror';
import { rorClients, tokenOf, USER_HEADERS } from '../../support/access/ror-clients';
import { databases } from '../../support/databases';
import { startTestApp, type TestApp } from '../../support/test-app';

const person = (id: string) => ({ resourceType: 'Practitioner', id, telecom: [{ system: 'phone', value: '1234' }] });

describe.each(databases)('servers with and without access policies at the same time, on $name', ({ createMigrated }) => {
  let url: string;
  let drop: () => Promise<void>;
  const apps: TestApp[] = [];
  beforeEach(async () => {
    ({ url, drop } = await createMigrated());
  });
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close();
    await drop();
  });

  const start = async (hasPolicies: boolean, INDEX_UPKEEP: 'boot' | 'off' = 'boot', SAMPLE_DATA = 'false') => {
    const settings = { DATABASE_URL: url, UPDATE_CREATE: 'true', VALIDATION_LEVEL: 'structure', BUSINESS_RULES: 'off', INDEX_UPKEEP, SAMPLE_DATA } as const;
    const more = hasPolicies ? { plugins: [RorAccessModule.forRoot()], authenticator: rorClients() } : {};
    const app = await startTestApp(settings, more);
    apps.push(app);
    return app;
  };
  const write = (server: TestApp, id: string) =>
    server.write('put', `/Practitioner/${id}`, person(id), { Authorization: 'Bearer all' });
  const found = async (server: TestApp, profile: '1' | '2') => {
    const { status, text } = await server.send('get', '/Practitioner?telecom=1234&_total=accurate').set({ Authorization: `Bearer ${tokenOf(profile)}`, ...USER_HEADERS });
    return status === 200 ? (JSON.parse(text) as Bundle).total : status;
  };

  it('one without policies stops writing when one with policies starts', async () => {
    const without = await start(false);
    await write(without, 'a').expect(201);
    const having = await start(true);
    const { status, text } = await write(without, 'b');
    expect([status, text]).toEqual([503, expect.stringContaining('access policies')]);
    expect([await found(having, '2'), await found(having, '1')]).toEqual([0, 1]);
    await write(having, 'c').expect(201);
    expect([await found(having, '2'), await found(having, '1')]).toEqual([0, 2]);
  });

  it('the same on a database where nothing is stored yet', async () => {
    const without = await start(false);
    const having = await start(true);
    await write(without, 'a').expect(503);
    expect(await found(having, '2')).toBe(0);
  });

  it('one without policies that starts beside one with policies, and leaves the index alone, does not write', async () => {
    const having = await start(true);
    await write(having, 'a').expect(201);
    const without = await start(false, 'off');
    await write(without, 'b').expect(503);
    await without.send('delete', '/Practitioner/a').expect(503);
    await write(having, 'c').expect(201);
    expect([await found(having, '2'), await found(having, '1')]).toEqual([0, 2]);
  });

  it('one with policies notices that another has given them up', async () => {
    const having = await start(true);
    await write(having, 'a').expect(201);
    expect([await found(having, '2'), await found(having, '1')]).toEqual([0, 1]);
    // It waits until the others have had time to notice.
    const without = await start(false, 'boot', 'true');
    await without.send('get', '/Practitioner?telecom=1234').expect(200).expect(/"total":1/);
    await write(having, 'b').expect(503);
    expect([await found(having, '2'), await found(having, '1')]).toEqual([503, 1]);
  });

  it('one without policies does not come back to an index into which one with policies has written since', async () => {
    const without = await start(false);
    await write(without, 'a').expect(201);
    const having = await start(true, 'off');
    await write(having, 'b').expect(201);
    await write(without, 'c').expect(503);
    await expect(start(false)).rejects.toThrow(/hides what access policies hide/);
  });
}); // prettier-ignore
