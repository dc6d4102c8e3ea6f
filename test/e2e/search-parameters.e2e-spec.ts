import type { Bundle, CapabilityStatement, FhirResource } from 'fhir/r4';
import { describeOnEachDatabase } from '../support/on-each-database';
import { MORE, ROWS } from '../support/search-parameter-rows';

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

  it.each(all)('%s?%s:missing=false finds it as well', async (type, code, _, id) => {
    if (code === '_id' || code === '_lastUpdated') return;
    expect(await found(type, { [`${code}:missing`]: 'false' })).toContain(id);
    expect(await found(type, { [`${code}:missing`]: 'true' })).not.toContain(id);
  });

  it.each(Object.entries(ROWS))('the table covers all parameters of %s', async (type, rows) => {
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
