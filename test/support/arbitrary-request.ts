import fc from 'fast-check';
import { stringifyJson } from '../../src/fhir/json/stringify-json';
import type { JsonObject, JsonValue } from '../../src/fhir/json/json-value';
import { writeXml } from '../../src/fhir/xml';
import { sampleDirectory } from '../../src/ror/sample/sample-directory';
import { arbitraryFhirPathPatch, arbitraryJsonPatch, arbitraryXmlPatch } from './arbitrary-patch';
import { mutated } from './arbitrary-mutation';
import { arbitraryResource } from './arbitrary-resource';

export interface RandomRequest {
  readonly method: string;
  /** With the query. Has only characters that an HTTP request line may contain. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

const DIRECTORY = sampleDirectory() as unknown as readonly JsonObject[];
const PLACES = DIRECTORY.map(({ resourceType, id }) => `${resourceType as string}/${id as string}`);
const TYPES = [...new Set(DIRECTORY.map(({ resourceType }) => resourceType as string))];
const pick = fc.constantFrom<string[]>;

const anyMethod = fc.oneof(
  { weight: 4, arbitrary: pick('GET') },
  { weight: 5, arbitrary: pick('PATCH') },
  { weight: 3, arbitrary: pick('PUT', 'POST') },
  { weight: 1, arbitrary: pick('HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE', 'M-SEARCH') },
);

const segment = fc.oneof(
  pick('..', '.', '', '%', '%ff', '%00', '%2F', '%2e%2e', '$', '*', ':', 'null', 'undefined', '__proto__', 'constructor'),
  pick('a'.repeat(64), 'a'.repeat(65), 'x'.repeat(2_000), '%F0%9F%98%80', "'--", '(', '{id}', '0', '-1'),
); // prettier-ignore
const under = fc.oneof(
  { weight: 6, arbitrary: pick('', '/_history', '/_history/1', '/_history/2') },
  { weight: 2, arbitrary: pick('/_history/0', '/_history/99', '/_history/x', '/$diff', '/$validate', '/$x', '/') },
  { weight: 1, arbitrary: segment.map((each) => `/${each}`) },
);
const below = fc.oneof(
  { weight: 10, arbitrary: fc.tuple(pick(...PLACES.slice(0, 20)), under).map((parts) => `/${parts.join('')}`) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(pick(...TYPES), pick('', '/', '/_search', '/_history', '/none'))
      .map((parts) => `/${parts.join('')}`),
  },
  {
    weight: 2,
    arbitrary: pick(
      '',
      '/',
      '/metadata',
      '/$diff',
      '/_history',
      '/_search',
      '/Patient',
      '/Patient/1',
      '/organization/1234',
    ),
  },
  { weight: 2, arbitrary: fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`) },
);
const address = fc.oneof(
  { weight: 30, arbitrary: below.map((rest) => `/fhir${rest}`) },
  {
    weight: 1,
    arbitrary: pick('/', '/docs', '/metrics', '/health/live', '/health/ready', '/favicon.ico', '/x', '//', '/%'),
  },
);

const PARAMETERS = [
  '_format', '_pretty', '_summary', '_elements', '_count', '_since', '_at', '_id', 'identifier', 'fromVersion', 'toVersion',
  '_dryRun', 'name', '_sort', '_cursor', 'identifier:not', 'identifer', '_id', 'identifier', '__proto__', 'a[b]', '', '%', '_format:x', 'from', 'to', '_include',
]; // prettier-ignore
const VALUES = [
  'json', 'xml', 'html', 'application/fhir+json', 'application/fhir+xml', 'text/html', 'true', 'false', 'text', 'data', 'count',
  'name,telecom', 'id', '0', '1', '2', '-1', '1e9', '99999999999999999999', '2020-01-01', '2026-01-01T00:00:00Z', 'x', '', '%', '%ff', '%00', '|',
  'a|b', 'a,b', 'a%5C,b%5C%7Cc', 'MTIzNA', 'a,'.repeat(150), 'https://finess.esante.gouv.fr%7C750056368', '1234', 'Organization/1234', 'Organization/1234/_history/1', "'", ',,,', 'x'.repeat(3_000),
]; // prettier-ignore
const pairs = fc
  .array(fc.tuple(pick(...PARAMETERS), pick(...VALUES)), { maxLength: 3 })
  .map((each) => each.map((pair) => pair.join('=')).join('&'));
const query = pairs.map((text) => (text ? `?${text}` : ''));

const MEDIA = [
  'application/fhir+json', 'application/fhir+xml', 'application/json', 'application/xml', 'text/xml', 'text/html', '*/*', 'text/plain',
  'application/json+fhir', 'application/fhir+json; fhirVersion=4.0', 'application/fhir+json;fhirVersion=5.0', 'application/fhir+xml;q=0.5, */*;q=0.1',
  'application/*', 'x', ';', '', 'a/b;q=', 'application/fhir+json; charset=utf-8', 'application/fhir+json;charset=latin1', ',', 'text/html;q=0',
]; // prettier-ignore
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  Accept: MEDIA,
  'Content-Encoding': ['gzip', 'br', 'deflate', 'identity', 'x', ''],
  'Accept-Encoding': ['gzip', 'deflate', 'identity', '*;q=0', 'x', ''],
  'If-Match': ['W/"1"', 'W/"2"', '"1"', '*', 'x', '', 'W/""', 'W/"1", W/"2"', 'W/"' + '9'.repeat(100) + '"'],
  'If-None-Match': ['W/"1"', '*', 'x', '', 'W/"1", W/"2"'],
  'If-Modified-Since': ['Thu, 01 Jan 2026 00:00:00 GMT', 'x', '', 'Fri, 31 Dec 9999 23:59:59 GMT'],
  'If-None-Exist': ['identifier=x|y', ''],
  Prefer: ['return=minimal', 'return=representation', 'return=OperationOutcome', 'handling=strict', 'handling=lenient', 'handling=x', 'respond-async', '=', ';;', 'return="minimal"; a=b, handling=strict'],
  'X-Request-Id': ['abc', '', 'x'.repeat(300), '<b>'],
  Origin: ['https://a.example', 'null', 'x'],
  Authorization: ['Bearer x', 'x'],
  'Accept-Language': ['fr', '*', 'x;;'],
  Cookie: ['a=b', '='],
}; // prettier-ignore
const headers = fc
  .array(
    fc.constantFrom(...Object.entries(HEADERS)).chain(([name, values]) => fc.tuple(fc.constant(name), pick(...values))),
    { maxLength: 3 },
  )
  .map((pairs) => Object.fromEntries(pairs));

/** A body with the media type it was made for. */
type Content = readonly [text: string, mediaType: string, belongs?: Belonging];
type Belonging = readonly [methods: readonly string[], resource: JsonObject, place?: string];

const WITH_BODY = ['POST', 'PUT', 'PATCH'];
const WRITES = ['PUT', 'PUT', 'POST'];

const resource = fc.oneof(
  fc.constantFrom(...DIRECTORY),
  fc.constantFrom(...TYPES).chain((type) => arbitraryResource(type, { depth: 2 })),
);
const JSON_TYPE = 'application/fhir+json';
const FORM = 'application/x-www-form-urlencoded';
const about = (
  body: (resource: JsonObject) => fc.Arbitrary<JsonValue>,
  mediaType: string,
  methods: readonly string[],
): fc.Arbitrary<Content> =>
  resource.chain((each) => body(each).map((json): Content => [stringifyJson(json), mediaType, [methods, each]]));
const bodies: fc.Arbitrary<Content> = fc.oneof<fc.Arbitrary<Content>[]>(
  resource.map((each) => [stringifyJson(each), JSON_TYPE, [WRITES, each]]),
  resource.map((each) => [writeXml(each), 'application/fhir+xml', [WRITES, each]]),
  about((each) => mutated(each), JSON_TYPE, WRITES),
  about(arbitraryFhirPathPatch, JSON_TYPE, ['PATCH']),
  about(arbitraryJsonPatch, 'application/json-patch+json', ['PATCH']),
  resource.chain((each) =>
    arbitraryXmlPatch(each).map((text): Content => [text as string, 'application/xml-patch+xml', [['PATCH'], each]]),
  ),
  fc.tuple(resource, pairs).map(([each, text]) => [text, FORM, [['POST'], each, '/_search']]),
  fc.jsonValue().map((each) => [stringifyJson(each as JsonValue), JSON_TYPE]),
  fc.constantFrom<Content[]>(
    ['', JSON_TYPE],
    ['['.repeat(5_000), JSON_TYPE],
    ['{"a":'.repeat(2_000), JSON_TYPE],
    ['<Organization xmlns="http://hl7.org/fhir">', 'application/fhir+xml'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'application/fhir+xml'],
    ['<a>'.repeat(3_000), 'application/fhir+xml'],
    ['<diff><replace sel="/*/name/@value">x</replace></diff>', 'application/xml-patch+xml'],
    ['_id=1&name=x', FORM],
    ['_id=&'.repeat(2_000), FORM],
    ['{"resourceType":"Organization","__proto__":{"id":"x"}}', JSON_TYPE],
    ['1e999999', JSON_TYPE],
  ),
);

/** Keeps only the first or the last part of a text, or replaces bytes in the middle. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  bytes: fc.uint8Array({ maxLength: 4 }),
  cut: fc.boolean(),
});

/** Nothing in four of five cases, so that most bodies are intact and have the right media type. */
function mostly<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

/** How many bodies a run generates. Each is sent many times, damaged or not, to random URLs. */
const POOL = 1_500;

/** An endless supply of random requests, always the same for the same seed. */
export function arbitraryRequest(seed: number): fc.Arbitrary<RandomRequest> {
  const pool = fc.constantFrom(...fc.sample(bodies, { seed, numRuns: POOL }));
  const body = fc.tuple(
    pool,
    mostly(damage),
    mostly(pick(...MEDIA, 'application/json-patch+json', 'application/xml-patch+xml')),
  );
  return fc
    .tuple(anyMethod, address, sometimes(query, ''), sometimes(headers, {}), body, fc.nat(3))
    .map(([verb, path, parameters, rest, [[text, mediaType, belongs], harm, other], choice]) => {
      const [method, place] =
        belongs && choice > 0 && WITH_BODY.includes(verb) ? placeOf(belongs, choice) : [verb, path];
      const request = { method, path: place + parameters, headers: rest };
      if (!WITH_BODY.includes(method)) return request;
      return {
        ...request,
        headers: { 'Content-Type': other ?? mediaType, ...rest },
        body: damaged(Buffer.from(text), harm),
      };
    });
}

/** Uses `without` in half of the cases. */
function sometimes<T>(arbitrary: fc.Arbitrary<T>, without: T): fc.Arbitrary<T> {
  return fc.oneof(arbitrary, fc.constant(without));
}

/** The method and path that a body made for a resource belongs to. */
function placeOf([methods, { resourceType, id }, place]: Belonging, choice: number): [method: string, path: string] {
  const method = methods[choice % methods.length]!;
  const type = `/fhir/${resourceType as string}`;
  if (place) return [method, type + place];
  return [method, method === 'POST' || typeof id !== 'string' ? type : `${type}/${id}`];
}

function damaged(body: Buffer, harm: { at: number; bytes: Uint8Array; cut: boolean } | undefined): Buffer {
  if (!harm) return body;
  const at = Math.floor(harm.at * body.length);
  return Buffer.concat([body.subarray(0, at), harm.bytes, harm.cut ? Buffer.alloc(0) : body.subarray(at)]);
}
