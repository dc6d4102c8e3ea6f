import type { HeaderValues } from '../app/client';
import { FHIRPATH_PATCH, PATCH_LANGUAGES } from './patches';
import { at, get, put, remove, type Row, type Sent, type Served, type Target } from './row';

const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
const WEAK_TAG = /^W\/"[A-Za-z0-9\-.]{1,64}"$/;
const STALE = 'W/"no-such-version"';
const etag = ({ etag: current }: Target): string => current;
const nobody =
  (method: string, headers: HeaderValues = {}) =>
  ({ type, changed }: Target): Sent => ({
    method,
    path: `/${type}/nobody`,
    headers,
    ...(method === 'PUT' && { body: { ...changed, id: 'nobody' } }),
  });
const search =
  (query: string, headers: HeaderValues = {}) =>
  (target: Target): Sent => ({ method: 'GET', path: `/${target.type}?${query.replaceAll('ID', target.id)}`, headers });
const post =
  (headers: HeaderValues = {}) =>
  ({ type, content }: Target): Sent => ({ method: 'POST', path: `/${type}`, headers, body: content });

/** R4 http.html#read, #vread, #history, #cread. */
const reading: readonly Row[] = [
  { rule: 'read gives ETag and Last-Modified', interaction: 'read', send: get(), status: 200, holds: 'resource', headers: { etag, 'last-modified': HTTP_DATE } },
  { rule: 'HEAD is GET without a body', interaction: 'read', send: (t) => ({ method: 'HEAD', path: at(t) }), status: 200, holds: 'nothing', headers: { etag } },
  { rule: 'an unknown id is not found', interaction: 'read', send: nobody('GET'), status: 404, issue: 'not-found' },
  { rule: 'an id that cannot be one is refused', interaction: 'read', send: ({ type }) => ({ method: 'GET', path: `/${type}/a_b` }), status: 400, issue: 'value' },
  { rule: 'If-None-Match with the current tag', interaction: 'read', send: (t) => get({ 'If-None-Match': t.etag })(t), status: 304, holds: 'nothing', headers: { etag } },
  { rule: 'If-None-Match: *', interaction: 'read', send: get({ 'If-None-Match': '*' }), status: 304 },
  { rule: 'If-None-Match with another tag', interaction: 'read', send: get({ 'If-None-Match': STALE }), status: 200 },
  { rule: 'If-None-Match with the tag of a version before', interaction: 'read', needs: ['update'], first: [put()], send: (t) => get({ 'If-None-Match': t.etag })(t), status: 200 },
  { rule: 'If-Modified-Since at Last-Modified', interaction: 'read', send: (t) => get({ 'If-Modified-Since': t.lastModified })(t), status: 304 },
  { rule: 'If-Modified-Since earlier', interaction: 'read', send: get({ 'If-Modified-Since': 'Sat, 01 Jan 2000 00:00:00 GMT' }), status: 200 },
  { rule: 'a part is tagged SUBSETTED', interaction: 'read', send: get({}, '?_elements=language'), status: 200, holds: 'resource' },
  { rule: '_summary of no kind', interaction: 'read', send: get({}, '?_summary=some'), status: 400, issue: 'value' },
  { rule: 'a deleted resource is gone', interaction: 'read', needs: ['delete'], first: [remove], send: get(), status: 410, issue: 'deleted' },
  { rule: 'the current version', interaction: 'vread', send: (t) => get({}, `/_history/${t.versionId}`)(t), status: 200, holds: 'resource', headers: { etag } },
  { rule: 'a version before', interaction: 'vread', needs: ['update'], first: [put()], send: (t) => get({}, `/_history/${t.versionId}`)(t), status: 200, holds: 'resource', headers: { etag } },
  { rule: 'a version that is not there', interaction: 'vread', send: get({}, '/_history/no-such-version'), status: 404, issue: 'not-found' },
  { rule: 'a Bundle of versions, without an ETag', interaction: 'history-instance', needs: ['update'], first: [put()], send: get({}, '/_history'), status: 200, holds: 'Bundle', entries: 2, headers: { etag: undefined } },
  { rule: 'a page of it', interaction: 'history-instance', needs: ['update'], first: [put()], send: get({}, '/_history?_count=1'), status: 200, holds: 'Bundle', entries: 1 },
]; // prettier-ignore

const JSON_TYPE = /^application\/fhir\+json/;
const XML_TYPE = /^application\/fhir\+xml/;
const REFUSED = { interaction: 'read', status: 406, contentType: JSON_TYPE, issue: 'not-supported' } as const;
const asked = (accept: string, query: string, contentType: RegExp): Row => ({
  rule: `Accept: ${accept} ${query}`, interaction: 'read', send: get({ Accept: accept }, query), status: 200, contentType,
}); // prettier-ignore

/** R4 http.html#mime-type. */
const negotiation: readonly Row[] = [
  { rule: 'Accept of an unknown format', send: get({ Accept: 'application/pdf' }), ...REFUSED },
  { rule: 'an unknown _format', send: get({}, '?_format=foo'), ...REFUSED },
  { rule: 'another version of FHIR', send: get({ Accept: 'application/fhir+json; fhirVersion=3.0' }), ...REFUSED },
  { rule: 'a write nobody could read the answer of is not done', ...REFUSED, interaction: 'update', send: put({ Accept: 'application/pdf' }), then: 'same' },
  asked('application/fhir+xml', '?_format=json', JSON_TYPE),
  asked('application/fhir+json', '?_format=xml', XML_TYPE),
  asked('application/fhir+json;q=0.1, application/fhir+xml', '', XML_TYPE),
  asked('application/fhir+json;q=0, */*', '', XML_TYPE),
  asked('*/*', '', JSON_TYPE),
  asked('application/json', '', JSON_TYPE),
  asked('application/xml', '', XML_TYPE),
  asked('application/fhir+xml; fhirVersion=4.0', '', XML_TYPE),
  { rule: 'errors are in the format asked for', interaction: 'read', send: nobody('GET', { Accept: 'application/fhir+xml' }), status: 404, contentType: XML_TYPE, issue: 'not-found' },
]; // prettier-ignore

type Send = (headers?: HeaderValues | ((target: Target) => HeaderValues)) => (target: Target) => Sent;

/** R4 http.html#concurrency, for an interaction that writes. */
const conditions = (name: string, interaction: Served, write: Send): readonly Row[] => [
  { rule: `${name} without If-Match`, interaction, send: write(), status: 200, holds: 'resource', then: 'changed', headers: { etag: WEAK_TAG, 'last-modified': HTTP_DATE } },
  { rule: `${name} of the current version`, interaction, send: write((t) => ({ 'If-Match': t.etag })), status: 200, then: 'changed' },
  { rule: `${name} with a list that holds the current version`, interaction, send: write((t) => ({ 'If-Match': `${STALE}, ${t.etag}` })), status: 200, then: 'changed' },
  { rule: `${name} of whatever version there is`, interaction, send: write({ 'If-Match': '*' }), status: 200, then: 'changed' },
  { rule: `${name} of a version that is not there`, interaction, send: write({ 'If-Match': STALE }), status: 412, issue: 'conflict', then: 'same' },
  { rule: `${name} of a stale version`, interaction, first: [write()], send: write((t) => ({ 'If-Match': t.etag })), status: 412, issue: 'conflict', then: 'changed' },
  { rule: `${name} with a tag that cannot be read`, interaction, send: write({ 'If-Match': 'zzz' }), status: 400, issue: 'value', then: 'same' },
  { rule: `${name} with If-None-Match: *`, interaction, send: write({ 'If-None-Match': '*' }), status: 412, issue: 'conflict', then: 'same' },
  { rule: `${name} answers nothing where that is preferred`, interaction, send: write({ Prefer: 'return=minimal' }), status: 200, holds: 'nothing', then: 'changed', headers: { etag: WEAK_TAG } },
  { rule: `${name} answers an OperationOutcome where that is preferred`, interaction, send: write({ Prefer: 'return=OperationOutcome' }), status: 200, holds: 'OperationOutcome', then: 'changed' },
  { rule: `${name} as text`, interaction, send: write({ 'Content-Type': 'text/plain' }), status: 415, issue: 'not-supported', then: 'same' },
]; // prettier-ignore

/** R4 http.html#create, #update, #patch, #delete. */
const writing: readonly Row[] = [
  { rule: 'POST gives Location, ETag and Last-Modified', interaction: 'create', send: post(), status: 201, holds: 'resource', headers: { location: /\/[A-Za-z0-9\-.]{1,64}$/, etag: WEAK_TAG, 'last-modified': HTTP_DATE } },
  { rule: 'POST of another type', interaction: 'create', send: (t) => ({ ...post()(t), body: { resourceType: 'Parameters' } }), status: 400, issue: 'invalid' },
  { rule: 'POST of no resource', interaction: 'create', send: (t) => ({ ...post()(t), body: '' }), status: 400, issue: 'structure' },
  ...conditions('PUT', 'update', put),
  { rule: 'PUT of the same content keeps the version', interaction: 'update', send: (t) => ({ ...put()(t), body: { ...t.content, id: t.id } }), status: 200, then: 'same', headers: { etag } },
  { rule: 'PUT of a body with another id', interaction: 'update', send: (t) => ({ ...put()(t), body: { ...t.changed, id: 'other' } }), status: 400, issue: 'value', then: 'same' },
  { rule: 'PUT of another type', interaction: 'update', send: (t) => ({ ...put()(t), body: { resourceType: 'Parameters', id: t.id } }), status: 400, issue: 'invalid', then: 'same' },
  { rule: 'PUT of something unreadable', interaction: 'update', send: (t) => ({ ...put()(t), body: t.wire.name === 'JSON' ? '{' : '<' }), status: 400, issue: 'structure', then: 'same' },
  { rule: 'PUT of a version of an unknown id', interaction: 'update', send: nobody('PUT', { 'If-Match': STALE }), status: 412, issue: 'conflict' },
  ...PATCH_LANGUAGES.flatMap(({ name, send }) => conditions(`PATCH in ${name}`, 'patch', send).filter(({ rule }) => name === 'FHIRPath Patch' || !rule.includes('as text'))),
  { rule: 'PATCH of an unknown id', interaction: 'patch', send: (t) => ({ ...FHIRPATH_PATCH.send()(t), path: `/${t.type}/nobody` }), status: 404, issue: 'not-found' },
  { rule: 'PATCH with what is no patch', interaction: 'patch', send: (t) => ({ ...FHIRPATH_PATCH.send()(t), body: { ...t.content, id: t.id } }), status: 400, issue: 'invalid', then: 'same' },
  { rule: 'DELETE', interaction: 'delete', send: remove, status: 204, holds: 'nothing', then: 'gone' },
  { rule: 'DELETE again', interaction: 'delete', first: [remove], send: remove, status: 204, then: 'gone' },
  { rule: 'DELETE of a stale version', interaction: 'delete', send: (t) => ({ ...remove(t), headers: { 'If-Match': STALE } }), status: 412, issue: 'conflict', then: 'same' },
]; // prettier-ignore

/** R4 search.html. */
const searching: readonly Row[] = [
  { rule: 'by _id', interaction: 'search-type', send: search('_id=ID'), status: 200, holds: 'Bundle', entries: 1, headers: { etag: undefined } },
  { rule: 'by an _id nobody has', interaction: 'search-type', send: search('_id=nobody'), status: 200, holds: 'Bundle', entries: 0 },
  { rule: 'the total alone', interaction: 'search-type', send: search('_id=ID&_summary=count'), status: 200, holds: 'Bundle', entries: 0 },
  { rule: 'a page', interaction: 'search-type', send: search('_count=1'), status: 200, holds: 'Bundle', entries: 1 },
  { rule: 'by an unknown parameter', interaction: 'search-type', send: search('nonsense=x', { Prefer: 'handling=strict' }), status: 400, issue: 'not-supported' },
  { rule: 'an unknown parameter is left out where that is preferred', interaction: 'search-type', send: search('nonsense=x&_id=ID', { Prefer: 'handling=lenient' }), status: 200, holds: 'Bundle', entries: 2 },
  { rule: 'with a count that is no number', interaction: 'search-type', send: search('_count=x'), status: 400, issue: 'value' },
  { rule: 'by a form', interaction: 'search-type', send: (t) => ({ method: 'POST', path: `/${t.type}/_search`, headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: `_id=${t.id}` }), status: 200, holds: 'Bundle', entries: 1 },
]; // prettier-ignore

export const TABLES: Readonly<Record<string, readonly Row[]>> = { reading, negotiation, writing, searching };
