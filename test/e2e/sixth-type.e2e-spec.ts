import type { Bundle, CapabilityStatement, Endpoint } from 'fhir/r4';
import request from 'supertest';
import { EndpointPlugin } from '../support/endpoint/endpoint.plugin';
import { describeOnEachDatabase } from '../support/on-each-database';
import { patchOf } from '../support/patches';
import { startTestApp } from '../support/test-app';

const endpoint: Endpoint = {
  resourceType: 'Endpoint',
  status: 'active',
  connectionType: { system: 'http://terminology.hl7.org/CodeSystem/endpoint-connection-type', code: 'hl7-fhir-rest' },
  payloadType: [{ text: 'any' }],
  address: 'https://example.org/fhir',
};

const SETUP = { plugins: [EndpointPlugin] };

describeOnEachDatabase('a sixth resource type, a definition and one line', SETUP, (server) => {
  it('has every interaction', async () => {
    const created = (await server.write('post', '/Endpoint', endpoint).expect(201)).body as Endpoint;
    const path = `/Endpoint/${created.id}`;
    expect((await server.send('get', path).expect(200)).body).toEqual(created);

    await server.write('put', path, { ...created, status: 'off' }).expect(200);
    const rename = patchOf({ type: 'add', path: 'Endpoint', name: 'name', value: { valueString: 'Annuaire' } });
    const patched = (await server.write('patch', path, rename).expect(200)).body as Endpoint;
    expect(patched).toMatchObject({ status: 'off', name: 'Annuaire', meta: { versionId: '3' } });

    expect((await server.send('get', `${path}/_history/1`).expect(200)).body).toEqual(created);
    const found = (await server.send('get', `/Endpoint?_id=${created.id}`).expect(200)).body as Bundle;
    expect(found.entry!.map(({ resource }) => resource)).toEqual([patched]);
    await server.send('delete', path).expect(204);
    await server.send('get', path).expect(410);
    const history = (await server.send('get', `${path}/_history`).expect(200)).body as Bundle;
    expect(history.entry!.map(({ request }) => request!.method)).toEqual(['DELETE', 'PATCH', 'PUT', 'POST']);
  });

  it('is validated against R4, like any other', async () => {
    const reply = await server.write('post', '/Endpoint', { ...endpoint, status: 'asleep' });
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({ issue: [{ code: 'code-invalid', expression: ['Endpoint.status'] }] });
  });

  it('is in the CapabilityStatement next to the five', async () => {
    const statement = (await server.send('get', '/metadata').expect(200)).body as CapabilityStatement;
    const types = statement.rest![0]!.resource!.map(({ type }) => type);
    expect(types.slice(0, 6)).toEqual([
      'Organization',
      'HealthcareService',
      'Practitioner',
      'PractitionerRole',
      'Location',
      'Endpoint',
    ]);
    const described = statement.rest![0]!.resource!.find(({ type }) => type === 'Endpoint')!;
    expect(described.interaction!.map(({ code }) => code)).toHaveLength(9);
    expect(described.searchParam!.map(({ name }) => name)).toEqual([
      '_id',
      'identifier',
      'connection-type',
      '_lastUpdated',
      '_tag',
      '_profile',
      '_source',
      '_security',
      '_filter',
    ]);
  });

  it('has a search parameter of its own, which needs one declaration', async () => {
    const { id } = (await server.write('post', '/Endpoint', endpoint).expect(201)).body as Endpoint;
    const found = async (value: string) =>
      ((await server.send('get', `/Endpoint?connection-type=${value}`).expect(200)).body as Bundle).entry ?? [];
    expect((await found('hl7-fhir-rest')).map(({ resource }) => resource!.id)).toContain(id);
    expect(await found('hl7-fhir')).toEqual([]);
    const statement = (await server.send('get', '/metadata').expect(200)).body as CapabilityStatement;
    const described = statement.rest![0]!.resource!.find(({ type }) => type === 'Endpoint')!;
    expect(described.searchParam).toContainEqual(
      expect.objectContaining({
        name: 'connection-type',
        type: 'token',
        documentation: expect.stringContaining('spoken to'),
      }),
    );
    const page = (await server.send('get', '/Endpoint?connection-type=x').set('Accept', 'text/html').expect(200)).text;
    expect(page).toMatch(/name="connection-type"\s+value="x"\s+placeholder="hl7-fhir-rest"/);
    expect(page).toContain('How it is spoken to.');
    const document = (
      await request(server.app.getHttpServer() as Parameters<typeof request>[0])
        .get('/openapi.json')
        .expect(200)
    ).text;
    expect(document).toContain('How it is spoken to. `system|value`');
    expect(document).toContain('For example `hl7-fhir-rest`.');
  });

  it('is in the OpenAPI document with its schema', async () => {
    const reply = await request(server.app.getHttpServer() as Parameters<typeof request>[0])
      .get('/openapi.json')
      .expect(200);
    const document = reply.body as { paths: Record<string, object>; components: { schemas: Record<string, object> } };
    expect(Object.keys(document.paths['/fhir/Endpoint/{id}'] ?? {}).sort()).toEqual(['delete', 'get', 'patch', 'put']);
    expect(document.components.schemas).toHaveProperty('Endpoint');
  });

  it('cannot be served twice', async () => {
    const twice = startTestApp({ DATABASE_URL: 'sqlite::memory:' }, { plugins: [EndpointPlugin, EndpointPlugin] });
    await expect(twice).rejects.toThrow('Endpoint is already served by another plugin');
  });
});
