import type { Bundle, Extension, Location } from 'fhir/r4';
import { RorAccessModule } from '../../../src/ror';
import { rorClients } from '../../support/access/ror-clients';
import { describeOnEachDatabase } from '../../support/on-each-database';

const PLACE = {
  resourceType: 'Location',
  id: 'a',
  name: 'One',
  contained: [{ resourceType: 'Organization', id: 'e1', name: 'HUSH' }],
  managingOrganization: { reference: '#e1', display: 'HUSH' },
  extension: [
    { url: 'urn:test:see', valueReference: { reference: '#e1', display: 'HUSH' } },
    { url: 'urn:test:open', valueString: 'open' },
  ],
};

/** A patch that adds an extension. */
const addition = ({ url, valueReference }: Extension): object => ({
  resourceType: 'Parameters',
  parameter: [
    {
      name: 'operation',
      part: [
        { name: 'type', valueCode: 'add' },
        { name: 'path', valueString: 'Location' },
        { name: 'name', valueString: 'extension' },
        {
          name: 'value',
          part: [
            { name: 'url', valueUri: url },
            { name: 'value', valueReference },
          ],
        },
      ],
    },
  ],
});

const clients = rorClients();
for (const profile of ['0', '1', '2'])
  clients.add(`supplier-${profile}`, { claims: { ror_profile: profile, ror_role: 'supplier', ror_region: '*' } });

describeOnEachDatabase(
  'References to contained resources that a profile does not see',
  {
    settings: { UPDATE_CREATE: 'true', VALIDATION_LEVEL: 'base', BUSINESS_RULES: 'off' },
    plugins: [RorAccessModule.forRoot()],
    authenticator: clients,
  },
  (server) => {
    const as = (profile: string) => ({ Authorization: `Bearer supplier-${profile}` });
    const get = (profile: string, path: string) => server.send('get', path).set(as(profile)).expect(200);
    const put = (profile: string, body: object) => server.write('put', '/Location/a', body, as(profile)).expect(200);
    beforeAll(() => server.write('put', '/Location/a', PLACE, as('1')).expect(201));

    it.each([
      ['0', false],
      ['1', true],
      ['2', false],
    ] as const)('are hidden with them: profile %s', async (profile, isSeen) => {
      const { text } = await get(profile, '/Location/a');
      expect([text.includes('#e1'), text.includes('HUSH')]).toEqual([isSeen, isSeen]);
      const total = async (query: string) => (JSON.parse((await get(profile, `/Location?${query}`)).text) as Bundle).total;
      expect(await total('_content=HUSH')).toBe(isSeen ? 1 : 0);
    }); // prettier-ignore

    it.each(['put', 'patch'] as const)('cannot be told from references to none: %s', async (method) => {
      const { meta: _, ...view } = JSON.parse((await get('2', '/Location/a')).text) as Location;
      const answer = async (reference: string) => {
        const more = { url: 'urn:test:more', valueReference: { reference } };
        const body = method === 'put' ? { ...view, extension: [...view.extension!, more] } : addition(more);
        const { status, text } = await server.write(method, '/Location/a', body, as('2'));
        return [status, text];
      };
      const answers = [await answer('#e1'), await answer('#e2')];
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]).toEqual([422, expect.stringMatching(/names a contained resource that does not exist/)]);
    });

    it('stay when the rest is changed', async () => {
      const { meta: _, ...view } = JSON.parse((await get('2', '/Location/a')).text) as Location;
      expect(view.extension).toEqual([{ url: 'urn:test:open', valueString: 'open' }]);
      await put('2', { ...view, name: 'Two' });
      expect(JSON.parse((await get('1', '/Location/a')).text)).toMatchObject({ ...PLACE, name: 'Two' });
    });
  },
);
