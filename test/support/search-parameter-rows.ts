import type { FhirResource } from 'fhir/r4';

export const ROR = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition';
export const coded = (code: string) => ({ coding: [{ system: 'urn:s', code }] });
export const said = (url: string, code: string) => ({ url, valueCodeableConcept: coded(code) });
const ADDRESS = { use: 'work', city: 'Nîmes', postalCode: '30000', state: 'Occitanie', country: 'FR' } as const;
const ENDPOINT = [{ reference: 'Endpoint/e1' }];

const number = (url: string, value: number) => ({ url, valueInteger: value });
/** A capacity, with the values that distinguish records. */
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

/** Resources whose records each meet half of the criteria, and a record that meets all criteria of another search. */
export const RECORDS = [
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

/** Resources with values that the sample directory lacks. */
export const MORE = [
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

/** A parameter with a value that finds a resource, and a similar value that does not. */
type Row = readonly [code: string, hit: string, id: string, miss: string];

export const NOS = 'https://mos.esante.gouv.fr/NOS';
export const nos = (name: string, code: string) => `${NOS}/${name}/FHIR/${name.replace('_', '-')}|${code}`;

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

export const ROWS: Readonly<Record<string, readonly Row[]>> = {
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
