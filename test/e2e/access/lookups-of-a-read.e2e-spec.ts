import type { ResourceStore } from '../../../src/fhir';
import { RorAccessModule } from '../../../src/ror';
import { EXTENSION } from '../../../src/ror/shared/extensions';
import { StoreRegistry } from '../../../src/fhir/service/store-registry';
import { rorClients, tokenOf, USER_HEADERS } from '../../support/access/ror-clients';
import { describeOnEachDatabase } from '../../support/on-each-database';

const to = (reference: string) => ({ reference });
const RESOURCES = [
  { resourceType: 'Location', id: 'top', name: 'top' },
  { resourceType: 'Location', id: 'place', name: 'place', partOf: to('Location/top') },
  {
    resourceType: 'HealthcareService',
    id: 'offer',
    extension: [{ url: EXTENSION.sensitiveUnit, valueBoolean: false }],
    location: [to('Location/place')],
  },
  { resourceType: 'Practitioner', id: 'somebody', active: true },
  {
    resourceType: 'PractitionerRole',
    id: 'role',
    practitioner: to('Practitioner/somebody'),
    healthcareService: [to('HealthcareService/offer')],
    location: [to('Location/place')],
  },
];

describeOnEachDatabase(
  'A read of what other resources decide on',
  {
    settings: { UPDATE_CREATE: 'true', VALIDATION_LEVEL: 'structure', REFERENTIAL_INTEGRITY: 'off', BUSINESS_RULES: 'off' },
    plugins: [RorAccessModule.forRoot()],
    authenticator: rorClients(),
  },
  (server) => {
    const get = (client: string, path: string) => server.send('get', path).set('Authorization', `Bearer ${client}`);
    const asMember = (path: string) => get(tokenOf('2'), path).set(USER_HEADERS);
    beforeAll(async () => {
      for (const each of RESOURCES)
        await server.write('put', `/${each.resourceType}/${each.id}`, each, { Authorization: 'Bearer all' }).expect(201);
    });
    afterEach(() => jest.restoreAllMocks());

    it.each([
      ['whether it is visible', '/Practitioner/somebody'],
      ['whether it is visible, and what of it', '/Location/place'],
      ['the same of a role', '/PractitionerRole/role'],
    ])('asks the database once for the resource and %s', async (_, path) => {
      const asked = spies(server.store);
      await asMember(path).expect(200);
      expect(asked()).toEqual({ readMeeting: 1 });
    });

    it('asks for the resource alone where nothing else decides', async () => {
      const asked = spies(server.store);
      await asMember('/Organization/nobody').expect(404);
      await get('all', '/Location/place').expect(200);
      expect(asked()).toEqual({ read: 2 });
    });

    it('asks once more where a store cannot read and decide at once', async () => {
      jest.spyOn(server.store, 'readMeeting').mockReturnValue(undefined);
      const asked = spies(server.store);
      await asMember('/Location/place').expect(200);
      expect(asked()).toEqual({ read: 1, conditionsMet: 1 });
    });

    it('is refused while the index does not know what is hidden, except to who sees everything', async () => {
      const { mislabelled } = server.app.get(StoreRegistry);
      mislabelled.add('Location');
      const refused = await asMember('/Location/place').expect(503);
      expect(refused.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'fatal', code: 'transient' }] });
      await get('all', '/Location/place').expect(200);
      mislabelled.delete('Location');
      await asMember('/Location/place').expect(200);
    });
  },
); // prettier-ignore

/** Counts the calls of a store from now on. */
function spies(store: ResourceStore): () => Partial<Record<string, number>> {
  const counts = (['read', 'conditionsMet', 'search'] as const).map((name) => [name, jest.spyOn(store, name)] as const);
  const meeting = jest.isMockFunction(store.readMeeting) ? undefined : jest.spyOn(store, 'readMeeting');
  return () =>
    Object.fromEntries(
      [...counts, ...(meeting ? [['readMeeting', meeting] as const] : [])]
        .map(([name, { mock }]) => [name, mock.calls.length] as const)
        .filter(([, calls]) => calls > 0),
    );
}
