import { SmartScopesModule } from '../../../src/fhir';
import { Clients } from '../../support/access/authenticator';
import { databases } from '../../support/databases';
import { askForExport, jobsDone, pathOf, type Manifest } from '../../support/exports';
import { startTestApp } from '../../support/test-app';

const clients = new Clients();
clients.add('late', { scopes: ['system/Location.r'] });

describe.each(databases)('jobs without an owner, from before authentication was required, on $name', ({ createMigrated }) => {
  it('are not visible to clients, because they show everything', async () => {
    const database = await createMigrated();
    const open = await startTestApp({ DATABASE_URL: database.url, SAMPLE_DATA: 'true' });
    const state = await askForExport(open, '/$export?_type=Practitioner');
    const later = await open.send('get', '/Practitioner').set('Prefer', 'respond-async').expect(202);
    const answer = pathOf(String(later.headers['content-location']));
    await jobsDone(open);
    const [file] = ((await open.send('get', state).expect(200)).body as Manifest).output;
    await open.send('get', answer).expect(200);
    await open.close();

    const closed = await startTestApp({ DATABASE_URL: database.url }, { plugins: [SmartScopesModule], authenticator: clients });
    const unknown = await closed.send('get', '/$export-poll-status?_jobId=none').set('Authorization', 'Bearer late').expect(404);
    for (const path of [state, pathOf(file!.url), answer]) {
      const { text } = await closed.send('get', path).set('Authorization', 'Bearer late').expect(404);
      expect(text.replace(/The job \S+ is/, 'The job none is')).toBe(unknown.text);
    }
    await closed.close();
    await database.drop();
  });
}); // prettier-ignore
