import { writeXml, type JsonObject, type JsonValue } from '../src/fhir';
import * as made from './loop-bodies';
import { entries, FULL, narrative, nested, reordered, shuffled, text, words } from './loop-bodies';

export interface LoopRequest {
  readonly method: string;
  readonly path: string;
  readonly type?: string;
  readonly accept?: string;
  readonly prefer?: string;
  readonly body?: string;
}

/** A request that was made to keep the server busy, and what has to be stored before it. */
export interface LoopCase {
  readonly name: string;
  /** Made when its turn comes: all of them would not fit into memory. */
  readonly request: () => LoopRequest;
}

const JSON_TYPE = 'application/fhir+json';
const XML_TYPE = 'application/fhir+xml';

function organization(members: JsonObject, id = 'big'): JsonObject {
  return { resourceType: 'Organization', id, name: 'Large', identifier: [{ value: id }], ...members };
}

function service(members: JsonObject, id = 'big'): JsonObject {
  return { resourceType: 'HealthcareService', id, ...members };
}

function put(resource: JsonObject, more: Partial<LoopRequest> = {}): LoopRequest {
  const path = `/${resource.resourceType as string}/${resource.id as string}`;
  return { method: 'PUT', path, type: JSON_TYPE, body: JSON.stringify(resource), ...more };
}

function putXml(resource: JsonObject): LoopRequest {
  return put(resource, { type: XML_TYPE, body: writeXml(resource) });
}

function validate(resource: JsonObject): LoopRequest {
  return { method: 'POST', path: '/$validate', type: JSON_TYPE, body: JSON.stringify(resource) };
}

function diff(from: JsonObject, to: JsonObject): LoopRequest {
  const parameter = [
    { name: 'from', resource: from },
    { name: 'to', resource: to },
  ];
  return {
    method: 'POST',
    path: '/$diff',
    type: JSON_TYPE,
    body: JSON.stringify({ resourceType: 'Parameters', parameter }),
  };
}

const get = (path: string, accept = JSON_TYPE): LoopRequest => ({ method: 'GET', path, accept });

type Part = JsonObject;
const named = (name: string, value: JsonObject): Part => ({ name, ...value });

function operation(type: string, path: string, ...parts: Part[]): JsonObject {
  return {
    name: 'operation',
    part: [named('type', { valueCode: type }), named('path', { valueString: path }), ...parts],
  };
}

function fhirPatch(id: string, operations: readonly JsonObject[], type = 'Organization'): LoopRequest {
  return {
    method: 'PATCH',
    path: `/${type}/${id}`,
    type: JSON_TYPE,
    body: JSON.stringify({ resourceType: 'Parameters', parameter: operations }),
  };
}

function jsonPatch(id: string, operations: readonly JsonObject[], type = 'Organization'): LoopRequest {
  return {
    method: 'PATCH',
    path: `/${type}/${id}`,
    type: 'application/json-patch+json',
    body: JSON.stringify(operations),
  };
}

function xmlPatch(id: string, operations: readonly string[], type = 'Organization'): LoopRequest {
  return {
    method: 'PATCH',
    path: `/${type}/${id}`,
    type: 'application/xml-patch+xml',
    body: `<diff xmlns:f="http://hl7.org/fhir">${operations.join('')}</diff>`,
  };
}

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const HALF = FULL / 2;

/** Resources that are valid, and as large as a body may be. */
function valid(): Record<string, () => JsonObject> {
  return {
    identifiers: () => organization({ identifier: entries(made.identifierAt) }, 'identifiers'),
    'references to many': () => service({ location: entries(made.referenceAt) }, 'references'),
    'references to one': () => service({ location: entries(() => ({ reference: 'Location/1' })) }, 'references-same'),
    'references to the server itself by URL': () =>
      service(
        { location: entries((i) => ({ reference: `http://localhost:3000/fhir/Location/${i}` })) },
        'references-url',
      ),
    'references in extensions': () =>
      organization(
        { extension: entries((i) => ({ url: 'urn:x', valueReference: { reference: `Location/${i}` } })) },
        'references-extension',
      ),
    extensions: () => organization({ extension: entries(made.extensionAt) }, 'extensions'),
    'known extensions': () => organization({ extension: entries(made.knownExtensionAt) }, 'extensions-known'),
    'different extensions': () =>
      organization({ extension: entries((i) => ({ url: `urn:x:${i}`, valueInteger: i })) }, 'extensions-different'),
    'nested extensions': () => organization({ extension: entries(made.deepExtensionAt) }, 'extensions-nested'),
    'extensions of primitives': () =>
      organization(
        {
          alias: entries(made.aliasAt, HALF),
          _alias: entries((i) => ({ extension: [{ url: 'urn:x', valueInteger: i }] }), HALF),
        },
        'extensions-primitive',
      ),
    codings: () => service({ type: [{ coding: entries(made.codingAt) }] }, 'codings'),
    concepts: () => service({ type: entries(made.conceptAt) }, 'concepts'),
    telecoms: () => organization({ telecom: entries(made.telecomAt) }, 'telecoms'),
    aliases: () => organization({ alias: entries(made.aliasAt) }, 'aliases'),
    contacts: () => organization({ contact: entries(made.contactAt) }, 'contacts'),
    qualifications: () => ({
      resourceType: 'Practitioner',
      id: 'qualifications',
      qualification: entries(made.qualificationAt),
    }),
    'contained resources': () =>
      service(
        {
          contained: entries(made.containedAt, HALF),
          location: entries((i) => ({ reference: `#${i}` }), HALF - 200_000),
        },
        'contained',
      ),
    'opening hours': () =>
      service(
        { availableTime: entries((i) => ({ daysOfWeek: ['mon', 'tue'], availableStartTime: `0${i % 9}:00:00` })) },
        'hours',
      ),
    'a wide narrative': () => organization({ text: narrative(text('<p>a</p>')) }, 'narrative'),
    'a deep narrative': () =>
      organization({ text: narrative(text('<p>', 760_000) + 'a' + text('</p>', 1_013_333)) }, 'narrative-deep'),
    'a narrative of references': () => organization({ text: narrative(text('&amp;')) }, 'narrative-entities'),
    'a narrative of styles': () =>
      organization({ text: narrative(text('<p style="url(url(url(url(">a</p>')) }, 'narrative-styles'),
    'a long text': () => organization({ alias: [text('a', 1_000_000), text('é', 400_000)] }, 'text'),
    'profiles named': () => organization({ meta: { profile: entries((i) => `urn:profile:${i}`) } }, 'profiles'),
    'decimals with many digits': () => ({
      resourceType: 'Location',
      id: 'decimals',
      extension: entries(() => ({ url: 'urn:x', valueDecimal: 1.25 })),
    }),
  };
}

/** Bodies with as many faults as there is room for. */
function faulty(): Record<string, () => string> {
  const raw = (resource: JsonObject): string => JSON.stringify(resource);
  return {
    'unknown elements': () =>
      raw(organization(Object.fromEntries(entries((i) => `element${i}`, HALF).map((key) => [key as string, 1])))),
    'unknown elements in a list': () =>
      raw(organization({ telecom: entries((i) => ({ sistem: 'phone', valeu: String(i) })) })),
    'one long name': () => raw(organization({ [text('name')]: 1 })),
    'wrong types': () => raw(organization({ telecom: entries((i) => i) })),
    'wrong codes': () => raw(organization({ telecom: entries((i) => ({ system: `no${i}`, value: 'x' })) })),
    'one long code': () => raw(organization({ telecom: [{ system: text('phone'), value: 'x' }] })),
    'single values for lists': () => raw(organization({ contact: entries(() => ({ name: { given: 'A' } })) })),
    'digits in quotes': () =>
      raw({ resourceType: 'Location', id: 'big', extension: entries(() => ({ url: 'urn:x', valueInteger: '1' })) }),
    'empty objects': () => raw(organization({ telecom: entries(() => ({})) })),
    nulls: () => raw(organization({ alias: entries(() => null) })),
    'nulls in quotes': () => raw(organization({ alias: entries(() => '') })),
    'broken invariants': () => raw(organization({ telecom: entries(() => ({ value: 'x' })) })),
    'contained never used': () => raw(service({ contained: entries(made.containedAt) })),
    'contained with one id': () => raw(service({ contained: entries(() => ({ resourceType: 'Location', id: 'a' })) })),
    'references to nothing contained': () => raw(service({ location: entries((i) => ({ reference: `#${i}` })) })),
    'wrong targets': () => raw(service({ location: entries(() => ({ reference: 'Patient/1' })) })),
    'a long instant': () => raw(organization({ meta: { lastUpdated: text('2020-01-01T00:00:00.', 1_000_000) } })),
    'a long date of digits': () => raw(organization({ extension: [{ url: 'urn:x', valueDateTime: text('0') }] })),
    'long base64': () =>
      raw(organization({ extension: [{ url: 'urn:x', valueBase64Binary: `${text('abcd ', 1_000_000)}=` }] })),
    'long blanks': () => raw(organization({ name: `${text(' ', 1_000_000)}` })),
    'a long id': () => raw(organization({ contact: [{ id: text('a '), name: { text: 'x' } }] })),
    'a long uri': () => raw(organization({ identifier: [{ system: text('a '), value: 'x' }] })),
    'a narrative that never ends': () =>
      raw(
        organization({
          text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${text('<p>')}` },
        }),
      ),
    'a narrative of attributes': () => raw(organization({ text: narrative(`<p ${text('a="b" ', 1_800_000)}>a</p>`) })),
    'a narrative of comments': () => raw(organization({ text: narrative(text('<!-- -', 1_800_000)) })),
    'a narrative of blanks': () => raw(organization({ text: narrative(`<p${text(' ', 1_800_000)}`) })),
    'a narrative of ampersands': () => raw(organization({ text: narrative(text('&a', 1_800_000)) })),
    'not JSON': () => `{"resourceType":"Organization","id":"big","alias":[${text('"a",')}`,
    'JSON that nests': () => text('['),
    'JSON with a name twice': () =>
      `{"resourceType":"Organization","id":"big","contact":[${text('{"a":1,"a":1},')}{}]}`,
    'one long number': () =>
      `{"resourceType":"Location","id":"big","position":{"longitude":${text('1')},"latitude":1}}`,
    'long decimals': () =>
      `{"resourceType":"Location","id":"big","extension":[${text('{"url":"urn:x","valueDecimal":1.00},')}{"url":"urn:x"}]}`,
    escapes: () => `{"resourceType":"Organization","id":"big","alias":["${text('\\u0061', 1_800_000)}"]}`,
  };
}

function faultyXml(): Record<string, () => string> {
  const around = (inside: string): string =>
    `<Organization xmlns="http://hl7.org/fhir"><id value="big"/>${inside}</Organization>`;
  return {
    'unknown elements': () => around(text('<nmae value="a"/>')),
    'never closed': () => around(text('<contact>')),
    attributes: () => around(`<name ${times(100_000, (i) => `a${i}="b"`).join(' ')}/>`),
    'attributes of one name': () => around(`<name ${text('a="b" ', 1_800_000)}/>`),
    namespaces: () => around(times(40_000, (i) => `<name xmlns:a${i}="urn:b"/>`).join('')),
    'nested namespaces': () =>
      around(
        times(
          60,
          (i) => `<contact xmlns:a${i}="urn:b" ${times(600, (j) => `xmlns:b${i}x${j}="urn:${j}"`).join(' ')}>`,
        ).join(''),
      ),
    references: () => around(`<name value="${text('&#38;', 1_800_000)}"/>`),
    comments: () => around(text('<!-- a -->')),
    'a character section': () => around(`<name><![CDATA[${text('a')}]]></name>`),
    'text between elements': () => around(text('a <id/>')),
    doctype: () => `<!DOCTYPE a [${text('<!ENTITY a "b">')}]>`,
  };
}

/** XML takes more room: less of it. */
function shortened(resource: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(resource).map(([key, value]) => [
      key,
      Array.isArray(value) && value.length > 100 ? value.slice(0, (value.length * 4) / 7) : value,
    ]),
  );
}

/** What is asked about resources that were stored by cases before. */
function reads(): LoopCase[] {
  return ['identifiers', 'extensions-nested', 'telecoms', 'narrative', 'text'].flatMap((id) => {
    const path = `/Organization/${id}`;
    return [
      { name: `GET ${id} as XML`, request: () => get(path, XML_TYPE) },
      { name: `GET ${id} as a page`, request: () => get(path, 'text/html') },
      { name: `GET ${id} as a page of XML`, request: () => get(`${path}?_format=html/xml`, 'text/html') },
      { name: `GET ${id}, pretty`, request: () => get(`${path}?_pretty=true`) },
      { name: `GET ${id}, summary`, request: () => get(`${path}?_summary=true`) },
      { name: `GET ${id}/$validate`, request: () => get(`${path}/$validate`) },
      { name: `GET ${id}/_history as XML`, request: () => get(`${path}/_history`, XML_TYPE) },
      { name: `GET ${id}/_history as a page`, request: () => get(`${path}/_history`, 'text/html') },
    ];
  });
}

function lists(): Record<string, [() => JsonValue[], (list: JsonValue[]) => JsonObject]> {
  return {
    identifiers: [() => entries(made.identifierAt, HALF), (identifier) => organization({ identifier })],
    aliases: [() => entries(made.aliasAt, HALF), (alias) => organization({ alias })],
    telecoms: [() => entries(made.telecomAt, HALF), (telecom) => organization({ telecom })],
    extensions: [() => entries(made.extensionAt, HALF), (extension) => organization({ extension })],
    'equal entries': [
      () => entries(() => ({ url: 'urn:x', valueCode: 'a' }), HALF),
      (extension) => organization({ extension }),
    ],
    codings: [() => entries(made.codingAt, HALF), (coding) => service({ type: [{ coding }] })],
  };
}

function diffs(): LoopCase[] {
  const different = (list: JsonValue[]): JsonValue[] =>
    list.map((entry) => JSON.parse(JSON.stringify(entry).replace(/\d+(?=\D*$)/, '7$&')) as JsonValue);
  const changes: Record<string, (list: JsonValue[]) => JsonValue[]> = {
    'odd ones first': reordered,
    shuffled,
    'back to front': (list) => [...list].reverse(),
    'all changed': (list) => different(list).slice(0, list.length * 0.9),
    'every second gone': (list) => list.filter((_, i) => i % 2 === 0),
    'all but one gone': (list) => list.slice(0, 1),
  };
  return Object.entries(lists()).flatMap(([name, [list, around]]) =>
    Object.entries(changes).map(([change, make]) => ({
      name: `$diff of ${name}: ${change}`,
      request: () => {
        const before = list();
        return diff(around(before), around(make(before)));
      },
    })),
  );
}

function wideDiffs(): LoopCase[] {
  const deep = (leaf: number): JsonObject =>
    organization({
      extension: times(600, (i) =>
        nested(28, (inner) => ({ url: 'urn:x', extension: [inner] }), { url: 'urn:y', valueInteger: i + leaf }),
      ),
    });
  const lists = (mark: string): JsonObject =>
    organization({
      contact: times(150, (i) => ({ id: `c${i}`, telecom: times(100, (j) => ({ value: `${mark}${i}-${j}` })) })),
    });
  const alike = (mark: string): JsonObject =>
    organization({
      contact: times(100, (i) => ({ telecom: times(150, (j) => ({ value: `${j % 7 === 0 ? mark : ''}${i}-${j}` })) })),
    });
  return [
    { name: '$diff of deep extensions', request: () => diff(deep(0), deep(1)) },
    { name: '$diff of lists in lists', request: () => diff(lists('a'), lists('b')) },
    { name: '$diff of lists in lists, half alike', request: () => diff(alike('a'), alike('b')) },
    {
      name: '$diff of long texts',
      request: () => diff(organization({ alias: [text('a', HALF)] }), organization({ alias: [text('b', HALF)] })),
    },
  ];
}

function patches(): LoopCase[] {
  const stored = 'identifiers';
  const identifier = (i: number): Part => named('value', { valueIdentifier: { system: 'urn:new', value: String(i) } });
  const index = (i: number): Part => named('index', { valueInteger: i });
  return [
    {
      name: '100 inserts in a list of 45,000',
      request: () =>
        fhirPatch(
          stored,
          times(100, (i) => operation('insert', 'Organization.identifier', identifier(i), index(0))),
        ),
    },
    {
      name: '100 moves in a list of 45,000',
      request: () =>
        fhirPatch(
          stored,
          times(100, (i) =>
            operation(
              'move',
              'Organization.identifier',
              named('source', { valueInteger: 40_000 - i }),
              named('destination', { valueInteger: i }),
            ),
          ),
        ),
    },
    {
      name: '100 deletions by where()',
      request: () =>
        fhirPatch(
          stored,
          times(100, (i) => operation('delete', `Organization.identifier.where(value = '${30_000 + i}')`)),
        ),
    },
    {
      name: '100 replacements by where().where()',
      request: () =>
        fhirPatch(
          stored,
          times(100, (i) =>
            operation(
              'replace',
              `Organization.identifier.where(system = 'urn:a').where(value = '${20_000 + i}').value`,
              named('value', { valueString: `n${i}` }),
            ),
          ),
        ),
    },
    {
      name: '100 where() that match everything',
      request: () =>
        fhirPatch(
          stored,
          times(100, () =>
            operation(
              'replace',
              "Organization.identifier.where(system = 'urn:a').value",
              named('value', { valueString: 'x' }),
            ),
          ),
        ),
    },
    {
      name: '100 where() for the engine',
      request: () =>
        fhirPatch(
          stored,
          times(100, (i) => operation('delete', `Organization.identifier.where(value.startsWith('${i}x'))`)),
        ),
    },
    {
      name: '100 additions with a value of 18 KB',
      request: () =>
        fhirPatch(
          'telecoms',
          times(100, (i) =>
            operation(
              'add',
              'Organization',
              named('name', { valueString: 'alias' }),
              named('value', { valueString: text('a', 18_000) + i }),
            ),
          ),
        ),
    },
    {
      name: '100 extensions by where(extension.where())',
      request: () =>
        fhirPatch(
          'extensions-nested',
          times(100, (i) =>
            operation(
              'delete',
              `Organization.extension.where(url = 'urn:x').where(extension.where(url = '${i}').exists())`,
            ),
          ),
        ),
    },
    {
      name: 'one operation with a value of 1.9 MB',
      request: () =>
        fhirPatch('telecoms', [
          operation(
            'add',
            'Organization',
            named('name', { valueString: 'contact' }),
            named('value', {
              part: entries((i) => ({ name: 'telecom', valueContactPoint: { value: String(i) } })),
            }),
          ),
        ]),
    },
    {
      name: '40,000 operations',
      request: () =>
        fhirPatch(stored, entries((i) => operation('delete', `Organization.identifier[${i}]`)) as JsonObject[]),
    },
    {
      name: 'JSON Patch: 1,000 insertions at the front',
      request: () =>
        jsonPatch(
          stored,
          times(1_000, (i) => ({ op: 'add', path: '/identifier/0', value: { value: `j${i}` } })),
        ),
    },
    {
      name: 'JSON Patch: 1,000 moves',
      request: () =>
        jsonPatch(
          stored,
          times(1_000, (i) => ({ op: 'move', from: `/identifier/${40_000 - i}`, path: '/identifier/0' })),
        ),
    },
    {
      name: 'JSON Patch: 1,000 tests of a list',
      request: () =>
        jsonPatch(
          'telecoms',
          times(1_000, () => ({ op: 'test', path: '/telecom', value: [{ value: 'a' }] })),
        ),
    },
    {
      name: 'JSON Patch: copies',
      request: () =>
        jsonPatch(
          'aliases',
          times(1_000, (i) => ({ op: 'copy', from: '/alias', path: `/alias${i}` })),
        ),
    },
    {
      name: 'JSON Patch: a value of 1.9 MB',
      request: () => jsonPatch('telecoms', [{ op: 'add', path: '/alias', value: entries(made.aliasAt) }]),
    },
    {
      name: 'JSON Patch: 90,000 operations',
      request: () => jsonPatch(stored, entries((i) => ({ op: 'remove', path: `/a${i}` })) as JsonObject[]),
    },
    {
      name: 'XML Patch: 100 insertions',
      request: () =>
        xmlPatch(
          'telecoms',
          times(100, (i) => `<add sel="f:Organization"><f:alias value="x${i}"/></add>`),
        ),
    },
    {
      name: 'XML Patch: 100 with //',
      request: () =>
        xmlPatch(
          'telecoms',
          times(100, (i) => `<remove sel="//f:telecom[f:value/@value='${i}x']"/>`),
        ),
    },
    {
      name: 'XML Patch: 100 removals',
      request: () =>
        xmlPatch(
          'telecoms',
          times(100, () => '<remove sel="f:Organization/f:telecom[1]"/>'),
        ),
    },
    {
      name: 'XML Patch: 40,000 operations',
      request: () =>
        xmlPatch('telecoms', times(40_000, () => '<remove sel="f:Organization/f:telecom[1]"/>').slice(0, 38_000)),
    },
  ];
}

function others(): LoopCase[] {
  const bundle = () => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: entries((i) => ({ fullUrl: `urn:uuid:${i}`, resource: { resourceType: 'Organization', name: 'x' } })),
  });
  const questionnaire = () => ({
    resourceType: 'Questionnaire',
    status: 'draft',
    item: entries((i) => ({ linkId: String(i), type: 'group', text: 'x' })),
  });
  const valueSet = () => ({
    resourceType: 'ValueSet',
    status: 'draft',
    compose: { include: entries((i) => ({ system: `urn:${i}`, concept: [{ code: 'a' }] })) },
  });
  const form = (body: string): LoopRequest => ({
    method: 'POST',
    path: '/Organization/_search',
    type: 'application/x-www-form-urlencoded',
    body,
  });
  return [
    { name: '$validate a Bundle', request: () => validate(bundle()) },
    { name: '$validate a Questionnaire', request: () => validate(questionnaire()) },
    { name: '$validate a ValueSet', request: () => validate(valueSet()) },
    {
      name: '$validate against 30,000 profiles',
      request: () =>
        validate({
          resourceType: 'Parameters',
          parameter: [
            { name: 'resource', resource: organization({}) },
            ...entries((i) => ({ name: 'profile', valueUri: `urn:${i}` })),
          ],
        }),
    },
    { name: 'PUT the same again', request: () => put(valid()['identifiers']!()) },
    {
      name: 'PUT the identifiers of others',
      request: () =>
        put(organization({ identifier: entries((i) => ({ system: 'urn:b', value: String(i) })) }, 'identifiers')),
    },
    { name: 'PUT without identifiers', request: () => put(organization({}, 'identifiers')) },
    {
      name: 'PUT without references',
      request: () => put(service({ location: [{ reference: 'Location/x' }] }, 'references')),
    },
    {
      name: 'DELETE 45,000 references',
      request: () => ({ method: 'DELETE', path: '/HealthcareService/references-same' }),
    },
    { name: 'search by 300,000 ids', request: () => form(`_id=${words((i) => String(i)).join(',')}`) },
    { name: 'search by 200,000 identifiers', request: () => form(`identifier=${words((i) => `a${i}`).join(',')}`) },
    { name: 'search by 100,000 parameters', request: () => form(words((i) => `identifier=${i}`).join('&')) },
    { name: 'search by escapes', request: () => form(`identifier=${text('%5C%7C')}`) },
    { name: 'search by commas', request: () => form(`identifier=${text(',')}`) },
    {
      name: 'PUT, answer as a page',
      request: () => put(organization({ telecom: entries(made.telecomAt) }, 'page'), { accept: 'text/html' }),
    },
    {
      name: 'PUT, answer in XML',
      request: () => put(organization({ telecom: entries(made.telecomAt) }, 'xml'), { accept: XML_TYPE }),
    },
    {
      name: 'PUT with leniencies, told',
      request: () =>
        put(
          { resourceType: 'Location', id: 'lenient', extension: entries(() => ({ url: 'urn:x', valueInteger: '1' })) },
          { prefer: 'return=OperationOutcome' },
        ),
    },
    {
      name: 'PUT, warnings told',
      request: () =>
        put(
          organization(
            { telecom: entries(made.telecomAt, HALF), extension: entries(made.knownExtensionAt, HALF) },
            'warned',
          ),
          { prefer: 'return=OperationOutcome' },
        ),
    },
    {
      name: 'PUT with leniencies, told as a page',
      request: () =>
        put(organization({ contact: entries(() => ({ name: { given: 'A' } })) }, 'lenient-page'), {
          prefer: 'return=OperationOutcome',
          accept: 'text/html',
        }),
    },
  ];
}

/** The cases in the order they are sent. */
export function loopCases(): LoopCase[] {
  const resources = Object.entries(valid());
  const sent = (name: string, body: () => string, type: string): LoopCase => ({
    name: `PUT ${name}`,
    request: () => {
      const text = body();
      const resourceType = /"resourceType":"(\w+)"/.exec(text.slice(0, 200))?.[1] ?? 'Organization';
      return { method: 'PUT', path: `/${resourceType}/big`, type, body: text };
    },
  });
  return [
    ...resources.map(([name, resource]) => ({ name: `PUT ${name}`, request: () => put(resource()) })),
    ...resources.map(([name, resource]) => ({
      name: `PUT ${name}, strict`,
      request: () => put({ ...resource(), id: 'strict' }, { prefer: 'handling=strict' }),
    })),
    ...resources.map(([name, resource]) => ({
      name: `PUT in XML: ${name}`,
      request: () => putXml(shortened(resource())),
    })),
    ...resources.map(([name, resource]) => ({ name: `$validate ${name}`, request: () => validate(resource()) })),
    ...Object.entries(faulty()).map(([name, body]) => sent(name, body, JSON_TYPE)),
    ...Object.entries(faultyXml()).map(([name, body]) => sent(`in XML: ${name}`, body, XML_TYPE)),
    ...reads(),
    ...diffs(),
    ...wideDiffs(),
    ...patches(),
    ...others(),
  ];
}
