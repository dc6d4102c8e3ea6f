import type { JsonObject } from '../../src/fhir';
import { narrative, text } from './bodies';
import { JSON_TYPE, XML_TYPE, organization, times, type LoopCase, type LoopRequest } from './requests';
import { writeXml } from '../../src/fhir';

type Entries = readonly JsonObject[];

const body = (type: string, entry: Entries): JsonObject => ({ resourceType: 'Bundle', type, entry: [...entry] });
const sent = (bundle: JsonObject): LoopRequest => ({
  method: 'POST',
  path: '/',
  type: JSON_TYPE,
  body: JSON.stringify(bundle),
});
const batch = (entry: Entries): LoopRequest => sent(body('batch', entry));
const transaction = (entry: Entries): LoopRequest => sent(body('transaction', entry));

const call = (method: string, url: string, more: JsonObject = {}): JsonObject => ({
  request: { method, url, ...more },
});
const uuid = (i: number): string => `urn:uuid:00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
const creation = (i: number, members: JsonObject = {}): JsonObject => ({
  fullUrl: uuid(i),
  resource: { resourceType: 'Organization', name: 'x', identifier: [{ system: 'urn:b', value: `${i}` }], ...members },
  request: { method: 'POST', url: 'Organization' },
});
const link = (i: number): JsonObject => ({ url: 'urn:x', valueReference: { reference: uuid(i) } });
const patch = (url: string, path: string): JsonObject => ({
  resource: {
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'delete' },
          { name: 'path', valueString: path },
        ],
      },
    ],
  },
  request: { method: 'PATCH', url },
});

export function bundles(): LoopCase[] {
  const stored = ['PUT the longest list that can be patched', 'store a tree of 1,000 organizations, part 0'];
  const requests: Readonly<Record<string, () => LoopRequest>> = {
    'a batch of 1,000 reads': () => batch(times(1_000, () => call('GET', 'Organization/small'))),
    'a batch of 1,000 reads of the same large one': () =>
      batch(times(1_000, () => call('GET', 'Organization/patched'))),
    'a batch of 1,000 searches': () => batch(times(1_000, (i) => call('GET', `Organization?name:contains=e${i}`))),
    'a batch of 1,000 searches of 100': () => batch(times(1_000, () => call('GET', 'Organization?_count=100'))),
    'a batch of 1,000 histories': () => batch(times(1_000, () => call('GET', 'Organization/small/_history'))),
    'a batch of 1,000 unknown requests': () => batch(times(1_000, (i) => call('GET', `Nothing${i}/1`))),
    'a batch of 1,000 entries without request': () =>
      batch(times(1_000, () => ({ resource: { resourceType: 'Organization' } }))),
    'a batch of 1,000 invalid resources': () =>
      batch(times(1_000, (i) => creation(i, { telecom: times(30, () => ({ value: 'x', sistem: 'y' })) }))),
    'a batch of 1,000 patches of one large resource': () =>
      batch(times(1_000, (i) => patch('Organization/patched', `Organization.telecom[${i}]`))),
    'a batch of 1,000 patches by criteria': () =>
      batch(times(1_000, (i) => patch(`Organization?identifier=urn:tree|0-${i}`, 'Organization.alias'))),
    'a batch of 1,000 conditional deletions': () =>
      batch(times(1_000, (i) => call('DELETE', `Organization?identifier=urn:none|${i}`))),
    'a batch of 1,000 long addresses': () =>
      batch(times(1_000, () => call('GET', `Organization?name=${text('%C3%A9', 1_700)}`))),
    'a batch of one long address': () => batch([call('GET', `Organization?${text('name=a&', 1_800_000)}`)]),
    'a batch of one address of segments': () => batch([call('GET', text('a/', 1_800_000))]),
    'a batch of a long ifMatch': () =>
      batch([call('GET', 'Organization/small', { ifNoneMatch: text('W/"2",', 1_500_000) })]),
    'a batch of a long ifNoneExist': () =>
      batch([
        {
          ...creation(0),
          request: { method: 'POST', url: 'Organization', ifNoneExist: text('identifier=a&', 1_800_000) },
        },
      ]),
    '100,000 empty entries': () => batch(times(100_000, () => ({}))),
    '1,000 entries with many values': () =>
      transaction(times(1_000, (i) => creation(i, { alias: times(300, (j) => String(j)) }))),
    'a resource of 390,000 values': () => transaction([creation(0, { alias: times(390_000, (j) => String(j % 10)) })]),
    'eight resources of 49,000 values': () =>
      transaction(times(8, (i) => creation(i, { alias: times(49_000, (j) => String(j % 10)) }))),
    '200 creates with 60 links each': () =>
      transaction(times(200, (i) => creation(i, { extension: times(60, (j) => link((i + j) % 200)) }))),
    '1,000 creates in a row of links': () =>
      transaction(times(1_000, (i) => creation(i, { extension: i === 0 ? [] : [link(i - 1)] }))),
    'one create with 20,000 links': () => transaction([creation(0, { extension: times(20_000, () => link(0)) })]),
    '1,000 creates and a narrative with 20,000 links': () =>
      transaction([
        ...times(999, (i) => creation(i)),
        creation(999, { text: narrative(times(20_000, (i) => `<a href="${uuid(i % 999)}">a</a>`).join('')) }),
      ]),
    '1,000 narratives with 20 links each': () =>
      transaction(
        times(1_000, (i) =>
          creation(i, { text: narrative(times(20, (j) => `<a href="${uuid((i + j) % 1_000)}">a</a>`).join('')) }),
        ),
      ),
    '1,000 conditional references': () =>
      transaction(
        times(1_000, (i) => creation(i, { partOf: { reference: `Organization?identifier=urn:tree|0-${i}` } })),
      ),
    '1,900 conditional references in one resource': () =>
      transaction([
        creation(0, {
          extension: times(1_900, (i) => ({
            url: 'urn:x',
            valueReference: { reference: `Organization?identifier=urn:tree|0-${i % 1_000}` },
          })),
        }),
      ]),
    '1,000 conditional creates': () =>
      transaction(
        times(1_000, (i) => ({
          ...creation(i),
          request: { method: 'POST', url: 'Organization', ifNoneExist: `identifier=urn:none|${i}` },
        })),
      ),
    '1,000 conditional updates': () =>
      transaction(
        times(1_000, (i) => ({
          ...creation(i, { name: 'renamed' }),
          request: { method: 'PUT', url: `Organization?identifier=urn:tree|0-${i}` },
        })),
      ),
    '1,000 links to a version': () =>
      transaction(
        times(1_000, (i) =>
          creation(i, {
            extension: [
              {
                url: 'urn:x',
                valueReference: {
                  reference: uuid((i + 1) % 1_000),
                  extension: [
                    {
                      url: 'http://hl7.org/fhir/StructureDefinition/resolve-as-version-specific',
                      valueBoolean: true,
                    },
                  ],
                },
              },
            ],
          }),
        ),
      ),
    '1,000 full URLs that are the same': () => transaction(times(1_000, (i) => ({ ...creation(i), fullUrl: uuid(0) }))),
    'full URLs as prefixes': () =>
      transaction(
        times(1_000, (i) => ({ ...creation(i), fullUrl: `http://a.example/Organization/${'1'.repeat(i % 60)}x${i}` })),
      ),
    'contained resources in 100 entries': () =>
      transaction(
        times(100, (i) =>
          creation(i, {
            contained: times(100, (j) => ({ resourceType: 'Location', id: `c${j}` })),
            extension: times(100, (j) => ({ url: 'urn:x', valueReference: { reference: `#c${j}` } })),
          }),
        ),
      ),
    '400 entries of binary patches': () =>
      batch(
        times(400, () => ({
          resource: {
            resourceType: 'Binary',
            contentType: 'application/json-patch+json',
            data: Buffer.from(
              JSON.stringify(times(40, (j) => ({ op: 'add', path: '/alias', value: [`${j}`] }))),
            ).toString('base64'),
          },
          request: { method: 'PATCH', url: 'Organization/small' },
        })),
      ),
  };
  return [
    ...Object.entries(requests).map(([name, request]) => ({ name: `Bundle: ${name}`, request, needs: stored })),
    {
      name: 'Bundle: in XML, 1,000 creates',
      request: () => ({
        method: 'POST',
        path: '/',
        type: XML_TYPE,
        accept: XML_TYPE,
        body: writeXml(
          body(
            'transaction',
            times(1_000, (i) => creation(i, { alias: times(30, (j) => `${j}`) })),
          ),
        ),
      }),
    },
    {
      name: 'Bundle: sent as an Organization',
      request: () => ({
        method: 'POST',
        path: '/Organization',
        type: JSON_TYPE,
        body: JSON.stringify(
          body(
            'batch',
            times(1_000, (i) => ({ resource: organization({ alias: [`${i}`] }) })),
          ),
        ),
      }),
    },
  ];
}
