import type { FhirResource, HealthcareService } from 'fhir/r4';
import { describeOnEachDatabase } from '../../support/on-each-database';
import { askForExport, exported, jobsDone, linesOf, namesIn, pathOf, textOfFile } from '../../support/exports';

const tag = (code: string) => ({ tag: [{ system: 'urn:region', code }] });
const reference = (name: string) => ({ reference: name });

/** Two offers, each with everything that belongs to it, and a resource of each type that belongs to neither. */
const DIRECTORY: readonly object[] = [
  { resourceType: 'Organization', id: 'group' },
  { resourceType: 'Organization', id: 'house', partOf: reference('Organization/group') },
  { resourceType: 'Organization', id: 'unit', partOf: reference('Organization/house') },
  { resourceType: 'Organization', id: 'stranger', partOf: reference('Organization/group') },
  { resourceType: 'Organization', id: 'other' },
  { resourceType: 'Location', id: 'here' },
  { resourceType: 'Location', id: 'there' },
  { resourceType: 'Location', id: 'nowhere' },
  { resourceType: 'HealthcareService', id: 'offer-11', meta: tag('11'), providedBy: reference('Organization/unit'), location: [reference('Location/here')] },
  { resourceType: 'HealthcareService', id: 'offer-52', meta: tag('52'), providedBy: reference('Organization/other'), location: [reference('Location/here'), reference('Location/there')] },
  { resourceType: 'PractitionerRole', id: 'role-11', healthcareService: [reference('HealthcareService/offer-11')], practitioner: reference('Practitioner/ada') },
  { resourceType: 'PractitionerRole', id: 'role-52', healthcareService: [reference('HealthcareService/offer-52')], practitioner: reference('Practitioner/ben') },
  { resourceType: 'PractitionerRole', id: 'role-none', practitioner: reference('Practitioner/cyd') },
  { resourceType: 'Practitioner', id: 'ada' },
  { resourceType: 'Practitioner', id: 'ben' },
  { resourceType: 'Practitioner', id: 'cyd' },
]; // prettier-ignore

const NAMES = DIRECTORY.map((each) => `${(each as FhirResource).resourceType}/${(each as FhirResource).id}`).sort();
const COMPLETE = 'includeAssociatedData=_myCompleteExtract';
const OF_11 = [
  'HealthcareService/offer-11', 'Location/here', 'Organization/group', 'Organization/house', 'Organization/unit',
  'Practitioner/ada', 'PractitionerRole/role-11',
]; // prettier-ignore
const OF_ALL = [
  ...OF_11, 'HealthcareService/offer-52', 'Location/there', 'Organization/other', 'Practitioner/ben', 'PractitionerRole/role-52',
].sort(); // prettier-ignore

const settings = { UPDATE_CREATE: 'true', VALIDATION_LEVEL: 'structure', BUSINESS_RULES: 'off' } as const;

describeOnEachDatabase('an export', { settings }, (server) => {
  const put = async (resource: object): Promise<string> => {
    const { resourceType, id } = resource as FhirResource;
    const { body } = await server.write('put', `/${resourceType}/${id}`, resource);
    return (body as FhirResource).meta!.lastUpdated!;
  };
  beforeAll(async () => {
    for (const resource of DIRECTORY) await put(resource);
  });

  it.each([
    ['all types', '/$export', NAMES],
    ['one type by its address', '/Location/$export', NAMES.filter((name) => name.startsWith('Location/'))],
    [
      'some types',
      '/$export?_type=Location,Practitioner&_type=Location',
      NAMES.filter((name) => /^(Location|Practitioner)\//.test(name)),
    ],
    [
      'what a search finds',
      '/$export?_type=HealthcareService&_typeFilter=HealthcareService%3F_tag%3D11',
      ['HealthcareService/offer-11'],
    ],
    [
      'what one of several searches finds, once',
      '/$export?_type=HealthcareService&_typeFilter=HealthcareService%3F_tag%3D11,HealthcareService%3F_tag%3D11%2C52',
      ['HealthcareService/offer-11', 'HealthcareService/offer-52'],
    ],
    [
      'a type without a search beside one with',
      '/$export?_type=Location,HealthcareService&_typeFilter=HealthcareService?_tag=urn:region%7C52',
      ['HealthcareService/offer-52', 'Location/here', 'Location/nowhere', 'Location/there'],
    ],
    [
      'offers with all that belongs to them',
      `/$export?_outputFormat=application/fhir+ndjson&_type=HealthcareService&${COMPLETE}`,
      OF_ALL,
    ],
    [
      'offers of a region, with all that belongs to them',
      `/$export?_type=HealthcareService&_typeFilter=HealthcareService%3F_tag%3Durn:region%7C11&${COMPLETE}`,
      OF_11,
    ],
    [
      'offers with what belongs to them, beside all of a type',
      `/$export?_type=HealthcareService,Practitioner&${COMPLETE}`,
      [...OF_ALL, 'Practitioner/cyd'].sort(),
    ],
    [
      'the same beside all of a type that brings others',
      `/$export?_type=HealthcareService,PractitionerRole&${COMPLETE}`,
      [...OF_ALL, 'PractitionerRole/role-none'].sort(),
    ],
    [
      'the same beside a search of such a type',
      `/$export?_type=HealthcareService,Organization&_typeFilter=Organization?_id=unit,stranger&${COMPLETE}`,
      [...OF_ALL, 'Organization/stranger'].sort(),
    ],
    ['nothing', '/$export?_type=Location&_typeFilter=Location?_id=none', []],
  ] as const)('has %s', async (_, path, names) => {
    const manifest = await exported(server, path);
    expect((await namesIn(server, manifest.output)).toSorted()).toEqual(names);
    expect(manifest.error).toEqual([]);
    const types = [...new Set(names.map((name) => name.split('/')[0]))];
    expect(manifest.output.map(({ type }) => type).sort()).toEqual(types.sort());
    expect(manifest.output.reduce((sum, { count }) => sum + count, 0)).toBe(names.length);
  });

  it('has a status URL when it starts, and reports that it waits', async () => {
    const answer = await server.send('get', '/$export?_type=Location').set('Prefer', 'respond-async').expect(202);
    expect(answer.headers['content-location']).toMatch(/\/fhir\/\$export-poll-status\?_jobId=[A-Za-z0-9-]+$/);
    expect(answer.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'information' }] });
    await jobsDone(server);
  });

  it('has a manifest that says what was asked, and how', async () => {
    const manifest = await exported(server, '/Location/$export?_since=2020-01-01&_elements=name');
    expect(manifest).toMatchObject({
      request: expect.stringMatching(/\/fhir\/Location\/\$export\?_since=2020-01-01&_elements=name$/) as string,
      requiresAccessToken: false,
      outputFormat: 'application/fhir+ndjson',
      error: [],
    });
    expect(new Date(manifest.transactionTime).toISOString()).toBe(manifest.transactionTime);
  });

  it('is asked for by POST as well', async () => {
    const parameter = [{ name: '_type', valueString: 'Location' }, { name: '_since', valueInstant: '1960-01-01T00:00:00Z' }]; // prettier-ignore
    const { headers } = await server.write('post', '/$export', { resourceType: 'Parameters', parameter }).expect(202);
    await jobsDone(server);
    const { body } = await server.send('get', pathOf(String(headers['content-location']))).expect(200);
    expect(body).toMatchObject({ output: [{ type: 'Location', count: 3 }] });
    expect(new URL((body as { request: string }).request).searchParams.get('_type')).toBe('Location');
  });

  it('has resources as they are stored, to the byte', async () => {
    const organization =
      '{"resourceType":"Organization","name":"Hôtel\\nDieu","extension":[{"url":"u:x","valueDecimal":1.00}]}';
    const { body } = await server.write('post', '/Organization', organization).expect(201);
    const { id } = body as { id: string };
    const { text } = await server.send('get', `/Organization/${id}`).expect(200);
    const manifest = await exported(server, `/$export?_type=Organization&_typeFilter=Organization?_id=${id}`);
    expect(await textOfFile(server, manifest.output[0]!)).toBe(`${text}\n`);
    await server.send('delete', `/Organization/${id}`).expect(204);
  });

  it('has only some elements where they are named, tagged as such', async () => {
    const manifest = await exported(
      server,
      '/$export?_type=HealthcareService,Location&_elements=HealthcareService.providedBy',
    );
    const [offer] = await linesOf(
      server,
      manifest.output.filter(({ type }) => type === 'HealthcareService'),
    );
    expect(offer).toMatchObject({ id: 'offer-11', providedBy: {}, meta: { tag: [{}, { code: 'SUBSETTED' }] } });
    expect(offer).not.toHaveProperty('location');
    const [location] = await linesOf(
      server,
      manifest.output.filter(({ type }) => type === 'Location'),
    );
    expect(JSON.stringify(location)).not.toContain('SUBSETTED');
  });

  it.each(['application/fhir+json', 'application/json', 'json'])('is Bundles as %s', async (format) => {
    const manifest = await exported(server, `/$export?_type=Location,Practitioner&_outputFormat=${format}`);
    expect(manifest.outputFormat).toBe('application/fhir+json');
    const bundle = JSON.parse(await textOfFile(server, manifest.output[0]!)) as object;
    expect(bundle).toMatchObject({
      resourceType: 'Bundle',
      type: 'collection',
      entry: ['here', 'nowhere', 'there'].map((id) => ({
        fullUrl: expect.stringMatching(`/fhir/Location/${id}$`) as string,
        resource: { resourceType: 'Location', id },
      })),
    });
  });

  it('lists what was deleted and written since', async () => {
    const since = await put({ resourceType: 'Practitioner', id: 'new' });
    await put({ resourceType: 'Practitioner', id: 'gone' });
    await server.send('delete', '/Practitioner/gone').expect(204);
    const manifest = await exported(server, `/$export?_type=Practitioner,Location&_since=${since}`);
    expect(await namesIn(server, manifest.output)).toEqual(['Practitioner/new']);
    expect(await linesOf(server, manifest.deleted)).toEqual([
      {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [{ request: { method: 'DELETE', url: 'Practitioner/gone' } }],
      },
    ]);
    await server.send('delete', '/Practitioner/new').expect(204);
  });

  it('brings what belongs to resources that did not change, whole', async () => {
    const since = await put({ resourceType: 'Practitioner', id: 'ada', gender: 'female' });
    const manifest = await exported(server, `/$export?_type=HealthcareService&_since=${since}&${COMPLETE}`);
    const belonging = OF_ALL.filter((name) => !name.startsWith('HealthcareService/'));
    expect((await namesIn(server, manifest.output)).toSorted()).toEqual(belonging);
  });

  it('brings a resource that changed at that very instant', async () => {
    const { body } = await server.send('get', '/HealthcareService/offer-11').expect(200);
    const offer = body as HealthcareService;
    const since = await put({ ...offer, comment: 'Changed.' });
    const manifest = await exported(server, `/$export?_type=HealthcareService&_since=${since}&${COMPLETE}`);
    const offers = (await namesIn(server, manifest.output)).filter((name) => name.startsWith('HealthcareService/'));
    expect(offers).toEqual(['HealthcareService/offer-11']);
    await put(offer);
  });

  it('is cancelled by DELETE, complete or not, and is unknown afterwards', async () => {
    for (const wait of [true, false]) {
      const state = await askForExport(server, '/$export');
      if (wait) await jobsDone(server);
      const file = pathOf(`http://x/fhir/$export-file?${new URL(`http://x${state}`).searchParams.toString()}&_file=0`);
      if (wait) await server.send('get', file).expect(200);
      await server.send('delete', state).expect(202);
      await server.send('get', state).expect(404);
      await server.send('get', file).expect(404);
      await server.send('delete', state).expect(404);
    }
    await jobsDone(server);
  });
});
