import type { Bundle } from 'fhir/r4';
import { RorAccessModule } from '../../../src/ror';
import { EXTENSION } from '../../../src/ror/shared/extensions';
import { rorClients, tokenOf, USER_HEADERS } from '../../support/access/ror-clients';
import { databases } from '../../support/databases';
import { startTestApp, type TestApp } from '../../support/test-app';

const OFFER = {
  resourceType: 'HealthcareService',
  id: 'a',
  name: 'Hush',
  extension: [{ url: EXTENSION.sensitiveUnit, valueBoolean: true }],
};
const PERSON = { resourceType: 'Practitioner', id: 'a', telecom: [{ system: 'phone', value: '1234' }] };

describe.each(databases)('servers with and without access policies, one after the other, on $name', ({ createMigrated }) => {
  let url: string;
  let drop: () => Promise<void>;
  let app: TestApp | undefined;
  beforeEach(async () => {
    ({ url, drop } = await createMigrated());
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    await drop();
  });

  type Upkeep = 'boot' | 'off';
  const start = async (hasPolicies: boolean, INDEX_UPKEEP: Upkeep = 'boot', SAMPLE_DATA = 'false'): Promise<TestApp> => {
    await app?.close();
    app = undefined;
    const settings = { DATABASE_URL: url, UPDATE_CREATE: 'true', VALIDATION_LEVEL: 'structure', BUSINESS_RULES: 'off', INDEX_UPKEEP, SAMPLE_DATA } as const;
    const more = hasPolicies ? { plugins: [RorAccessModule.forRoot()], authenticator: rorClients() } : {};
    return (app = await startTestApp(settings, more));
  };
  const write = async (server: TestApp) => {
    for (const each of [OFFER, PERSON])
      await server.write('put', `/${each.resourceType}/a`, each, { Authorization: 'Bearer all' }).expect(201);
  };
  const found = async (profile: '0' | '1' | '2') => {
    const answers = [];
    for (const query of ['HealthcareService?name=Hush', 'Practitioner?telecom=1234&_total=accurate']) {
      const { status, text } = await app!.send('get', `/${query}`).set({ Authorization: `Bearer ${tokenOf(profile)}`, ...USER_HEADERS });
      answers.push(status === 200 ? (JSON.parse(text) as Bundle).total : status);
    }
    return answers;
  };

  it('what was written without policies is hidden once there are some', async () => {
    await write(await start(false));
    await start(true);
    expect([await found('2'), await found('1')]).toEqual([[0, 0], [1, 1]]);
  });

  it('as long as the index is not rebuilt, only who sees everything can search', async () => {
    await write(await start(false));
    await start(true, 'off');
    expect([await found('2'), await found('1')]).toEqual([[503, 503], [1, 1]]);
    await start(true);
    expect(await found('2')).toEqual([0, 0]);
  });

  it('a server without policies does not start on an index that hides something', async () => {
    await write(await start(true));
    await expect(start(false)).rejects.toThrow(/hides what access policies hide.*AUTH and ACCESS_POLICIES/);
    await start(true);
    expect(await found('2')).toEqual([0, 0]);
  });

  it('a server for trials, with the sample directory, starts without policies after it had some', async () => {
    await write(await start(true));
    await start(false, 'boot', 'true');
    await app!.send('get', '/HealthcareService?name=Hush').expect(200).expect(/"total":1/);
    await start(true);
    expect(await found('2')).toEqual([0, 0]);
  });

  it('a server without policies starts on a database where nothing is stored', async () => {
    await start(true);
    await start(false);
  });
}); // prettier-ignore
