import { Global, Module } from '@nestjs/common';
import type { Bundle, BundleEntry, FhirResource, OperationOutcome } from 'fhir/r4';
import { RESOURCE_STORE, type ResourceStore } from '../../src/fhir';
import { MemoryResourceStore } from '../../src/persistence';
import { databases } from '../support/databases';
import { startTestApp, type TestApp } from '../support/test-app';

/** The directory of this test; its links are the references of these resources. */
const RESOURCES: readonly FhirResource[] = [
  { resourceType: 'Organization', id: 'top', name: 'Group' },
  { resourceType: 'Organization', id: 'middle', name: 'Hospital', partOf: { reference: 'Organization/top' } },
  { resourceType: 'Organization', id: 'unit', name: 'Unit', partOf: { reference: 'Organization/middle' } },
  { resourceType: 'Organization', id: 'circle-1', name: 'One', partOf: { reference: 'Organization/circle-2' } },
  { resourceType: 'Organization', id: 'circle-2', name: 'Other', partOf: { reference: 'Organization/circle-1' } },
  { resourceType: 'Location', id: 'here', name: 'Here', managingOrganization: { reference: 'Organization/unit' } },
  { resourceType: 'Location', id: 'there', name: 'There' },
  {
    resourceType: 'HealthcareService',
    id: 'offer',
    name: 'Cardiology',
    providedBy: { reference: 'Organization/unit' },
    location: [{ reference: 'Location/here' }, { reference: 'Location/there' }, { reference: 'Location/nowhere' }],
  },
  { resourceType: 'HealthcareService', id: 'other', providedBy: { reference: 'Organization/unit' } },
  { resourceType: 'HealthcareService', id: 'alone' },
  { resourceType: 'Practitioner', id: 'doctor', name: [{ family: 'Martin' }] },
  {
    resourceType: 'PractitionerRole',
    id: 'role',
    practitioner: { reference: 'Practitioner/doctor' },
    healthcareService: [{ reference: 'HealthcareService/offer' }],
  },
];

const OFFER = 'HealthcareService?_id=offer';
const FIVE =
  '&_include=HealthcareService:organization&_include:iterate=Organization:partof&_include=HealthcareService:location' +
  '&_revinclude=PractitionerRole:service&_include=PractitionerRole:practitioner';
const ALL_FIVE = ['Location/here', 'Location/there', 'Organization/middle', 'Organization/top', 'Organization/unit', 'Practitioner/doctor', 'PractitionerRole/role']; // prettier-ignore

/** A store that cannot tell what resources refer to. */
function storeWithoutReferences(): ResourceStore {
  return Object.assign(new MemoryResourceStore(), { references: undefined });
}

@Global()
@Module({
  providers: [{ provide: RESOURCE_STORE, useFactory: storeWithoutReferences }],
  exports: [RESOURCE_STORE],
})
class WithoutReferences {}

const stores = [
  ...databases.map(({ name, createMigrated }) => ({
    name,
    open: async () => {
      const { url, drop } = await createMigrated();
      return { settings: { DATABASE_URL: url }, more: {}, drop };
    },
  })),
  {
    name: 'a store that cannot tell references',
    open: async () => ({ settings: {}, more: { persistence: WithoutReferences }, drop: async () => undefined }),
  },
];

const nameOf = ({ resource }: BundleEntry): string => `${resource?.resourceType}/${resource?.id}`;
const ofMode = ({ entry = [] }: Bundle, mode: string): BundleEntry[] =>
  entry.filter(({ search }) => search?.mode === mode);

describe.each(stores)('the included resources of a search on $name', ({ open }) => {
  let opened: { readonly drop: () => Promise<void> };
  let server: TestApp;
  beforeAll(async () => {
    const { settings, more, drop } = await open();
    opened = { drop };
    server = await startTestApp(
      { ...settings, UPDATE_CREATE: 'true', VALIDATION_LEVEL: 'structure', BUSINESS_RULES: 'off' },
      more,
    );
    for (const resource of RESOURCES) {
      await server.write('put', `/${resource.resourceType}/${resource.id}`, resource).expect(201);
    }
  });
  afterAll(async () => {
    await server.close();
    await opened.drop();
  });

  const search = async (address: string, headers: Record<string, string> = {}) => {
    const { status, body } = await server.send('get', `/${address}`).set(headers);
    return { status, body: body as Bundle };
  };
  const included = async (address: string): Promise<string[]> => {
    const { status, body } = await search(address);
    expect(status).toBe(200);
    const names = ofMode(body, 'include').map(nameOf);
    expect(new Set(names).size).toBe(names.length);
    for (const { fullUrl, resource } of ofMode(body, 'include')) {
      expect(fullUrl).toBe(`http://localhost:3000/fhir/${resource!.resourceType}/${resource!.id}`);
    }
    return names.sort();
  };

  it.each<[string, string, string[]]>([
    ['nothing where nobody asks', OFFER, []],
    ['what it refers to', `${OFFER}&_include=HealthcareService:organization`, ['Organization/unit']],
    ['what several refer to, once', 'HealthcareService?_include=HealthcareService:organization', ['Organization/unit']],
    ['all of a list that are there', `${OFFER}&_include=HealthcareService:location`, ['Location/here', 'Location/there']],
    ['of one target type', `${OFFER}&_include=HealthcareService:location:Location`, ['Location/here', 'Location/there']],
    ['nothing of what was included, without :iterate', `${OFFER}&_include=HealthcareService:organization&_include=HealthcareService:location`, ['Location/here', 'Location/there', 'Organization/unit']],
    ['what the included refer to, and so on', `${OFFER}&_include=HealthcareService:organization&_include:iterate=Organization:partof`, ['Organization/middle', 'Organization/top', 'Organization/unit']],
    ['a rule of another type goes for what is included', `${OFFER}&_include=HealthcareService:organization&_include=Organization:partof`, ['Organization/middle', 'Organization/top', 'Organization/unit']],
    ['one step of the searched type', 'Organization?_id=unit&_include=Organization:partof', ['Organization/middle']],
    ['every step of the searched type', 'Organization?_id=unit&_include:iterate=Organization:partof', ['Organization/middle', 'Organization/top']],
    ['a circle, which ends', 'Organization?_id=circle-1&_include:iterate=Organization:partof', ['Organization/circle-2']],
    ['what refers to it', `${OFFER}&_revinclude=PractitionerRole:service`, ['PractitionerRole/role']],
    ['what refers to it, of a target', `${OFFER}&_revinclude=PractitionerRole:service:HealthcareService`, ['PractitionerRole/role']],
    ['what refers to it and what that refers to', `${OFFER}&_revinclude=PractitionerRole:service&_include:iterate=PractitionerRole:practitioner`, ['Practitioner/doctor', 'PractitionerRole/role']],
    ['what refers to it, and so on', 'Organization?_id=top&_revinclude:iterate=Organization:partof', ['Organization/middle', 'Organization/unit']],
    ['all of a type', `${OFFER}&_include=HealthcareService:*`, ['Location/here', 'Location/there', 'Organization/unit']],
    ['all of a type that are Locations', `${OFFER}&_include=HealthcareService:*:Location`, ['Location/here', 'Location/there']],
    ['all', `${OFFER}&_include=*`, ['Location/here', 'Location/there', 'Organization/unit']],
    ['all that refers to it', `Practitioner?_revinclude=*`, ['PractitionerRole/role']],
    ['the five of the directory', OFFER + FIVE, ALL_FIVE],
    ['the five as they were written before', `${OFFER}${FIVE.replace('_include=HealthcareService:organization', '_include:iterate=HealthcareService:organization').replace('_include=PractitionerRole', '_include:iterate=PractitionerRole')}`, ALL_FIVE],
    ['nothing with nothing', 'HealthcareService?_id=alone' + FIVE, []],
    ['nothing that is on the page already', 'Organization?_include=Organization:partof', []],
  ])('%s', async (_, address, expected) => {
    expect(await included(address)).toEqual(expected);
  }); // prettier-ignore

  it('are not counted, and are on the page of their match', async () => {
    const { body } = await search('HealthcareService?_count=1&_sort=_id&_include=HealthcareService:organization');
    expect([body.total, ofMode(body, 'match').map(nameOf), ofMode(body, 'include')]).toEqual([
      3,
      ['HealthcareService/alone'],
      [],
    ]);
    const next = body.link!.find(({ relation }) => relation === 'next')!.url;
    const second = await search(next.replace(/^.*\/fhir\//, ''));
    expect(ofMode(second.body, 'include').map(nameOf)).toEqual(['Organization/unit']);
  });

  it('are shown in part like the matches', async () => {
    const { body } = await search(`${OFFER}&_include=HealthcareService:organization&_elements=name`);
    const [organization] = ofMode(body, 'include');
    expect(organization!.resource).toMatchObject({ name: 'Unit', meta: { tag: [{ code: 'SUBSETTED' }] } });
    expect(organization!.resource).not.toHaveProperty('partOf');
  });

  it('are in an XML answer too', async () => {
    const { text } = await server.send('get', `/${OFFER}&_include=HealthcareService:organization&_format=xml`).expect(200);
    expect(text).toMatch(/<mode value="include"\/>/);
  });

  it.each([
    ['a type that is not served', '_include=Patient:organization', /Patient is not served here/],
    ['a parameter that is not there', '_include=HealthcareService:organisation', /did you mean organization\?/],
    ['a parameter that is no reference', '_include=HealthcareService:name', /References of HealthcareService: .*organization/],
    ['a target that is no type', '_include=HealthcareService:location:Place', /Place is not a resource type/],
    ['a target it does not refer to', '_include=HealthcareService:location:Organization', /HealthcareService:location does not refer to Organization/],
    ['a type alone', '_include=HealthcareService', /does not say what to include/],
    ['too many parts', '_include=HealthcareService:location:Location:x', /does not say what to include/],
    ['another modifier', '_include:recurse=HealthcareService:location', /Write _include:iterate, or _include/],
    ['a modifier of no kind', '_revinclude:=PractitionerRole:service', /_revinclude:iterate/],
  ])('%s is refused', async (_, query, said) => {
    const { status, body } = await search(`${OFFER}&${query}`);
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringMatching(said)]);
  }); // prettier-ignore

  it('with lenient handling, an invalid _include is ignored, reported, and absent from the self link', async () => {
    const { status, body } = await search(`${OFFER}&_include=Patient:organization&_include=HealthcareService:organization`, {
      Prefer: 'handling=lenient',
    });
    const [outcome] = ofMode(body, 'outcome');
    expect([status, ofMode(body, 'include').map(nameOf)]).toEqual([200, ['Organization/unit']]);
    expect((outcome!.resource as OperationOutcome).issue[0]).toMatchObject({ severity: 'warning', expression: ['http._include'] });
    expect(body.link![0]!.url).not.toContain('Patient');
  });
}); // prettier-ignore
