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
      ['whether it is visible', '/Practitioner/somebody', 1],
      ['whether it is visible, and what of it', '/Location/place', 1],
      ['the same of a role', '/PractitionerRole/role', 1],
      ['nothing but the resource', '/Organization/nobody', 0],
    ])('asks the database once: %s', async (_, path, questions) => {
      const met = jest.spyOn(server.store, 'conditionsMet');
      const searches = jest.spyOn(server.store, 'search');
      await asMember(path).expect(path.endsWith('nobody') ? 404 : 200);
      expect(met).toHaveBeenCalledTimes(questions);
      expect(searches).not.toHaveBeenCalled();
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
