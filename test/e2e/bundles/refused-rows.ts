import { patchOf } from '../../support/patches';
import { entry, type EntryOf } from './support';

export const place = (over: object = {}) => ({ resourceType: 'Location', name: 'A', ...over });
export const rename = patchOf({ type: 'replace', path: 'Location.name', value: { valueString: 'B' } });
export const binary = (contentType: string, text: string) => ({
  resourceType: 'Binary',
  contentType,
  data: Buffer.from(text).toString('base64'),
});

/** The resources that exist before each row. */
export interface Known {
  /** At version 1. */
  readonly id: string;
  /** Its unique identifier. */
  readonly value: string;
  /** An identifier that two other resources share. */
  readonly twice: string;
  /** A resource that another one refers to. */
  readonly top: string;
  /** A deleted resource. */
  readonly gone: string;
}

export interface Row {
  readonly rule: string;
  /** The entry that breaks the rule. */
  readonly entry: (known: Known) => EntryOf;
  /** The status of the request alone, of the entry in a batch, and of the transaction. */
  readonly status: number;
  /** The expression in the outcome, relative to `Bundle.entry[1]`. */
  readonly at?: string;
  readonly code?: string;
  readonly text?: RegExp;
}

/** Each rule on an entry, broken once. */
export const ROWS: readonly Row[] = [
  { rule: 'a type that is not served', entry: () => entry('POST Patient', { resourceType: 'Patient' }), status: 404, text: /Patient is not served here/ },
  { rule: 'a type that does not exist', entry: () => entry('GET Nonsense/1'), status: 404 },
  { rule: 'the base', entry: () => entry('GET '), status: 400, at: '.request.url' },
  { rule: 'an address of another server', entry: () => entry('GET http://elsewhere.example/fhir/Location/1'), status: 400, at: '.request.url', text: /not an address of this server/ },
  { rule: 'a urn as an address', entry: () => entry('GET urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a'), status: 400, at: '.request.url' },
  { rule: 'an address that is not UTF-8', entry: () => entry('GET Location/%E9'), status: 400, at: '.request.url' },
  { rule: 'a query that is not UTF-8', entry: () => entry('GET Location?name=%E9'), status: 400, at: '.request.url', text: /parameter name cannot be read/ },
  { rule: 'too many steps', entry: ({ id }) => entry(`GET Location/${id}/name`), status: 404 },
  { rule: 'POST to an instance', entry: ({ id }) => entry(`POST Location/${id}`, place()), status: 405 },
  { rule: 'DELETE of a version', entry: ({ id }) => entry(`DELETE Location/${id}/_history/1`), status: 405 },
  { rule: 'PUT to a version', entry: ({ id }) => entry(`PUT Location/${id}/_history/1`, place({ id })), status: 405 },
  { rule: 'an operation', entry: ({ id }) => entry(`GET Location/${id}/$diff`), status: 400, at: '.request.url', text: /Operations cannot be entries/ },
  { rule: 'an operation of the system', entry: () => entry('POST $validate', { resourceType: 'Parameters' }), status: 400, at: '.request.url' },
  { rule: '_search', entry: () => entry('POST Location/_search', { resourceType: 'Parameters' }), status: 400, at: '.request.url', text: /cannot carry a search form/ },
  { rule: 'a Bundle in a Bundle', entry: () => entry('POST Bundle', { resourceType: 'Bundle', type: 'batch' }), status: 404 },
  { rule: 'capabilities', entry: () => entry('GET metadata'), status: 400, at: '.request.url', text: /\/metadata is not carried out as an entry/ },
  { rule: 'definitions', entry: () => entry('GET StructureDefinition?url=a'), status: 400, at: '.request.url', text: /not carried out as an entry/ },
  { rule: 'a definition', entry: () => entry('HEAD StructureDefinition/ror-location'), status: 400, at: '.request.url', text: /not carried out as an entry/ },
  { rule: 'the history of the server', entry: () => entry('GET _history?_count=1'), status: 400, at: '.request.url', text: /\/_history\?_count=1 is not carried out as an entry/ },
  { rule: 'a search over several types', entry: () => entry('GET ?_type=Location'), status: 400, at: '.request.url', text: /not carried out as an entry/ },
  { rule: 'the base by its address', entry: () => entry('GET /'), status: 404, text: /where there is nothing to read/ },
  { rule: 'no request', entry: () => ({ resource: place() }), status: 400, at: '.request', text: /has no request/ },
  { rule: 'an empty entry', entry: () => ({}), status: 400, at: '.request', text: /has no request/ },
  { rule: 'a search mode, as in an answer', entry: ({ id }) => ({ ...entry(`GET Location/${id}`), search: { mode: 'match' } }) as EntryOf, status: 400, at: '.search' },
  { rule: 'a status, as in an answer', entry: ({ id }) => ({ ...entry(`GET Location/${id}`), response: { status: '200' } }) as EntryOf, status: 400, at: '.response' },
  // create
  { rule: 'POST without a resource', entry: () => entry('POST Location'), status: 400, code: 'required', text: /POST needs one/ },
  { rule: 'POST of another type', entry: () => entry('POST Location', { resourceType: 'Organization' }), status: 400, at: '.resource.resourceType' },
  { rule: 'POST without a type', entry: () => entry('POST Location', { name: 'A' }), status: 400 },
  { rule: 'POST of an unknown element', entry: () => entry('POST Location', place({ nme: 'A' })), status: 400, at: '.resource.nme' },
  { rule: 'POST of a number in place of a string', entry: () => entry('POST Location', place({ name: 1 })), status: 400, at: '.resource.name' },
  { rule: 'POST of a code outside its value set', entry: () => entry('POST Location', place({ status: 'nonsense' })), status: 422, at: '.resource.status' },
  { rule: 'POST of a broken invariant', entry: () => entry('POST Location', place({ telecom: [{ value: '1' }], contact: [] })), status: 400 },
  { rule: 'POST with an empty list', entry: () => entry('POST Location', place({ alias: [] })), status: 400, at: '.resource.alias' },
  { rule: 'POST of a list in a list', entry: () => entry('POST Location', place({ alias: [['a']] })), status: 400, at: '.resource.alias[0]' },
  { rule: 'POST of a SUBSETTED resource', entry: () => entry('POST Location', place({ meta: { tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' }] } })), status: 422, at: '.resource.meta.tag' },
  { rule: 'POST of a reference that leads nowhere', entry: () => entry('POST Location', place({ partOf: { reference: 'Location/nowhere' } })), status: 422, at: '.resource.partOf', code: 'not-found' },
  { rule: 'POST of a urn:uuid that is no fullUrl', entry: () => entry('POST Location', place({ partOf: { reference: 'urn:uuid:88f151c0-a954-468a-88bd-5ae15c08e059' } })), status: 422, at: '.resource.partOf.reference', code: 'not-found', text: /leads nowhere: .* with this fullUrl/ },
  { rule: 'POST of a urn:oid that is no fullUrl', entry: () => entry('POST Location', place({ extension: [{ url: 'urn:x', valueReference: { reference: 'urn:oid:1.2.3' } }] })), status: 422, at: '.resource.extension[0].value.reference', code: 'not-found' },
  { rule: 'POST of a reference to what was deleted', entry: ({ gone }) => entry('POST Location', place({ partOf: { reference: `Location/${gone}` } })), status: 422, at: '.resource.partOf' },
  { rule: 'POST of a reference of another type', entry: () => entry('POST Location', place({ partOf: { reference: 'Organization/1' } })), status: 422, at: '.resource.partOf.reference' },
  { rule: 'POST of a fragment that is not there', entry: () => entry('POST Location', place({ partOf: { reference: '#a' } })), status: 422, at: '.resource.partOf' },
  { rule: 'POST of a narrative with a script', entry: () => entry('POST Location', place({ text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml"><script>a</script></div>' } })), status: 422, at: '.resource.text.div' },
  { rule: 'POST with criteria in the URL', entry: ({ value }) => entry(`POST Location?identifier=${value}`, place()), status: 400, at: '.request.url' },
  { rule: 'POST with an unknown parameter', entry: () => entry('POST Location?_dryrun=true', place()), status: 400, at: '.request.url', text: /did you mean _dryRun/ },
  { rule: 'ifNoneExist that several match', entry: ({ twice }) => entry('POST Location', place(), { ifNoneExist: `identifier=${twice}` }), status: 412, at: '.request', code: 'multiple-matches' },
  { rule: 'ifNoneExist of an unknown parameter', entry: () => entry('POST Location', place(), { ifNoneExist: 'nonsense=a' }), status: 400, at: '.request.ifNoneExist' },
  { rule: 'ifNoneExist without a value', entry: () => entry('POST Location', place(), { ifNoneExist: 'identifier=' }), status: 400, at: '.request.ifNoneExist' },
  { rule: 'ifNoneExist with a paging parameter', entry: () => entry('POST Location', place(), { ifNoneExist: 'identifier=a&_count=1' }), status: 400, at: '.request.ifNoneExist' },
  { rule: 'ifNoneExist with an invalid value', entry: () => entry('POST Location', place(), { ifNoneExist: '_lastUpdated=soon' }), status: 400, at: '.request.ifNoneExist' },
  { rule: 'ifNoneExist of another type', entry: () => entry('POST Location', place(), { ifNoneExist: 'Organization?identifier=a' }), status: 400, at: '.request.ifNoneExist' },
  { rule: 'ifNoneExist that is empty', entry: () => entry('POST Location', place(), { ifNoneExist: '' }), status: 400, at: '.request.ifNoneExist' },
  { rule: 'ifNoneExist with _sort', entry: () => entry('POST Location', place(), { ifNoneExist: 'identifier=a&_sort=name' }), status: 400, at: '.request.ifNoneExist' },
  { rule: 'ifNoneExist with _include', entry: () => entry('POST Location', place(), { ifNoneExist: 'identifier=a&_include=Location:partof' }), status: 400, at: '.request.ifNoneExist' },
  { rule: 'ifNoneExist with a modifier that does not exist', entry: () => entry('POST Location', place(), { ifNoneExist: 'identifier:like=a' }), status: 400, at: '.request.ifNoneExist' },
  { rule: 'ifNoneExist with a chain that leads nowhere', entry: () => entry('POST Location', place(), { ifNoneExist: 'organization.nonsense=a' }), status: 400, at: '.request.ifNoneExist' },
  { rule: 'POST of an element twice, by type', entry: () => entry('POST Location', place({ extension: [{ url: 'urn:x', valueString: 'a', valueCode: 'b' }] })), status: 400 },
  { rule: 'POST of an extension without its url', entry: () => entry('POST Location', place({ extension: [{ valueString: 'a' }] })), status: 422 },
  { rule: 'POST of an extension with a value and extensions', entry: () => entry('POST Location', place({ extension: [{ url: 'urn:x', valueString: 'a', extension: [{ url: 'urn:y', valueString: 'b' }] }] })), status: 422 },
  { rule: 'POST of what nothing refers to within', entry: () => entry('POST Location', place({ contained: [{ resourceType: 'Organization', id: 'o', name: 'O' }] })), status: 422 },
  { rule: 'POST of what is contained in what is contained', entry: () => entry('POST Location', place({ managingOrganization: { reference: '#o' }, contained: [{ resourceType: 'Organization', id: 'o', name: 'O', contained: [{ resourceType: 'Location', id: 'l' }] }] })), status: 422 },
  { rule: 'POST of what is contained and has a version', entry: () => entry('POST Location', place({ managingOrganization: { reference: '#o' }, contained: [{ resourceType: 'Organization', id: 'o', name: 'O', meta: { versionId: '1' } }] })), status: 422 },
  { rule: 'POST of nothing in a list', entry: () => entry('POST Location', place({ alias: [null] })), status: 400, at: '.resource.alias[0]' },
  { rule: 'POST of an empty string', entry: () => entry('POST Location', place({ name: '' })), status: 400, at: '.resource.name' },
  { rule: 'POST of an empty object', entry: () => entry('POST Location', place({ address: {} })), status: 400, at: '.resource.address' },
  { rule: 'POST of a period that ends before it begins', entry: () => entry('POST Location', place({ identifier: [{ value: 'a', period: { start: '2026-02-01', end: '2026-01-01' } }] })), status: 422, at: '.resource.identifier[0].period' },
  { rule: 'POST of a date that does not exist', entry: () => entry('POST Location', place({ identifier: [{ value: 'a', period: { start: '2026-02-30' } }] })), status: 400, at: '.resource.identifier[0].period.start' },
  { rule: 'POST of a version of what is not there', entry: () => entry('POST Location', place({ partOf: { reference: 'Location/nowhere/_history/1' } })), status: 422, at: '.resource.partOf' },
  { rule: 'POST of a position without its longitude', entry: () => entry('POST Location', place({ position: { latitude: 1 } })), status: 422, at: '.resource.position.longitude' },
  // update
  { rule: 'PUT without a resource', entry: ({ id }) => entry(`PUT Location/${id}`), status: 400, code: 'required' },
  { rule: 'PUT of an id that is not there', entry: () => entry('PUT Location/nowhere', place({ id: 'nowhere' })), status: 405 },
  { rule: 'PUT of what was deleted', entry: ({ gone }) => entry(`PUT Location/${gone}`, place({ id: gone })), status: 410 },
  { rule: 'PUT of another id', entry: ({ id }) => entry(`PUT Location/${id}`, place({ id: 'other' })), status: 400, at: '.resource.id' },
  { rule: 'PUT of an invalid id', entry: () => entry('PUT Location/a_b', place({ id: 'a_b' })), status: 400 },
  { rule: 'PUT of another type', entry: ({ id }) => entry(`PUT Location/${id}`, { resourceType: 'Organization', id }), status: 400, at: '.resource.resourceType' },
  { rule: 'PUT of a code outside its value set', entry: ({ id }) => entry(`PUT Location/${id}`, place({ id, mode: 'x' })), status: 422, at: '.resource.mode' },
  { rule: 'PUT of a stale version', entry: ({ id }) => entry(`PUT Location/${id}`, place({ id, name: 'B' }), { ifMatch: 'W/"7"' }), status: 412, at: '.request.ifMatch' },
  { rule: 'PUT with an ifMatch that is not an entity tag', entry: ({ id }) => entry(`PUT Location/${id}`, place({ id, name: 'B' }), { ifMatch: '1' }), status: 400, at: '.request.ifMatch' },
  { rule: 'PUT with ifNoneMatch of an existing resource', entry: ({ id }) => entry(`PUT Location/${id}`, place({ id, name: 'B' }), { ifNoneMatch: '*' }), status: 412, at: '.request.ifNoneMatch' },
  { rule: 'PUT of a resource as its own parent', entry: ({ id }) => entry(`PUT Location/${id}`, place({ id, partOf: { reference: `Location/${id}` } })), status: 422, at: '.resource.partOf' },
  { rule: 'PUT by criteria that several match', entry: ({ twice }) => entry(`PUT Location?identifier=${twice}`, place()), status: 412, at: '.request', code: 'multiple-matches' },
  { rule: 'PUT by criteria of another id', entry: ({ value }) => entry(`PUT Location?identifier=${value}`, place({ id: 'other' })), status: 400, at: '.resource.id' },
  { rule: 'PUT by criteria with an id of the client', entry: () => entry('PUT Location?identifier=nowhere', place({ id: 'mine' })), status: 405 },
  { rule: 'PUT without criteria', entry: () => entry('PUT Location', place()), status: 400, code: 'required' },
  { rule: 'PUT by an unknown parameter', entry: () => entry('PUT Location?nonsense=1', place()), status: 400, at: '.request.url' },
  { rule: 'PUT by criteria with a stale version', entry: ({ value }) => entry(`PUT Location?identifier=${value}`, place({ name: 'B' }), { ifMatch: 'W/"7"' }), status: 412, at: '.request.ifMatch' },
  { rule: 'PUT of a type that is not served', entry: () => entry('PUT Patient/1', { resourceType: 'Patient', id: '1' }), status: 404 },
  { rule: 'PUT with criteria beside the id', entry: ({ id, value }) => entry(`PUT Location/${id}?identifier=${value}`, place({ id })), status: 400, at: '.request.url' },
  { rule: 'PUT by criteria without a value', entry: () => entry('PUT Location?identifier=', place()), status: 400, at: '.request.url' },
  { rule: 'PUT by criteria with a paging parameter', entry: () => entry('PUT Location?identifier=a&_count=1', place()), status: 400, at: '.request.url' },
  { rule: 'PUT by criteria with an invalid value', entry: () => entry('PUT Location?_lastUpdated=soon', place()), status: 400, at: '.request.url' },
  { rule: 'PUT by criteria of another type', entry: ({ value }) => entry(`PUT Location?identifier=${value}`, { resourceType: 'Organization', name: 'O' }), status: 400, at: '.resource.resourceType' },
  { rule: 'PUT by criteria with an ifMatch that is not an entity tag', entry: ({ value }) => entry(`PUT Location?identifier=${value}`, place({ name: 'B' }), { ifMatch: '1' }), status: 400, at: '.request.ifMatch' },
  { rule: 'PUT by criteria that none matches, with a version', entry: () => entry('PUT Location?identifier=nowhere', place(), { ifMatch: 'W/"1"' }), status: 412, at: '.request.ifMatch' },
  { rule: 'PUT by criteria without a resource', entry: ({ value }) => entry(`PUT Location?identifier=${value}`), status: 400, code: 'required' },
  { rule: 'PUT of a reference to what was deleted', entry: ({ id, gone }) => entry(`PUT Location/${id}`, place({ id, partOf: { reference: `Location/${gone}` } })), status: 422, at: '.resource.partOf' },
  { rule: 'PUT with an ifNoneMatch that is not an entity tag', entry: ({ id }) => entry(`PUT Location/${id}`, place({ id, name: 'B' }), { ifNoneMatch: 'x' }), status: 400, at: '.request.ifNoneMatch' },
  // patch
  { rule: 'PATCH without a resource', entry: ({ id }) => entry(`PATCH Location/${id}`), status: 400, code: 'required' },
  { rule: 'PATCH of what is not there', entry: () => entry('PATCH Location/nowhere', rename), status: 404 },
  { rule: 'PATCH of what was deleted', entry: ({ gone }) => entry(`PATCH Location/${gone}`, rename), status: 410 },
  { rule: 'PATCH of a stale version', entry: ({ id }) => entry(`PATCH Location/${id}`, rename, { ifMatch: 'W/"7"' }), status: 412, at: '.request.ifMatch' },
  { rule: 'PATCH with a resource that is not a patch', entry: ({ id }) => entry(`PATCH Location/${id}`, place({ id })), status: 400 },
  { rule: 'PATCH of a path that finds nothing', entry: ({ id }) => entry(`PATCH Location/${id}`, patchOf({ type: 'replace', path: 'Location.telecom[3].value', value: { valueString: '1' } })), status: 422 },
  { rule: 'PATCH of an operation that is unknown', entry: ({ id }) => entry(`PATCH Location/${id}`, patchOf({ type: 'upsert', path: 'Location.name', value: { valueString: '1' } })), status: 400, at: '.resource.parameter[0].part[0]' },
  { rule: 'PATCH that breaks a rule', entry: ({ id }) => entry(`PATCH Location/${id}`, patchOf({ type: 'add', path: 'Location', name: 'mode', value: { valueCode: 'x' } })), status: 422, at: '.resource.mode' },
  { rule: 'PATCH to a reference that leads nowhere', entry: ({ id }) => entry(`PATCH Location/${id}`, patchOf({ type: 'add', path: 'Location', name: 'partOf', value: { valueReference: { reference: 'Location/nowhere' } } })), status: 422, at: '.resource.partOf' },
  { rule: 'PATCH with a Binary of another type', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('text/plain', 'a')), status: 400, at: '.resource.contentType' },
  { rule: 'PATCH with a Binary in another character encoding', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('application/json-patch+json; charset=iso-8859-1', '[]')), status: 415, at: '.resource.contentType' },
  { rule: 'PATCH with a Binary that is not base64', entry: ({ id }) => entry(`PATCH Location/${id}`, { resourceType: 'Binary', contentType: 'application/json-patch+json', data: '***' }), status: 400, at: '.resource.data' },
  { rule: 'PATCH with invalid JSON', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('application/json-patch+json', '[{')), status: 400, at: '.resource.data', text: /^Line 1, column 3 of the data: .* \(line 1, column \d{3,}\)/ },
  { rule: 'PATCH with a JSON Patch that does not fit', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('application/json-patch+json', '[{"op":"remove","path":"/alias"}]')), status: 422, at: '.resource.data', text: /^Operation 0 \(remove\).* \(line 1, column \d{3,}\)/ },
  { rule: 'PATCH with a JSON Patch whose test fails', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('application/json-patch+json', '[{"op":"test","path":"/name","value":"Z"}]')), status: 422, at: '.resource.data', text: /^Operation 0 \(test\)/ },
  { rule: 'PATCH with invalid XML', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('application/xml-patch+xml', '<diff>')), status: 400, at: '.resource.data' },
  { rule: 'PATCH with an XML Patch that does not fit', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('application/xml-patch+xml', '<diff xmlns:f="http://hl7.org/fhir"><remove sel="f:Location/f:alias"/></diff>')), status: 422, at: '.resource.data', text: /^Line 1, column 37 of the data: Operation 1 \(remove\).* \(line 1, column \d{3,}\)/ },
  { rule: 'PATCH to a urn:uuid that is no fullUrl', entry: ({ id }) => entry(`PATCH Location/${id}`, patchOf({ type: 'add', path: 'Location', name: 'partOf', value: { valueReference: { reference: 'urn:uuid:88f151c0-a954-468a-88bd-5ae15c08e059' } } })), status: 422, at: '.resource.partOf.reference' },
  { rule: 'PATCH by criteria that none matches', entry: () => entry('PATCH Location?identifier=nowhere', rename), status: 404, code: 'not-found' },
  { rule: 'PATCH by criteria that several match', entry: ({ twice }) => entry(`PATCH Location?identifier=${twice}`, rename), status: 412, code: 'multiple-matches' },
  { rule: 'PATCH without criteria', entry: () => entry('PATCH Location', rename), status: 400, code: 'required' },
  { rule: 'PATCH of a type that is not served', entry: () => entry('PATCH Patient/1', rename), status: 404 },
  { rule: 'PATCH of a version', entry: ({ id }) => entry(`PATCH Location/${id}/_history/1`, rename), status: 405 },
  { rule: 'PATCH with an ifMatch that is not an entity tag', entry: ({ id }) => entry(`PATCH Location/${id}`, rename, { ifMatch: '1' }), status: 400, at: '.request.ifMatch' },
  { rule: 'PATCH without a path', entry: ({ id }) => entry(`PATCH Location/${id}`, { resourceType: 'Parameters', parameter: [{ name: 'operation', part: [{ name: 'type', valueCode: 'delete' }] }] }), status: 400 },
  { rule: 'PATCH of an invalid path', entry: ({ id }) => entry(`PATCH Location/${id}`, patchOf({ type: 'delete', path: 'Location.name[' })), status: 400 },
  { rule: 'PATCH that adds without a value', entry: ({ id }) => entry(`PATCH Location/${id}`, patchOf({ type: 'add', path: 'Location', name: 'description' })), status: 400 },
  { rule: 'PATCH that adds an existing element', entry: ({ id }) => entry(`PATCH Location/${id}`, patchOf({ type: 'add', path: 'Location', name: 'name', value: { valueString: 'B' } })), status: 422 },
  { rule: 'PATCH of an element that does not exist', entry: ({ id }) => entry(`PATCH Location/${id}`, patchOf({ type: 'add', path: 'Location', name: 'nme', value: { valueString: 'B' } })), status: 422 },
  { rule: 'PATCH with a value of another type', entry: ({ id }) => entry(`PATCH Location/${id}`, patchOf({ type: 'replace', path: 'Location.name', value: { valueBoolean: true } })), status: 422 },
  { rule: 'PATCH of the id', entry: ({ id }) => entry(`PATCH Location/${id}`, patchOf({ type: 'replace', path: 'Location.id', value: { valueId: 'b' } })), status: 422 },
  { rule: 'PATCH that inserts behind the end', entry: ({ id }) => entry(`PATCH Location/${id}`, patchOf({ type: 'insert', path: 'Location.identifier', index: 7, value: { valueIdentifier: { value: 'a' } } })), status: 422 },
  { rule: 'PATCH by criteria with a stale version', entry: ({ value }) => entry(`PATCH Location?identifier=${value}`, rename, { ifMatch: 'W/"7"' }), status: 412, at: '.request.ifMatch' },
  { rule: 'PATCH by criteria without a value', entry: () => entry('PATCH Location?identifier=', rename), status: 400, at: '.request.url' },
  { rule: 'PATCH by an unknown parameter', entry: () => entry('PATCH Location?nonsense=1', rename), status: 400, at: '.request.url' },
  { rule: 'PATCH with a parameter beside the id', entry: ({ id, value }) => entry(`PATCH Location/${id}?identifier=${value}`, rename), status: 400, at: '.request.url' },
  { rule: 'PATCH with a Binary without data', entry: ({ id }) => entry(`PATCH Location/${id}`, { resourceType: 'Binary', contentType: 'application/json-patch+json' }), status: 400 },
  { rule: 'PATCH with a Binary without its type', entry: ({ id }) => entry(`PATCH Location/${id}`, { resourceType: 'Binary', data: 'W10=' }), status: 400, at: '.resource.contentType' },
  { rule: 'PATCH with a JSON Patch that is not a list', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('application/json-patch+json', '{}')), status: 400 },
  { rule: 'PATCH with an operation that JSON Patch does not have', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('application/json-patch+json', '[{"op":"upsert","path":"/name"}]')), status: 400 },
  { rule: 'PATCH with a JSON Patch without a value', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('application/json-patch+json', '[{"op":"add","path":"/description"}]')), status: 400 },
  { rule: 'PATCH with an XML Patch that has another root', entry: ({ id }) => entry(`PATCH Location/${id}`, binary('application/xml-patch+xml', '<patch/>')), status: 400, at: '.resource.data' },
  // delete
  { rule: 'DELETE of what others refer to', entry: ({ top }) => entry(`DELETE Location/${top}`), status: 409, text: /others refer to it/ },
  { rule: 'DELETE of a stale version', entry: ({ id }) => entry(`DELETE Location/${id}`, undefined, { ifMatch: 'W/"7"' }), status: 412, at: '.request.ifMatch' },
  { rule: 'DELETE of an invalid id', entry: () => entry('DELETE Location/a_b'), status: 400 },
  { rule: 'DELETE by criteria that several match', entry: ({ twice }) => entry(`DELETE Location?identifier=${twice}`), status: 412, code: 'multiple-matches' },
  { rule: 'DELETE without criteria', entry: () => entry('DELETE Location'), status: 400, code: 'required' },
  { rule: 'DELETE by an unknown parameter', entry: () => entry('DELETE Location?nonsense=1'), status: 400, at: '.request.url' },
  { rule: 'DELETE with a parameter beside the id', entry: ({ id, value }) => entry(`DELETE Location/${id}?identifier=${value}`), status: 400, at: '.request.url' },
  { rule: 'DELETE of a type that is not served', entry: () => entry('DELETE Patient/1'), status: 404 },
  { rule: 'DELETE of a type and nothing else', entry: () => entry('DELETE Location?'), status: 400 },
  { rule: 'DELETE with an ifMatch that is not an entity tag', entry: ({ id }) => entry(`DELETE Location/${id}`, undefined, { ifMatch: '1' }), status: 400, at: '.request.ifMatch' },
  { rule: 'DELETE by criteria without a value', entry: () => entry('DELETE Location?identifier='), status: 400, at: '.request.url' },
  { rule: 'DELETE by criteria with a stale version', entry: ({ value }) => entry(`DELETE Location?identifier=${value}`, undefined, { ifMatch: 'W/"7"' }), status: 412, at: '.request.ifMatch' },
  { rule: 'DELETE by criteria with a paging parameter', entry: () => entry('DELETE Location?identifier=a&_count=1'), status: 400, at: '.request.url' },
  // read and search
  { rule: 'GET of what is not there', entry: () => entry('GET Location/nowhere'), status: 404 },
  { rule: 'GET of what was deleted', entry: ({ gone }) => entry(`GET Location/${gone}`), status: 410 },
  { rule: 'GET of a version that is not there', entry: ({ id }) => entry(`GET Location/${id}/_history/9`), status: 404 },
  { rule: 'GET by an unknown parameter', entry: () => entry('GET Location?nonsense=1'), status: 400, at: '.request.url' },
  { rule: 'GET with an invalid value', entry: () => entry('GET Location?_lastUpdated=soon'), status: 400 },
  { rule: 'GET with a _summary that does not exist', entry: ({ id }) => entry(`GET Location/${id}?_summary=all`), status: 400, at: '.request.url' },
  { rule: 'HEAD of what is not there', entry: () => entry('HEAD Location/nowhere'), status: 404 },
  { rule: 'GET of a type that is not served', entry: () => entry('GET Patient/1'), status: 404 },
  { rule: 'GET of an invalid id', entry: () => entry('GET Location/a_b'), status: 400 },
  { rule: 'GET of a version that was a deletion', entry: ({ gone }) => entry(`GET Location/${gone}/_history/2`), status: 410 },
  { rule: 'GET with an invalid _count', entry: () => entry('GET Location?_count=many'), status: 400, at: '.request.url' },
  { rule: 'GET with a _sort that does not exist', entry: () => entry('GET Location?_sort=nonsense'), status: 400, at: '.request.url' },
  { rule: 'GET with an invalid _include', entry: () => entry('GET Location?_include=Location:nonsense'), status: 400, at: '.request.url' },
  { rule: 'GET with an invalid _has', entry: () => entry('GET Location?_has:HealthcareService:nonsense:name=a'), status: 400, at: '.request.url' },
  { rule: 'GET with an invalid _filter', entry: () => entry('GET Location?_filter=name eq'), status: 400, at: '.request.url' },
  { rule: 'GET with a modifier that does not exist', entry: () => entry('GET Location?name:like=a'), status: 400, at: '.request.url' },
  { rule: 'GET with an invalid _cursor', entry: () => entry('GET Location?_cursor=nonsense'), status: 400, at: '.request.url' },
  { rule: 'HEAD of what was deleted', entry: ({ gone }) => entry(`HEAD Location/${gone}`), status: 410 },
]; // prettier-ignore
