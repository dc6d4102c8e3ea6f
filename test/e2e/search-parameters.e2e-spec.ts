import type { Bundle, CapabilityStatement, FhirResource } from 'fhir/r4';
import { describeOnEachDatabase } from '../support/on-each-database';

const ROR = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition';
const coded = (code: string) => ({ coding: [{ system: 'urn:s', code }] });
const said = (url: string, code: string) => ({ url, valueCodeableConcept: coded(code) });
const ADDRESS = { use: 'work', city: 'Nîmes', postalCode: '30000', state: 'Occitanie', country: 'FR' } as const;
const ENDPOINT = [{ reference: 'Endpoint/e1' }];

const number = (url: string, value: number) => ({ url, valueInteger: value });
/** A capacity, with the values that tell records apart. */
const beds = (status: string, gender: string, count: number, day: string) => ({
  url: `${ROR}/ror-location-supported-capacity`,
  extension: [
    said('capacityStatus', status),
    said('genderCapacityAvailable', gender),
    number('nbCapacity', count),
    { url: 'capacityUpdateDate', valueDateTime: day },
  ],
});
const price = (type: string, amount: number) => ({
  url: `${ROR}/ror-organization-price`,
  extension: [said('priceType', type), { url: 'amount', valueMoney: { value: amount, currency: 'EUR' } }],
});
const bed = (type: string, kilograms: number) => ({
  url: `${ROR}/ror-location-equipment`,
  extension: [
    said('equipmentType', type),
    {
      url: `${ROR}/ror-location-equipment-limit`,
      extension: [
        said('equipmentFeature', 'w'),
        { url: 'limitValue', valueQuantity: { value: kilograms, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' } },
      ],
    },
  ],
}); // prettier-ignore

/** Records of which each has a half of what is asked, and one that has all of something else. */
const RECORDS = [
  { resourceType: 'Organization', id: 'xg', name: 'Prices', extension: [price('p1', 200), price('p2', 90)] },
  {
    resourceType: 'Location',
    id: 'xg',
    name: 'Records',
    position: { latitude: 89.999, longitude: 10 },
    extension: [
      beds('full', 'women', 0, '2026-01-10T08:00:00Z'),
      beds('free', 'men', 7, '2026-02-10T08:00:00Z'),
      bed('e1', 100),
      bed('e2', 300),
    ],
  },
] as unknown as readonly (FhirResource & { id: string })[];

/** What no resource of the sample directory says. */
const MORE = [
  ...RECORDS,
  {
    resourceType: 'Organization',
    id: 'xo',
    meta: { security: [{ system: 'urn:sec', code: 'R' }], source: 'http://source.example/a' },
    name: 'X',
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Une <b>em</b>phase &amp; plus</div>' },
    address: [ADDRESS],
    endpoint: ENDPOINT,
    extension: [
      said(`${ROR}/ror-organization-closing-type`, 'def'),
      { url: 'http://hl7.org/fhir/StructureDefinition/organization-period', valuePeriod: { end: '2025-06' } },
      {
        url: `${ROR}/ror-organization-price`,
        extension: [said('dependencyLevel', 'd1'), said('residentialType', 'r1'), said('welcomeType', 'w1'), said('specialPrice', 's1')],
      },
    ],
  },
  {
    resourceType: 'HealthcareService',
    id: 'xh',
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>Une</p><p>offre</p></div>' },
    meta: { security: [{ system: 'urn:sec', code: 'R' }], source: 'http://source.example/a' },
    coverageArea: [{ reference: 'Location/654' }],
    endpoint: ENDPOINT,
    program: [coded('p1')],
    extension: [{ url: `${ROR}/ror-healthcareservice-psychiatric-sector`, valueString: '30G01' }],
  },
  {
    resourceType: 'Location',
    id: 'xl',
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Un lieu</div>' },
    meta: { security: [{ system: 'urn:sec', code: 'R' }], source: 'http://source.example/a' },
    address: ADDRESS,
    endpoint: ENDPOINT,
    partOf: { reference: 'Location/654' },
    extension: [{ url: `${ROR}/ror-location-supported-capacity`, extension: [said('additionalBedType', 'b1'), said('crisisType', 'c1')] }],
  },
  {
    resourceType: 'Practitioner',
    id: 'xp',
    meta: { security: [{ system: 'urn:sec', code: 'R' }], source: 'http://source.example/a' },
    address: [ADDRESS],
    communication: [coded('fr')],
  },
  {
    resourceType: 'PractitionerRole',
    id: 'xr',
    meta: { security: [{ system: 'urn:sec', code: 'R' }], source: 'http://source.example/a' },
    period: { start: '2025-01', end: '2025-03' },
    endpoint: ENDPOINT,
    telecom: [{ system: 'email', value: 'a@example.org' }],
  },
] as unknown as readonly (FhirResource & { id: string })[]; // prettier-ignore

/** A parameter with a value that finds a resource, and one that nearly does. */
type Row = readonly [code: string, hit: string, id: string, miss: string];

const NOS = 'https://mos.esante.gouv.fr/NOS';
const nos = (name: string, code: string) => `${NOS}/${name}/FHIR/${name.replace('_', '-')}|${code}`;

const EVERY = (type: string, id: string, extra: string, tagged = id, region = '11'): Row[] => [
  ['_id', id, id, `${id}0`],
  ['_lastUpdated', 'ge2020', id, 'lt2020'],
  ['_tag', `${NOS}/TRE_R30-RegionOM/FHIR/TRE-R30-RegionOM|${region}`, tagged, `|${region}`],
  ['_profile', `${ROR}/${type}`, id, `${ROR}/${type}s`],
  ['_security', 'urn:sec|R', extra, 'urn:sec|r'],
  ['_source', 'http://source.example/a', extra, 'http://source.example'],
];
const PLACES = (id: string): Row[] => [
  ['address', 'NIM', id, 'imes'],
  ['address-city', 'nîm', id, 'nimez'],
  ['address-country', 'fr', id, 'fra'],
  ['address-postalcode', '30', id, '000'],
  ['address-state', 'occitanie', id, 'occitanies'],
  ['address-use', 'work', id, 'Work'],
];

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  Organization: [
    ...EVERY('ror-organization', '1234', 'xo'),
    ...PLACES('xo'),
    ['identifier', 'urn:oid:1.2.250.1.71.4.2.2|2960313721', '1234', 'urn:oid:1.2.250.1.71.4.2.2|296031372'],
    ['active', 'true', '1234', 'false'],
    ['endpoint', 'Endpoint/e1', 'xo', 'Endpoint/e2'],
    ['name', 'quietude', '1234', 'uietude'],
    ['phonetic', 'kiétud', '1234', 'iétude'],
    ['_content', 'quiét', '1234', 'uiétude'],
    ['_text', 'emphase', 'xo', 'phase'],
    ['partof', 'Organization/1234', '2424', 'Organization/123'],
    ['type', '91', '1500', '9'],
    ['closing-type', 'urn:s|def', 'xo', 'urn:t|def'],
    ['drop-zone', 'true', '3536', 'false'],
    ['period-end', '2025', 'xo', '2025-05'],
    ['price-amount-value', '63.42', '2011', '63.43'],
    ['price-validity-start-date', '2026-01-01', '2011', 'gt2026-01-01'],
    ['price-dependency-level', 'd1', 'xo', 'r1'],
    ['price-residential-type', 'r1', 'xo', 'd1'],
    ['price-type', nos('TRE_R246-TypeTarif', '03'), '2011', nos('TRE_R246-TypeTarif', '3')],
    ['price-unit', '2', '2011', '02'],
    ['price-welcome-type', 'w1', 'xo', 's1'],
    ['special-price', 's1', 'xo', 'w1'],
  ],
  HealthcareService: [
    ...EVERY('ror-healthcareservice', '964', 'xh'),
    ['identifier', '|ZZZ', '964', 'zzz'],
    ['active', 'true', '964', 'false'],
    ['characteristic', nos('TRE_R236-ModeGestion', '02'), '964', nos('TRE_R236-ModeGestion', '01')],
    ['coverage-area', '654', 'xh', '655'],
    ['endpoint', 'e1', 'xh', 'e2'],
    ['location', 'Location/654', '964', 'Location/6540'],
    ['name', 'services a domicile QUIÉTUDE', '964', 'domicile quietude'],
    ['_content', 'menage domicile', '964', 'menage cardiologie'],
    ['_text', 'offre', 'xh', 'offreur'],
    ['organization', 'Organization/2424', '964', 'Organization/2425'],
    ['program', 'p1', 'xh', 'P1'],
    ['service-category', '24', '1311', '2'],
    ['service-type', '03', '1404', '3'],
    ['specialty', '298', '964', '29'],
    ['age-range-high', 'ge55', '967', 'gt55'],
    ['age-range-low', '3|http://unitsofmeasure.org|a', '742', '3|http://unitsofmeasure.org|mo'],
    ['patient-type', '02', '965', '2'],
    ['intervention-zone', '92009', '964', '9200'],
    ['psychiatric-sector', '30g', 'xh', '0g01'],
    ['sensitive-unit', 'true', '1404', 'false'],
    ['notavailable-closing-reopeningdate', 'ge2026-07', '742', 'lt2026'],
  ],
  Location: [
    ...EVERY('ror-location', '654', 'xl'),
    ...PLACES('xl'),
    ['identifier', 'LR-11-654', '654', 'LR-11-65'],
    ['endpoint', 'Endpoint/e1', 'xl', 'Endpoint/e'],
    ['name', 'agence de bois', '654', 'agence du bois'],
    ['_content', 'bois-colombes', '654', 'bois-courbevoie'],
    ['_text', 'lieu', 'xl', 'milieu'],
    ['near', '47.2122|-1.6497|8|km', '7001', '47.2122|-1.6497|7|km'],
    ['near-insee-code', '44162|8|km', '7001', '44162|7|km'],
    ['operational-status', '2', '9003', '1'],
    ['organization', '2424', '654', '242'],
    ['partof', 'Location/654', 'xl', 'Location/655'],
    ['status', 'suspended', '9003', 'active'],
    ['type', '001', '5253', '1'],
    ['commune-cog', '92009', '654', '92010'],
    ['capacity-update-date', '2026-01-15', '5253', '2026-01-16'],
    ['nb-capacity', 'gt27', '5253', 'gt1000'],
    ['additional-bed-type', 'b1', 'xl', 'c1'],
    ['capacity-closing-type', '01', '6001', '1'],
    ['capacity-status', '05', '6001', '5'],
    ['capacity-type', '02', '5254', '2'],
    ['crisis-type', 'c1', 'xl', 'b1'],
    ['gender-capacity-available', '02', '5253', '2'],
    ['temporality-capacity', '01', '5253', '1'],
    ['temporary-assignement', '01', '5253', '1'],
    ['equipment-type', '087', '5260', '87'],
    ['equipment-feature', '001', '5260', '1'],
    ['limit-value', '300||kg', '5253', '300||g'],
    ['residential-number', '64', '6010', '65'],
    ['residential-type', '01', '6010', '1'],
  ],
  Practitioner: [
    ...EVERY('ror-practitioner', '159', 'xp', '3401', '04'),
    ...PLACES('xp'),
    ['identifier', '10117598983', '159', '1011759898'],
    ['active', 'true', '159', 'false'],
    ['communication', 'fr', 'xp', 'FR'],
    ['phonetic', 'kerravélec', '3201', 'rravelec'],
    ['family', 'chan', '159', 'hanmet'],
    ['gender', 'male', '2530', 'female'],
    ['given', 'cyn', '159', 'chan'],
    ['name', 'CYNDI', '159', 'yndi'],
    ['telecom', 'cyndi.chanmet@lifen.mssante.fr', '159', 'cyndi.chanmet'],
    ['phone', '06.39.98.25.24', '2524', '06.39.98.25.2'],
    ['email', 'cyndi.chanmet@lifen.mssante.fr', '159', '06.39.98.25.24'],
  ],
  PractitionerRole: [
    ...EVERY('ror-practitionerrole', '801', 'xr'),
    ['identifier', 'SIT-11-801', '801', 'sit-11-801'],
    ['active', 'true', '801', 'false'],
    ['date', 'sa2024', 'xr', 'sa2025'],
    ['endpoint', 'Endpoint/e1', 'xr', 'Endpoint/e1x'],
    ['location', 'Location/5253', '801', 'Location/5254'],
    ['organization', 'Organization/5958', '801', 'Organization/595'],
    ['practitioner', 'http://localhost:3000/fhir/Practitioner/3101', '801', 'Practitioner/310'],
    ['role', '70', '822', '7'],
    ['service', 'HealthcareService/741', '801', 'HealthcareService/742'],
    ['specialty', 'SM31', '801', 'SM3'],
    ['telecom', '02.61.91.07.53', '753', '02 61 91 07 53'],
    ['phone', '02.61.91.07.53', '753', '0261910753'],
    ['email', 'a@example.org', 'xr', 'A@example.org'],
  ],
};

const SETUP = { settings: { SAMPLE_DATA: 'true', UPDATE_CREATE: 'true', BUSINESS_RULES: 'off' } } as const;

describeOnEachDatabase('the search parameters of the directory', SETUP, (server) => {
  beforeAll(async () => {
    for (const resource of MORE) {
      const { status, body } = await server.write('put', `/${resource.resourceType}/${resource.id}`, resource);
      expect([status, status === 201 ? '' : JSON.stringify(body)]).toEqual([201, '']);
    }
  });

  const found = async (type: string, query: Record<string, string>): Promise<string[]> => {
    const address = `/${type}?${new URLSearchParams({ ...query, _count: '200' }).toString()}`;
    const { status, body } = await server.send('get', address);
    expect([address, status]).toEqual([address, 200]);
    return ((body as Bundle).entry ?? []).map(({ resource }) => resource!.id!);
  };

  const all = Object.entries(ROWS).flatMap(([type, rows]) => rows.map((row) => [type, ...row] as const));
  it.each(all)('%s?%s=%s finds %s, and %s does not', async (type, code, hit, id, miss) => {
    expect(await found(type, { [code]: hit })).toContain(id);
    expect(await found(type, { [code]: miss })).not.toContain(id);
  });

  it.each(all)('%s?%s:missing=false finds as well', async (type, code, _, id) => {
    if (code === '_id' || code === '_lastUpdated') return;
    expect(await found(type, { [`${code}:missing`]: 'false' })).toContain(id);
    expect(await found(type, { [`${code}:missing`]: 'true' })).not.toContain(id);
  });

  it.each(Object.entries(ROWS))('the table has all of %s', async (type, rows) => {
    const statement = (await server.send('get', '/metadata').expect(200)).body as CapabilityStatement;
    const told = statement.rest![0]!.resource!.find((each) => each.type === type)!.searchParam!;
    const codes = ['_filter', ...rows.map(([code]) => code)];
    expect(told.map(({ name }) => name).sort()).toEqual(codes.sort());
  });

  it.each<[string, string, string, string, boolean]>([
    ['a name anywhere', 'Organization', 'name:contains=UIETUD', '1234', true],
    ['a name as it stands', 'Organization', 'name:exact=Quiétude', '1234', true],
    ['a name in other letters is not as it stands', 'Organization', 'name:exact=quiétude', '1234', false],
    ['% is a character', 'Organization', 'name:contains=%25', '1234', false],
    ['_ is a character', 'Organization', 'name:contains=_', '1234', false],
    ['a quote is a character', 'Organization', "name='%20OR%201=1", '1234', false],
    ['an alias of two', 'Organization', 'name=nobody,quietude', '1234', true],
    ['all conditions', 'Organization', 'name=quietude&active=true', '1234', true],
    ['one condition of two', 'Organization', 'name=quietude&active=false', '1234', false],
    ['both of two names', 'HealthcareService', 'name=services&name:contains=quietude', '964', true],
    ['not a value', 'Location', 'status:not=active', '9003', true],
    ['not its value', 'Location', 'status:not=suspended', '9003', false],
    ['not, where there is none', 'Location', 'operational-status:not=1', 'xl', true],
    ['a reference of a type', 'PractitionerRole', 'organization:Organization=5958', '801', true],
    ['near in number', 'Location', 'residential-number=ap60', '6010', true],
    ['not near in number', 'Location', 'residential-number=ap40', '6010', false],
    ['another number', 'Organization', 'price-amount-value=ne63.42', '1234', false],
    ['one capacity has both', 'Location', 'capacity-status=free&nb-capacity=gt0', 'xg', true],
    ['two capacities have one each', 'Location', 'capacity-status=full&nb-capacity=gt0', 'xg', false],
    [
      'one capacity has all three',
      'Location',
      'capacity-status=free&nb-capacity=gt0&gender-capacity-available=men',
      'xg',
      true,
    ],
    ['two of three', 'Location', 'capacity-status=free&nb-capacity=gt0&gender-capacity-available=women', 'xg', false],
    [
      'a capacity and when it was counted',
      'Location',
      'capacity-status=full&capacity-update-date=lt2026-02',
      'xg',
      true,
    ],
    ['when another one was', 'Location', 'capacity-status=full&capacity-update-date=ge2026-02', 'xg', false],
    ['two bounds of one number', 'Location', 'nb-capacity=gt1&nb-capacity=lt7', 'xg', false],
    ['a capacity that is not of a status', 'Location', 'capacity-status:not=full&nb-capacity=lt5', 'xg', false],
    ['another one is not', 'Location', 'capacity-status:not=full&nb-capacity=gt5', 'xg', true],
    ['a capacity without a kind', 'Location', 'capacity-type:missing=true&capacity-status=free', 'xg', true],
    ['a capacity and an equipment', 'Location', 'capacity-status=full&equipment-type=e2', 'xg', true],
    [
      'one equipment that bears the weight',
      'Location',
      'equipment-type=e2&equipment-feature=w&limit-value=ge200|http://unitsofmeasure.org|kg',
      'xg',
      true,
    ],
    [
      'another one that does',
      'Location',
      'equipment-type=e1&limit-value=ge200|http://unitsofmeasure.org|kg',
      'xg',
      false,
    ],
    ['a price of its kind', 'Organization', 'price-type=p2&price-amount-value=lt100', 'xg', true],
    ['a price of another kind', 'Organization', 'price-type=p1&price-amount-value=lt100', 'xg', false],
    ['near the pole, from the other side', 'Location', 'near=89.999|-170|1|km', 'xg', true],
    ['near the pole, and not near enough', 'Location', 'near=89.999|-170|200|m', 'xg', false],
    ['one word or another', 'HealthcareService', '_content=neurologie,cardio', '1302', true],
    ['all of several words', 'HealthcareService', '_content=cardio%20generale', '1302', true],
    ['one of several words is not there', 'HealthcareService', '_content=cardio%20gynecologie', '1302', false],
    ['all words of one of two', 'HealthcareService', '_content=gynecologie%20x,cardio%20generale', '1302', true],
    ['a label in an extension', 'Location', '_content=bariatrique', '5253', true],
    ['a code is no text', 'Location', '_content=089', '5253', false],
    ['a display', 'HealthcareService', 'specialty:text=cardiologie', '1302', true],
    ['the middle of a display', 'HealthcareService', 'specialty:text=générale', '1302', false],
    [
      'the type of an identifier',
      'Organization',
      'identifier:of-type=https://mos.esante.gouv.fr/NOS/TRE_G07-TypeIdentifiantStructure/FHIR/TRE-G07-TypeIdentifiantStructure|2|960313721',
      '1234',
      true,
    ],
    [
      'another type',
      'Organization',
      'identifier:of-type=https://mos.esante.gouv.fr/NOS/TRE_G07-TypeIdentifiantStructure/FHIR/TRE-G07-TypeIdentifiantStructure|3|960313721',
      '1234',
      false,
    ],
    ['a value set of R4', 'Location', 'status:in=http://hl7.org/fhir/ValueSet/location-status', '654', true],
    [
      'outside of a value set of R4',
      'Location',
      'status:not-in=http://hl7.org/fhir/ValueSet/location-status',
      '654',
      false,
    ],
    [
      'a value set of the directory',
      'Location',
      'operational-status:in=https://mos.esante.gouv.fr/NOS/JDV_J224-StatutLieu-ROR/FHIR/JDV-J224-StatutLieu-ROR',
      '654',
      true,
    ],
    ['an address below', 'Organization', '_source:below=http://source.example', 'xo', true],
    ['an address above', 'Organization', '_source:above=http://source.example/a/b', 'xo', true],
    ['an address that only begins so', 'Organization', '_source:below=http://source.exam', 'xo', false],
    ['an age without a unit', 'HealthcareService', 'age-range-high=ge55', '967', true],
    ['an age in years', 'HealthcareService', 'age-range-high=ge55|https://unitsofmeasure.org|a', '967', true],
    ['an age in months', 'HealthcareService', 'age-range-high=ge55|http://unitsofmeasure.org|mo', '967', false],
    ['white space round a number', 'HealthcareService', 'age-range-high=%20ge%2055%20', '967', true],
  ])('%s: %s?%s', async (_, type, query, id, expected) => {
    const { status, body } = await server.send('get', `/${type}?${query}&_count=200`);
    expect(status).toBe(200);
    expect(((body as Bundle).entry ?? []).some(({ resource }) => resource!.id === id)).toBe(expected);
  });

  it.each([
    '_lastUpdated=yesterday', '_lastUpdated=2026-02-30', '_lastUpdated=ge', 'period-end=2026-13', 'price-amount-value=ten',
    'price-amount-value=1e999', 'name:above=x', 'name=,', `name=${'x'.repeat(401)}`, 'partof=https://elsewhere.org/Organization/1',
    'partof:Location=1', 'active:missing=perhaps', `name=${'a,'.repeat(101)}`, 'name[x]=1', 'type=a|b|c', '_cursor=nonsense',
  ])('?%s is refused with 400', async (query) => {
    const { status, body } = await server.send('get', `/Organization?${query}`);
    expect([status, (body as FhirResource).resourceType]).toEqual([400, 'OperationOutcome']);
  }); // prettier-ignore

  it.each([
    'near=47.2', 'near=north|west|1|km', 'near=91|0|1|km', 'near=0|181|1|km', 'near=0|0|-1|km', 'near=0|0|x|km', 'near=0|0|1|parsec',
    'near-insee-code=99999|15|km', 'near-insee-code=44162|15|parsec', 'near-insee-code=|15|km',
    'near:above=1|1|1|km', 'status:above=active', 'status:in=http://nowhere.example/vs', 'type:below=urn:x|1', 'nb-capacity=x', 'nb-capacity:exact=1', '_content=-', '_content:exact=a', `_content=${'a b c d e f '.repeat(3)}g h i j k`,
    'limit-value=1|kg', 'type:text=,', 'identifier:of-type=a|b', 'capacity-update-date=2026-13-01',
  ])('Location?%s is refused with 400', async (query) => {
    const { status, body } = await server.send('get', `/Location?${query}`);
    expect([status, (body as FhirResource).resourceType]).toEqual([400, 'OperationOutcome']);
  }); // prettier-ignore

  it('pages through what was found', async () => {
    const ids: string[] = [];
    let address: string | undefined = '/Organization?active=true&name:contains=e&_count=7';
    let total: number | undefined;
    while (address !== undefined) {
      const page = (await server.send('get', address).expect(200)).body as Bundle;
      total = page.total;
      ids.push(...(page.entry ?? []).map(({ resource }) => resource!.id!));
      address = page.link!.find(({ relation }) => relation === 'next')?.url.replace(/^.*\/fhir/, '');
    }
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids.length).toBe(total);
    expect(ids.length).toBeGreaterThan(7);
  });
});
