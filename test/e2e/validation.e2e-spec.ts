import type { Bundle, OperationOutcome, Organization, StructureDefinition } from 'fhir/r4';
import { sampleResource } from '../../src/ror/sample/sample-directory';
import { patchOf } from '../support/patches';
import { startTestApp, type TestApp } from '../support/test-app';

const PROFILE = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-organization';
/** Valid R4, but not valid by the ROR profile, which requires an identifier, a type and a creation date. */
const bare = { resourceType: 'Organization', name: 'CHU' };
const conforming = sampleResource('Organization/1234') as Organization;

describe('profiles on writes', () => {
  let server: TestApp;
  let enforcing: TestApp;
  beforeAll(async () => {
    server = await startTestApp({ DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'true' });
    enforcing = await startTestApp({ DATABASE_URL: 'sqlite::memory:', VALIDATION_LEVEL: 'profile' });
  });
  afterAll(async () => {
    await server.close();
    await enforcing.close();
  });

  it('are warnings by default, counted in a header and reported on request', async () => {
    const reply = await server.write('post', '/Organization', bare).expect(201);
    expect(Number(reply.headers['fhir-warnings'])).toBeGreaterThan(0);
    const told = await server.write('post', '/Organization', bare, { Prefer: 'return=OperationOutcome' }).expect(201);
    const { issue } = told.body as OperationOutcome;
    expect(issue.filter(({ severity }) => severity === 'warning').map(({ expression }) => expression![0])).toContain(
      'Organization.extension',
    );
  });

  it('of a transaction are counted, and reported on request', async () => {
    const entry = { resource: bare, request: { method: 'POST', url: 'Organization' } };
    const sent = { resourceType: 'Bundle', type: 'transaction', entry: [entry, entry] };
    const alone = await server.write('post', '/Organization', bare).expect(201);
    const count = Number(alone.headers['fhir-warnings']);
    const outcomesOf = ({ body }: { readonly body: unknown }) =>
      (body as Bundle).entry!.map(({ response }) => response!.outcome as OperationOutcome);
    for (const { issue } of outcomesOf(await server.write('post', '/', sent).expect(200))) {
      expect(issue.map(({ details }) => details!.text)).toEqual([
        `The resource is stored; warnings about it: ${count}`,
      ]);
    }
    const asked = await server.write('post', '/', sent, { Prefer: 'return=OperationOutcome' }).expect(200);
    for (const { issue } of outcomesOf(asked)) {
      const warnings = issue.filter(({ severity }) => severity === 'warning');
      expect(warnings).toHaveLength(count);
      expect(warnings.every(({ details }) => details!.text !== '')).toBe(true);
    }
  });

  it('a conforming resource has none', async () => {
    const reply = await server.write('put', '/Organization/1234', { ...conforming, alias: ['Quiétude'] }).expect(200);
    expect(reply.headers['fhir-warnings']).toBeUndefined();
  });

  it('refuse with handling=strict, and at the level profile', async () => {
    const strict = await server.write('post', '/Organization', bare, { Prefer: 'handling=strict' });
    expect(strict.status).toBe(422);
    expect((strict.body as OperationOutcome).issue.every(({ severity }) => severity === 'error')).toBe(true);
    await enforcing.write('post', '/Organization', bare).expect(422);
    await enforcing.write('post', '/Organization', { ...conforming, id: undefined }).expect(201);
  });

  it('a patch is not refused for an existing fault', async () => {
    const { id } = (await server.write('post', '/Organization', bare).expect(201)).body as Organization;
    const rename = patchOf({ type: 'replace', path: 'Organization.name', value: { valueString: 'CHRU' } });
    await server.write('patch', `/Organization/${id}`, rename, { Prefer: 'handling=strict' }).expect(200);
    const worse = patchOf(
      { type: 'add', path: 'Organization', name: 'alias', value: { valueString: 'x' } },
      { type: 'delete', path: 'Organization.name' },
    );
    await server.write('patch', `/Organization/${id}`, worse, { Prefer: 'handling=strict' }).expect(422);
  });

  describe('$validate', () => {
    const issues = async (path: string, body: object) =>
      ((await server.write('post', path, body).expect(200)).body as OperationOutcome).issue;

    it.each(['/$validate', '/Organization/$validate', '/Organization/1234/$validate'])(
      '%s finds nothing wrong with a conforming resource',
      async (path) => {
        const stamped = { ...conforming, meta: { ...conforming.meta, lastUpdated: '2026-01-31T08:00:00Z' } };
        expect(await issues(path, stamped)).toEqual([
          { severity: 'information', code: 'informational', details: { text: 'No issues were found.' } },
        ]);
      },
    );

    it('answers 200 with every fault of R4 and of the profile, with its line', async () => {
      const text = '{\n"resourceType": "Organization",\n"name": "CHU",\n"telecom": [{ "value": "1" }]\n}';
      const reply = await server.write('post', '/Organization/$validate', text).expect(200);
      const found = (reply.body as OperationOutcome).issue;
      expect(found.map(({ code }) => code)).toEqual(expect.arrayContaining(['invariant', 'required']));
      expect(found.find(({ code }) => code === 'invariant')!.extension![0]!.valueInteger).toBe(4);
    });

    it('checks a named profile only', async () => {
      const body = {
        resourceType: 'Parameters',
        parameter: [
          { name: 'resource', resource: bare },
          { name: 'profile', valueUri: PROFILE },
        ],
      };
      expect(
        (await issues('/$validate', body)).some(({ expression }) => expression?.[0] === 'Organization.extension'),
      ).toBe(true);
      const unknown = await issues('/$validate?profile=http://example.org/none', bare);
      // R4: a server that cannot validate against the profile it is given says so by an error.
      expect(unknown).toMatchObject([{ severity: 'error', code: 'not-found' }]);
    });

    it('of a stored resource by id', async () => {
      const reply = await server.send('get', '/Organization/4569/$validate').expect(200);
      expect(reply.body).toMatchObject({ resourceType: 'OperationOutcome' });
      await server.send('get', '/Organization/nobody/$validate').expect(404);
    });

    it.each([
      ['a body of another type', '/Location/$validate', bare, 400],
      ['an unknown mode', '/$validate?mode=guess', bare, 400],
      [
        'no resource in Parameters',
        '/$validate',
        { resourceType: 'Parameters', parameter: [{ name: 'mode', valueCode: 'create' }] },
        400,
      ],
    ])('%s is refused', async (_, path, body, status) => {
      await server.write('post', path, body).expect(status);
    });
  });

  describe('definitions', () => {
    it('are served by id and by canonical, with their snapshot', async () => {
      const profile = (await server.send('get', '/StructureDefinition/ror-organization').expect(200))
        .body as StructureDefinition;
      expect(profile).toMatchObject({ url: PROFILE, type: 'Organization' });
      expect(profile.snapshot!.element.length).toBeGreaterThan(profile.differential!.element.length);
      const found = (await server.send('get', `/StructureDefinition?url=${PROFILE}`).expect(200)).body as Bundle;
      expect(found).toMatchObject({ type: 'searchset', total: 1, entry: [{ resource: { id: 'ror-organization' } }] });
      await server.send('get', '/StructureDefinition/nothing').expect(404);
      await server.send('delete', '/StructureDefinition/ror-organization').expect(405);
    });
  });
});
