import { Inject, Injectable } from '@nestjs/common';
import type { Bundle, Endpoint } from 'fhir/r4';
import {
  FhirPlugin,
  Hook,
  type HookPoints,
  type JsonObject,
  repositoryOf,
  type RequestContext,
  ResourceRepository,
  ResourceService,
  type StoredVersion,
} from '../../../src/fhir';
import { endpointDefinition } from '../../support/endpoint/endpoint.definition';
import { describeOnEachDatabase } from '../../support/on-each-database';
import type { TestApp } from '../../support/test-app';
import { bundle, entry, send } from './support';

const SECRET = 'https://secret.example.org';

/** Shows every resource in its own way. */
@Injectable()
class DiscreetService extends ResourceService<Endpoint> {
  constructor(@Inject(repositoryOf('Endpoint')) repository: ResourceRepository<Endpoint>) {
    super(endpointDefinition, repository);
  }
  override async shown(context: RequestContext, version: StoredVersion): Promise<string> {
    return (await super.shown(context, version)).replaceAll(SECRET, 'https://shown.example.org');
  }
}

@FhirPlugin({ resource: endpointDefinition, service: DiscreetService })
class DiscreetPlugin {}

@Injectable()
class Discretion {
  @Hook('resource.beforeShow')
  mask({ resource }: HookPoints['resource.beforeShow']['event']): Readonly<JsonObject> {
    const { address: _, ...rest } = resource;
    return rest;
  }
}

@FhirPlugin({ providers: [Discretion] })
class DiscretionPlugin {}

const settings = { UPDATE_CREATE: 'true', VALIDATION_LEVEL: 'structure' } as const;
const IDS = ['a', 'b', 'c', 'd'];

const put = (server: TestApp, resource: { resourceType: string; id: string }) =>
  server.write('put', `/${resource.resourceType}/${resource.id}`, resource).expect(201);

const endpoint = (id: string) => ({
  resourceType: 'Endpoint',
  id,
  status: 'active',
  connectionType: { code: 'hl7-fhir-rest' },
  payloadType: [{ text: 'any' }],
  address: SECRET,
});

const resourcesIn = (text: string): readonly string[] =>
  ((JSON.parse(text) as Bundle).entry ?? []).map(({ resource }) => JSON.stringify(resource));

describeOnEachDatabase('a batch of reads', { settings }, (server) => {
  const named = (id: string, name: string) => ({
    resourceType: 'Organization',
    id,
    identifier: [{ system: 'urn:s', value: id }],
    name,
  });

  beforeAll(async () => {
    await put(server, named('a', 'Hôpital de l’Île ""\\'));
    await put(server, named('b', '👩‍⚕️ 漢字 \u2028'));
    await put(server, named('c', 'Short'));
    await put(server, named('d', 'Deleted'));
    await server.send('delete', '/Organization/d').expect(204);
  });

  it.each(['batch', 'transaction'])('answers in a %s with the text that a request of its own gets', async (type) => {
    const ids = ['a', 'b', 'c'];
    const { text } = await send(server, bundle(type, ...ids.map((id) => entry(`GET Organization/${id}`))));
    for (const id of ids) {
      const alone = await server.send('get', `/Organization/${id}`).expect(200);
      expect(text).toContain(`,"resource":${alone.text}}`);
    }
  });

  it('answers each entry as its own conditions and parameters ask', async () => {
    const { statuses, entries } = await send(
      server,
      bundle(
        'batch',
        entry('GET Organization/a'),
        entry('HEAD Organization/b'),
        entry('GET Organization/c', undefined, { ifNoneMatch: 'W/"1"' }),
        entry('GET Organization/b?_elements=name'),
        entry('GET Organization/d'),
        entry('GET Organization/none'),
      ),
    );
    expect(statuses.map((status) => status.slice(0, 3))).toEqual(['200', '200', '304', '200', '410', '404']);
    expect(entries.map(({ resource }) => resource && Object.keys(resource).length)).toEqual([5, undefined, undefined, 4, undefined, undefined]); // prettier-ignore
    expect(entries[3]!.resource).not.toHaveProperty('identifier');
    const { lastUpdated } = entries[0]!.resource!.meta!;
    expect(entries[0]!.response!.lastModified).toBe(lastUpdated);
  });

  it.each(['json', 'xml'])('is written in %s', async (format) => {
    const body = bundle('batch', ...['a', 'b'].map((id) => entry(`GET Organization/${id}`)));
    const { text } = await server.write('post', `/?_format=${format}`, body).expect(200);
    expect(text).toContain('Hôpital de l’Île');
    expect(text).toContain('漢字');
  });
});

describe.each([
  ['a service shows in its own way', [DiscreetPlugin]],
  ['a hook shows in its own way', [DiscretionPlugin, endpointPluginOf()]],
])('A batch of reads, where %s', (_, plugins) => {
  describeOnEachDatabase('it', { settings, plugins }, (server) => {
    it('shows them in this way as well', async () => {
      for (const id of IDS) await put(server, endpoint(id));
      const { text } = await send(server, bundle('batch', ...IDS.map((id) => entry(`GET Endpoint/${id}`))));
      expect(text).not.toContain(SECRET);
      const alone = await Promise.all(IDS.map((id) => server.send('get', `/Endpoint/${id}`).expect(200)));
      expect(resourcesIn(text)).toEqual(alone.map(({ body }) => JSON.stringify(body)));
    });
  });
});

function endpointPluginOf() {
  @FhirPlugin({ resource: endpointDefinition })
  class PlainPlugin {}
  return PlainPlugin;
}
