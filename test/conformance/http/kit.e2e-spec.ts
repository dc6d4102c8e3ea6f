import type { AddressInfo } from 'node:net';
import { describeConformance, sampleOf } from '../../../src/testing';
import { databases } from '../../support/databases';
import { startTestApp } from '../../support/test-app';

describe.each(databases)('the tables of the testing kit on $name', ({ name, createMigrated }) => {
  describeConformance(
    async () => {
      const database = await createMigrated();
      const { app, close } = await startTestApp({ DATABASE_URL: database.url });
      const { port } = app.getHttpServer().address() as AddressInfo;
      return {
        baseUrl: `http://127.0.0.1:${port}/fhir`,
        close: async () => {
          await close();
          await database.drop();
        },
      };
    },
    {
      Organization: {
        sample: (n) =>
          sampleOf('Organization', { name: `CHU ${n}`, meta: { tag: [{ system: 'urn:kit', code: 'sample' }] } }),
        change: (organization, n) => ({ ...organization, name: `CHRU ${n}` }),
      },
      HealthcareService: {
        sample: (n) => ({ resourceType: 'HealthcareService', name: `Cardiologie ${n}` }),
        change: (service, n) => ({ ...service, name: `Rythmologie ${n}` }),
      },
      Practitioner: {
        sample: () => ({ resourceType: 'Practitioner', active: true }),
        change: (practitioner) => ({ ...practitioner, active: false }),
      },
      PractitionerRole: {
        sample: () => ({ resourceType: 'PractitionerRole', active: true }),
        change: (role) => ({ ...role, active: false }),
      },
      Location: {
        sample: (n) => ({ resourceType: 'Location', name: `Pavillon ${n}` }),
        change: (location, n) => ({ ...location, name: `Bâtiment ${n}` }),
      },
    },
    // A body is parsed long before it reaches a database, so one format is enough there.
    { formats: name === 'SQLite' ? ['JSON', 'XML'] : ['JSON'] },
  );
});
