import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Extension, FhirResource, Location, Organization } from 'fhir/r4';
import { Neighbours, type IssueDetail } from '../../src/fhir';
import { MemoryResourceStore } from '../../src/persistence/memory/memory-resource-store';
import { sampleDirectory } from '../../src/ror';
import { capacitiesHold, creationDatesKept, datesInOrder, noCircle, topIsTop, treeHolds } from '../../src/ror/rules';
import { kindOf, type OrganizationKind } from '../../src/ror/rules/organization-kind';
import { sampleResource } from '../../src/ror/sample/sample-directory';
import { CODE_SYSTEM } from '../../src/ror/shared/code-systems';
import { EXTENSION } from '../../src/ror/shared/extensions';
import { capacity, type CapacityParts } from '../support/capacity';
import { completeHealthcareService } from './profiles/complete/healthcare-service';
import { completeLocation } from './profiles/complete/location';
import { completeOrganization } from './profiles/complete/organization';
import { completePractitioner } from './profiles/complete/practitioner';
import { completePractitionerRole } from './profiles/complete/practitioner-role';
import { guideExamples } from './profiles/guide-examples';
import { fill } from '../support/fill-store';

const BASE = 'http://ror.test/fhir';
const keyOf = ({ resourceType, id }: FhirResource) => ({ type: resourceType, id: id ?? 'new' });

/** What an issue is about, and where it stands. */
const inShort = (issues: readonly IssueDetail[]) =>
  issues.map(({ text, expression }) => `${expression}: ${String(text)}`);

const organization = (over: Partial<Organization>): Organization => ({ resourceType: 'Organization', ...over });

describe('a creation date is there once and stays', () => {
  const RECORD = '2023-12-09T14:30:00+01:00';
  const record = (valueDateTime: string): Extension => ({ url: EXTENSION.metaCreationDate, valueDateTime });
  const entity = (valueDate: string): Extension => ({ url: EXTENSION.organizationCreationDate, valueDate });
  const comment: Extension = { url: EXTENSION.locationComment, valueString: 'x' };
  const lost =
    'Organization.extension: The creation date `ror-meta-creation-date` is missing: this write would erase it';
  const changed = (at: string) =>
    `Organization.extension[${at}].value: The creation date \`ror-meta-creation-date\` cannot be changed`;
  const doubled = 'Organization.extension[1]: The creation date `ror-meta-creation-date` is there more than once';

  it.each<[string, Extension[] | undefined, Extension[] | undefined, string[]]>([
    ['a new resource with one', undefined, [record(RECORD)], []],
    ['a new resource without: the profile asks for it', undefined, [comment], []],
    ['a new resource with two', undefined, [record(RECORD), record(RECORD)], [doubled]],
    ['the same', [record(RECORD)], [record(RECORD)], []],
    ['the same, at another place', [record(RECORD), comment], [comment, record(RECORD)], []],
    ['the same moment in another zone', [record(RECORD)], [record('2023-12-09T13:30:00Z')], []],
    ['the same moment with its thousandths', [record(RECORD)], [record('2023-12-09T14:30:00.000+01:00')], []],
    ['another moment', [record(RECORD)], [record('2023-12-09T14:30:01+01:00')], [changed('0')]],
    ['less precise', [record(RECORD)], [record('2023-12-09')], [changed('0')]],
    ['another day', [record('2023-12-09')], [comment, record('2023-12-10')], [changed('1')]],
    ['no value', [record(RECORD)], [{ url: EXTENSION.metaCreationDate, id: 'x' }], [lost]],
    ['none among others', [record(RECORD), comment], [comment], [lost]],
    ['no extensions at all', [record(RECORD)], undefined, [lost]],
    ['one more', [record(RECORD)], [record(RECORD), record('2020-01-01')], [doubled]],
    ['the first one', [comment], [comment, record(RECORD)], []],
    ['one of the two there were', [record(RECORD), record('2020')], [record('2020')], []],
    ['none of the two there were', [record(RECORD), record('2020')], [record('2021')], [changed('0')]],
    ['one where there was none worth the name', [{ url: EXTENSION.metaCreationDate }], [record(RECORD)], []],
    ['the date of the legal entity, kept', [entity('1998')], [entity('1998')], []],
    ['the date of the legal entity, corrected', [entity('1998')], [entity('1999')], []],
    [
      'both lost',
      [record(RECORD), entity('1998')],
      [comment],
      [lost, lost.replace('ror-meta-creation-date', 'ror-organization-creation-date')],
    ],
  ])('%s', (_, before, extension, wanted) => {
    const previous = before && organization({ extension: before });
    const issues = creationDatesKept(organization({ ...(extension && { extension }) }), previous);
    expect(inShort(issues)).toEqual(wanted);
  });

  it('says what to send back, as it is stored', () => {
    const [issue] = creationDatesKept(organization({}), organization({ extension: [record(RECORD)] }));
    expect(String(issue!.hint)).toContain(`{ "url": "${EXTENSION.metaCreationDate}", "valueDateTime": "${RECORD}" }`);
  });

  it.each([null, 'x', [null], [[]], [{ url: EXTENSION.metaCreationDate, valueDateTime: 12 }], { url: 'x' }])(
    'bears that %j is stored as extensions',
    (stored) => {
      const previous = { resourceType: 'Organization', extension: stored } as unknown as Organization;
      expect(creationDatesKept(organization({ extension: [record(RECORD)] }), previous)).toEqual([]);
    },
  );
});

describe('closing dates are in order', () => {
  const closes = 'Organization.extension[1].value.end: The organization closes before it was created';
  const opens = 'Organization.extension[2].value: The organization opens again before it closes';
  interface Dates {
    readonly created?: string;
    readonly closed?: string;
    readonly reopened?: string;
  }
  const extensionsOf = ({ created, closed, reopened }: Dates): Extension[] => [
    { url: EXTENSION.organizationCreationDate, ...(created && { valueDate: created }) },
    { url: EXTENSION.organizationPeriod, valuePeriod: { start: '1900', ...(closed && { end: closed }) } },
    { url: EXTENSION.organizationReopeningDate, ...(reopened && { valueDate: reopened }) },
  ];

  it.each<[Dates, string[]]>([
    [{}, []],
    [{ created: '1998-05-04', closed: '2024-01-31', reopened: '2024-09-01' }, []],
    [{ created: '2024-05-02', closed: '2024-05-01' }, [closes]],
    [{ created: '2024-05-01', closed: '2024-05-01' }, []],
    [{ created: '2024-06', closed: '2024-05-31' }, [closes]],
    [{ created: '2024-05', closed: '2024-05-01' }, []],
    [{ created: '2024', closed: '2024-05-01' }, []],
    [{ created: '2025', closed: '2024-12-31T23:00:00+01:00' }, [closes]],
    [{ created: '2024-05-01', closed: '2024' }, []],
    [{ created: '2024-05-01', closed: '2023' }, [closes]],
    [{ closed: '2024-05-02', reopened: '2024-05-01' }, [opens]],
    [{ closed: '2024-05-02', reopened: '2024-05-02' }, []],
    [{ closed: '2024-05-02T08:00:00Z', reopened: '2024-05-02' }, []],
    [{ closed: '2024', reopened: '2024-01-01' }, []],
    [{ closed: '2024-05', reopened: '2024-04-30' }, [opens]],
    [{ created: '2024', reopened: '2020' }, []],
    [{ created: '2024', closed: '2022', reopened: '2020' }, [closes, opens]],
  ])('%j', (dates, wanted) => {
    expect(inShort(datesInOrder(organization({ extension: extensionsOf(dates) })))).toEqual(wanted);
  });

  it('tells the place of the date in the body', () => {
    const [issue] = datesInOrder(organization({ extension: extensionsOf({ created: '2024', closed: '2023' }) }));
    expect(issue!.path).toEqual(['extension', 1, 'valuePeriod', 'end']);
  });
});

const TYPES: Readonly<Record<string, Organization['type']>> = {
  EJ: [{ coding: [{ system: CODE_SYSTEM.legalStatus, code: '72' }] }],
  EG: [{ coding: [{ system: CODE_SYSTEM.establishmentCategory, code: '355' }] }],
  OI: [{ coding: [{ system: CODE_SYSTEM.internalOrganizationType, code: '1' }] }],
  none: [{ text: 'a friend' }],
};

describe('what an organization is', () => {
  it.each<[string, unknown, OrganizationKind | undefined]>([
    ['a legal status', TYPES['EJ'], 'legal entity'],
    ['a group of legal statuses', [{ coding: [{ system: CODE_SYSTEM.legalStatusGroup }] }], 'legal entity'],
    ['both of these', [...TYPES['EJ']!, { coding: [{ system: CODE_SYSTEM.legalStatusGroup }] }], 'legal entity'],
    ['a category of establishments', TYPES['EG'], 'geographic entity'],
    ['a level inside a site', TYPES['OI'], 'internal organization'],
    [
      'a level, and a code of somebody else',
      [{ coding: [{ system: 'urn:x' }] }, ...TYPES['OI']!],
      'internal organization',
    ],
    ['two kinds', [...TYPES['EJ']!, ...TYPES['EG']!], undefined],
    ['a text', TYPES['none'], undefined],
    ['no type', undefined, undefined],
    ['what is no type', 'x', undefined],
    ['empty places', [null, { coding: [null] }, { coding: 'x' }], undefined],
  ])('%s', (_, type, kind) => {
    expect(kindOf({ type } as Partial<Organization>)).toBe(kind);
  });
});

describe('the tree of organizations', () => {
  const part = (id: string, type: string, parent?: string): Organization =>
    organization({ id, type: TYPES[type], ...(parent && { partOf: { reference: parent } }) });

  /** Line `a EG < b`: a is a geographic entity and part of b. */
  function parse(line: string): Organization {
    const [, id = '', type = '', parent] = /^(\w+) (\w+)(?: < (\S+))?$/.exec(line) ?? [];
    return part(id, type, parent && (parent.includes('/') ? parent : `Organization/${parent}`));
  }

  async function judge(stored: readonly string[], written: string): Promise<string[]> {
    const store = new MemoryResourceStore();
    const all = stored.map(parse);
    await fill(store, all);
    const resource = parse(written);
    const previous = all.find(({ id }) => id === resource.id);
    return store.transaction(async (unit) =>
      inShort([
        ...topIsTop(resource, previous),
        ...(await treeHolds(new Neighbours(unit, keyOf(resource), BASE), resource, previous)),
      ]),
    );
  }

  const [EJ, EG, OI] = ['a legal entity (EJ)', 'a geographic entity (EG)', 'an internal organization (OI)'];
  const cannot = (kind: string, parent: string, parentKind: string) =>
    `Organization.partOf: This is ${kind}: it cannot be part of Organization/${parent}, ${parentKind}`;
  const circle = (line: string) =>
    `Organization.partOf: Organization/x would be part of itself: ${line.replace(/\w+/g, 'Organization/$&')}`;
  const notTop = `Organization.partOf: This is ${EJ}: it cannot be part of anything`;

  it.each<[string, string[], string, string[]]>([
    ['a legal entity at the top', [], 'x EJ', []],
    ['a legal entity below another', ['j EJ'], 'x EJ < j', [notTop]],
    ['a legal entity below what is not known here', [], 'x EJ < j', [notTop]],
    ['a legal entity that was below another before', ['j EJ', 'x EJ < j'], 'x EJ < j', []],
    ['a geographic entity of its own', [], 'x EG', []],
    ['a geographic entity below a legal one', ['j EJ'], 'x EG < j', []],
    ['the same by the address of this server', ['j EJ'], `x EG < ${BASE}/Organization/j`, []],
    ['a geographic entity below another', ['g EG'], 'x EG < g', [cannot(EG, 'g', EG)]],
    ['the same by the address of this server', ['g EG'], `x EG < ${BASE}/Organization/g`, [cannot(EG, 'g', EG)]],
    ['the same by a version', ['g EG'], 'x EG < Organization/g/_history/1', [cannot(EG, 'g', EG)]],
    ['a geographic entity on another server', ['g EG'], 'x EG < https://elsewhere.test/fhir/Organization/g', []],
    ['a geographic entity below an internal one', ['o OI'], 'x EG < o', [cannot(EG, 'o', OI)]],
    ['an internal organization below a geographic entity', ['g EG'], 'x OI < g', []],
    ['an internal organization below another', ['o OI'], 'x OI < o', []],
    ['an internal organization below a legal entity', ['j EJ'], 'x OI < j', [cannot(OI, 'j', EJ)]],
    ['an internal organization without a parent', [], 'x OI', []],
    ['an internal organization below what is not there', [], 'x OI < o', []],
    ['an organization of no kind, anywhere', ['j EJ'], 'x none < j', []],
    ['any kind below one of no kind', ['n none'], 'x EG < n', []],
    ['a fault of before, elsewhere', ['j EJ', 'x OI < j'], 'x OI < j', []],
    [
      'a fault of before, made anew with another parent',
      ['j EJ', 'k EJ', 'x OI < j'],
      'x OI < k',
      [cannot(OI, 'k', EJ)],
    ],
    ['another kind, below the same parent', ['j EJ', 'x EG < j'], 'x OI < j', [cannot(OI, 'j', EJ)]],
    ['out of the tree', ['j EJ', 'x EG < j'], 'x EG', []],

    ['a circle of one', ['x OI'], 'x OI < x', [circle('x → x')]],
    ['a circle of one, new', [], 'x OI < x', [circle('x → x')]],
    ['a circle of two', ['o OI < x', 'x OI'], 'x OI < o', [circle('x → o → x')]],
    ['a circle of four', ['a OI < b', 'b OI < c', 'c OI < x', 'x OI'], 'x OI < a', [circle('x → a → b → c → x')]],
    ['a circle of no kind', ['o none < x', 'x none'], 'x none < o', [circle('x → o → x')]],
    ['a line to the top', ['a OI < b', 'b OI < g', 'g EG < j', 'j EJ', 'x OI'], 'x OI < a', []],
    [
      'another circle above',
      ['a OI < b', 'b OI < a', 'x OI'],
      'x OI < a',
      ['Organization.partOf: More than 20 levels stand above, which is more than is followed'],
    ],
    ['a circle there was before', ['o OI < x', 'x OI < o'], 'x OI < o', []],

    [
      'a site that becomes a legal entity above its services',
      ['o OI < x', 'x EG'],
      'x EJ',
      [`Organization.type: This becomes ${EJ}: Organization/o, ${OI}, cannot be part of it`],
    ],
    [
      'a legal entity that becomes a site above its sites',
      ['g EG < x', 'x EJ'],
      'x EG',
      [`Organization.type: This becomes ${EG}: Organization/g, ${EG}, cannot be part of it`],
    ],
    ['a site that becomes internal above its services', ['o OI < x', 'x EG'], 'x OI', []],
    ['what stood wrong below already', ['g EG < x', 'x EG'], 'x OI', []],
    ['a first type that fits what stands below', ['o OI < x', 'x none'], 'x EG', []],
    [
      'a first type that does not',
      ['o OI < x', 'x none'],
      'x EJ',
      [`Organization.type: This becomes ${EJ}: Organization/o, ${OI}, cannot be part of it`],
    ],
    ['no type any more', ['o OI < x', 'x EG'], 'x none', []],
  ])('%s', async (_, stored, written, wanted) => {
    await expect(judge(stored, written)).resolves.toEqual(wanted);
  });

  it('may be twenty levels deep', async () => {
    const levels = (count: number) => Array.from({ length: count }, (_, n) => `l${n} OI${n ? ` < l${n - 1}` : ''}`);
    await expect(judge(levels(20), 'x OI < l19')).resolves.toEqual([]);
    await expect(judge(levels(21), 'x OI < l20')).resolves.toEqual([
      'Organization.partOf: More than 20 levels stand above, which is more than is followed',
    ]);
  });

  it('looks at no other resource when neither parent nor kind change', async () => {
    const neighbours = new Neighbours(
      new Proxy({} as never, { get: () => fail('it asked') }),
      { type: 'Organization', id: 'x' },
      BASE,
    );
    const [before] = [parse('x OI < a')];
    await expect(treeHolds(neighbours, { ...before, name: 'new' }, before)).resolves.toEqual([]);
  });
});

describe('a capacity is an indicator of the directory', () => {
  const place = (...rows: CapacityParts[]): Location => ({
    resourceType: 'Location',
    extension: [{ url: EXTENSION.locationComment, valueString: 'x' }, ...rows.map(capacity)],
  });
  const list = `Location.extension('${EXTENSION.supportedCapacity}')`;
  const outside = (part: string, code: string) =>
    `${list}.extension('${part}'): The ${part} of a capacity is ${code}, which is not in its list`;
  const count = (value: string) =>
    `${list}.extension('nbCapacity'): The nbCapacity of a capacity is valueInteger ${value}, which is not a number of beds or places`;
  const key = 'capacityStatus 02, temporalityCapacity 01, genderCapacityAvailable 03, temporaryAssignement 01';
  const repeated = (name: string, times = 2) =>
    `${list}: The capacity with ${name} is there ${times} times, and there is one of each`;

  it.each<[string, CapacityParts[], string[]]>([
    ['none', [], []],
    ['one', [{ count: 3 }], []],
    ['none free', [{ count: 0 }], []],
    ['a status outside its list', [{ count: 1, status: '99' }], [outside('capacityStatus', '99')]],
    ['a type outside its list', [{ count: 1, type: '99' }], [outside('capacityType', '99')]],
    ['a gender outside its list', [{ count: 1, gender: '77' }], [outside('genderCapacityAvailable', '77')]],
    ['a negative number', [{ count: -1 }], [count('-1')]],
    ['a fraction', [{ count: 2.5 }], [count('2.5')]],
    [
      'all of it at once',
      [{ count: -1, status: '99', type: '98', gender: '77' }],
      [
        outside('capacityStatus', '99'),
        outside('capacityType', '98'),
        outside('genderCapacityAvailable', '77'),
        count('-1'),
      ],
    ],
    ['a fault of each', [{ count: -1 }, { count: 1, status: '99' }], [count('-1'), outside('capacityStatus', '99')]],
    ['the same key twice', [{ count: 1 }, { count: 2 }], [repeated(key)]],
    ['the same key three times', [{ count: 1 }, { count: 2 }, { count: 3 }], [repeated(key, 3)]],
    ['the same key twice, of another type', [{ count: 1 }, { count: 1, type: '01' }], [repeated(key)]],
    [
      'two keys twice',
      [
        { count: 1 },
        { count: 1, status: '05', closing: '01' },
        { count: 2 },
        { count: 2, status: '05', closing: '01' },
      ],
      [repeated(key), repeated(`${key.replace('02', '05')}, capacityClosingType 01`)],
    ],
    ...(
      [
        { status: '01' },
        { temporality: '02' },
        { gender: '01' },
        { assignment: '02' },
        { closing: '01' },
        { bed: '01' },
        { crisis: '01' },
      ] satisfies Omit<CapacityParts, 'count'>[]
    ).map((other): [string, CapacityParts[], string[]] => [
      `keys that differ in ${Object.keys(other).join()}`,
      [{ count: 1 }, { count: 1, ...other }],
      [],
    ]),
  ])('%s', (_, rows, wanted) => {
    expect(inShort(capacitiesHold(place(...rows)))).toEqual(wanted);
  });

  it('tells the place of the fault in the body', () => {
    const [issue] = capacitiesHold(place({ count: 1 }, { count: -1, gender: '01' }));
    expect(issue!.path).toEqual(['extension', 2, 'extension', 0]);
  });
});

describe('what is there already obeys', () => {
  const scenarioBodies = [
    'create-s10-PractitionerRole.json',
    'location-s01-Location.json',
    'update-s10-strict-r4.json',
  ];
  const all: [string, FhirResource][] = [
    ...sampleDirectory().map((each): [string, FhirResource] => [`${each.resourceType}/${each.id}`, each]),
    ...guideExamples.map(([title, each]): [string, FhirResource] => [title, each as FhirResource]),
    ...[
      completeHealthcareService,
      completeLocation,
      completeOrganization,
      completePractitioner,
      completePractitionerRole,
    ].map((each): [string, FhirResource] => [`the complete ${each.resourceType}`, each]),
    ...scenarioBodies.map((name): [string, FhirResource] => [
      name,
      JSON.parse(readFileSync(join(__dirname, '../../src/ror/scenarios', name), 'utf8')) as FhirResource,
    ]),
  ];

  it.each(all)('%s', async (_, resource) => {
    const store = new MemoryResourceStore();
    await fill(store, sampleDirectory());
    const isOrganization = resource.resourceType === 'Organization';
    const among = await store.transaction(async (unit) => {
      const neighbours = new Neighbours(unit, keyOf(resource), BASE);
      if (isOrganization) return treeHolds(neighbours, resource);
      return resource.resourceType === 'Location' ? noCircle(neighbours, resource) : [];
    });
    const alone = isOrganization
      ? [...datesInOrder(resource), ...topIsTop(resource)]
      : resource.resourceType === 'Location'
        ? capacitiesHold(resource)
        : [];
    expect(inShort([...creationDatesKept(resource), ...alone, ...among])).toEqual([]);
  });

  it('the sample says of each organization what it is', () => {
    const kinds = sampleDirectory().flatMap((each) => (each.resourceType === 'Organization' ? [kindOf(each)] : []));
    expect(new Set(kinds)).toEqual(new Set(['legal entity', 'geographic entity', 'internal organization']));
  });

  it('a place is not part of itself', async () => {
    const store = new MemoryResourceStore();
    const [room, floor] = ['5253', '5254'].map((id) => sampleResource(`Location/${id}`) as Location);
    const within = (place: Location, id: string): Location => ({ ...place, partOf: { reference: `Location/${id}` } });
    await fill(store, [within(room!, '5254'), floor!]);
    const issues = await store.transaction((unit) =>
      noCircle(new Neighbours(unit, keyOf(floor!), BASE), within(floor!, '5253'), floor),
    );
    expect(inShort(issues)).toEqual([
      'Location.partOf: Location/5254 would be part of itself: Location/5254 → Location/5253 → Location/5254',
    ]);
  });
});
