import { get, HTTP_DATE, httpTable, put, remove, type Row } from '../../support/http-table';

const reading: Row[] = [
  { id: 'C01', rule: 'read answers ETag and Last-Modified', send: get(), status: 200, holds: 'resource', headers: { etag: 'W/"1"', 'last-modified': HTTP_DATE } },
  { id: 'C02', rule: 'an unknown id is not found', send: (s, { type }) => s.send('get', `/${type}/nobody`), status: 404, issue: 'not-found' },
  { id: 'C02', rule: 'a type that is not served', send: (s) => s.send('get', '/Patient/1'), status: 404, issue: 'not-found' },
  { id: 'C02', rule: 'a name that is no type', send: (s) => s.send('get', '/constructor/1'), status: 404, issue: 'not-found' },
  { id: 'C02', rule: 'nothing at a deeper path', send: get({}, '/a/b/c'), status: 404, issue: 'not-found' },
  { id: 'C03', rule: 'an id with illegal characters is refused', send: (s, { type }) => s.send('get', `/${type}/a_b`), status: 400, issue: 'value' },
  { id: 'C03', rule: 'an id of more than 64 characters is refused', send: (s, { type }) => s.send('get', `/${type}/${'x'.repeat(65)}`), status: 400, issue: 'value' },
  { id: 'C03', rule: 'a broken percent-encoding is a client error', send: (s, { type }) => s.send('get', `/${type}/%E0%A4%A`), status: 400, issue: 'invalid' },
  { id: 'C04', rule: 'a deleted resource is gone', first: [remove], send: get(), status: 410, issue: 'deleted' },
  { id: 'C05', rule: 'vread of a version', first: [put()], send: get({}, '/_history/1'), status: 200, holds: 'resource', headers: { etag: 'W/"1"' } },
  { id: 'C05', rule: 'vread of an unknown version', send: get({}, '/_history/9'), status: 404, issue: 'not-found' },
  { id: 'C05', rule: 'vread of no version number', send: get({}, '/_history/one'), status: 404, issue: 'not-found' },
  { id: 'C05', rule: 'vread of a deletion', first: [remove], send: get({}, '/_history/2'), status: 410, issue: 'deleted' },
  { id: 'C05', rule: 'vread of a version before the deletion', first: [remove], send: get({}, '/_history/1'), status: 200 },
  { id: 'C05', rule: 'history is a Bundle without an ETag of its own', first: [put(), remove], send: get({}, '/_history'), status: 200, holds: 'Bundle', headers: { etag: undefined } },
  { id: 'C06', rule: 'If-None-Match with the current tag', send: get({ 'If-None-Match': 'W/"1"' }), status: 304, holds: 'nothing', headers: { etag: 'W/"1"', 'last-modified': HTTP_DATE } },
  { id: 'C06', rule: 'If-None-Match with an older tag', first: [put()], send: get({ 'If-None-Match': 'W/"1"' }), status: 200, headers: { etag: 'W/"2"' } },
  { id: 'C06', rule: 'If-None-Match: *', send: get({ 'If-None-Match': '*' }), status: 304 },
  { id: 'C06', rule: 'If-None-Match with a tag of somebody else', send: get({ 'If-None-Match': '"a_b=c"' }), status: 200 },
  { id: 'C07', rule: 'If-Modified-Since = Last-Modified', send: (s, t) => get({ 'If-Modified-Since': new Date(t.created.meta.lastUpdated).toUTCString() })(s, t), status: 304 },
  { id: 'C07', rule: 'If-Modified-Since earlier', send: get({ 'If-Modified-Since': 'Sat, 01 Jan 2000 00:00:00 GMT' }), status: 200 },
  { id: 'C07', rule: 'If-Modified-Since that is no date', send: get({ 'If-Modified-Since': 'yesterday' }), status: 200 },
  { id: 'C08', rule: 'a stale If-None-Match wins over a fresh If-Modified-Since', first: [put()], send: get({ 'If-None-Match': 'W/"1"', 'If-Modified-Since': new Date(Date.now() + 1e8).toUTCString() }), status: 200 },
]; // prettier-ignore

/** Parts of a resource, R4 search.html#summary. */
const parts: Row[] = [
  ...['_summary=true', '_summary=text', '_summary=data', '_elements=name', '_elements=name,telecom', '_summary=true&_pretty=true'].map((query): Row => (
    { id: 'C01', rule: `${query} is tagged SUBSETTED`, send: get({}, `?${query}`), status: 200, holds: 'resource', subsetted: true, headers: { etag: 'W/"1"' } }
  )),
  { id: 'C01', rule: 'the whole resource is not tagged', send: get(), status: 200, subsetted: false },
  { id: 'C01', rule: '_summary=false is the whole resource', send: get({}, '?_summary=false'), status: 200, subsetted: false },
  { id: 'C01', rule: 'an error is told whole', send: (s, { type }) => s.send('get', `/${type}/nobody?_summary=text`), status: 404, issue: 'not-found', subsetted: false },
  { id: 'C01', rule: '_elements shows what was asked for, and id', send: get({}, '?_elements=language'), status: 200, text: /^(?!.*(CHU|Cardiologie|active|Pavillon)).*\bid\b/s },
  { id: 'C01', rule: '_summary of no kind', send: get({}, '?_summary=some'), status: 400, issue: 'value' },
  { id: 'C01', rule: '_summary=count, which is of searches', send: get({}, '?_summary=count'), status: 400, issue: 'value' },
  { id: 'C01', rule: '_elements that are no names', send: get({}, '?_elements=a%20b'), status: 400, issue: 'value' },
  { id: 'C25', rule: 'a part cannot replace the whole', send: (s, t) => s.write('put', `/${t.type}/${t.created.id}`, { resourceType: t.type, id: t.created.id, meta: { tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' }] }, ...t.change }), status: 422, issue: 'processing', version: '1' },
]; // prettier-ignore

httpTable('Reading', reading);
httpTable('Reading parts', parts);
