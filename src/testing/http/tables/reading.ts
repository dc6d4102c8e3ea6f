import {
  etag,
  get,
  head,
  HTTP_DATE,
  JSON_TYPE,
  nobody,
  post,
  put,
  remove,
  type Row,
  STALE,
  type Target,
  XML_TYPE,
} from '../row';

const version = ({ versionId }: Target): string => `/_history/${versionId}`;
const matching = ({ etag: current }: Target) => ({ 'If-None-Match': current });
const at =
  (path: string) =>
  ({ type }: Target) => ({ method: 'GET', path: `/${type}/${path}` });

/** R4 http.html#read, #vread, #history, #cread. */
export const reading: readonly Row[] = [
  { rule: 'read gives ETag and Last-Modified', interaction: 'read', send: get(), status: 200, holds: 'resource', headers: { etag, 'last-modified': HTTP_DATE } },
  { rule: 'GET with a Content-Type is GET', interaction: 'read', send: get({ 'Content-Type': 'text/plain' }), status: 200, holds: 'resource' },
  { rule: 'an unknown id is not found', interaction: 'read', send: nobody('GET'), status: 404, issue: 'not-found' },
  { rule: 'a name that is not a type', interaction: 'read', send: () => ({ method: 'GET', path: '/constructor/1' }), status: 404, issue: 'not-found' },
  { rule: 'nothing at a deeper path', interaction: 'read', send: get({}, '/a/b/c'), status: 404, issue: 'not-found' },
  { rule: 'an id with illegal characters', interaction: 'read', send: at('a_b'), status: 400, issue: 'value' },
  { rule: 'an id of more than 64 characters', interaction: 'read', send: at('x'.repeat(65)), status: 400, issue: 'value' },
  { rule: 'a broken percent-encoding is a client error', interaction: 'read', send: at('%E0%A4%A'), status: 400, issue: 'invalid' },
  { rule: 'If-None-Match with the current tag', interaction: 'read', send: get(matching), status: 304, holds: 'nothing', headers: { etag, 'last-modified': HTTP_DATE } },
  { rule: 'If-None-Match: *', interaction: 'read', send: get({ 'If-None-Match': '*' }), status: 304 },
  { rule: 'If-None-Match with another tag', interaction: 'read', send: get({ 'If-None-Match': STALE }), status: 200 },
  { rule: 'If-None-Match with a tag of another server', interaction: 'read', send: get({ 'If-None-Match': '"a_b=c"' }), status: 200 },
  { rule: 'If-None-Match with the tag of a version before', interaction: 'read', needs: ['update'], first: [put()], send: get(matching), status: 200 },
  { rule: 'If-Modified-Since at Last-Modified', interaction: 'read', send: get(({ lastModified }) => ({ 'If-Modified-Since': lastModified })), status: 304 },
  { rule: 'If-Modified-Since earlier', interaction: 'read', send: get({ 'If-Modified-Since': 'Sat, 01 Jan 2000 00:00:00 GMT' }), status: 200 },
  { rule: 'If-Modified-Since that is not a date', interaction: 'read', send: get({ 'If-Modified-Since': 'yesterday' }), status: 200 },
  { rule: 'a stale If-None-Match wins over a fresh If-Modified-Since', interaction: 'read', send: get({ 'If-None-Match': STALE, 'If-Modified-Since': 'Fri, 01 Jan 2100 00:00:00 GMT' }), status: 200 },
  { rule: 'a deleted resource is gone', interaction: 'read', needs: ['delete'], first: [remove], send: get(), status: 410, issue: 'deleted' },
  { rule: 'the current version', interaction: 'vread', send: get({}, version), status: 200, holds: 'resource', headers: { etag } },
  { rule: 'a version before', interaction: 'vread', needs: ['update'], first: [put()], send: get({}, version), status: 200, holds: 'resource', headers: { etag } },
  { rule: 'a version before the deletion', interaction: 'vread', needs: ['delete'], first: [remove], send: get({}, version), status: 200, holds: 'resource', headers: { etag } },
  { rule: 'a version that does not exist', interaction: 'vread', send: get({}, '/_history/no-such-version'), status: 404, issue: 'not-found' },
  { rule: 'a Bundle of versions, without an ETag', interaction: 'history-instance', needs: ['update'], first: [put()], send: get({}, '/_history?_count=2'), status: 200, holds: 'Bundle', entries: 2, headers: { etag: undefined } },
  { rule: 'a page of it', interaction: 'history-instance', needs: ['update'], first: [put()], send: get({}, '/_history?_count=1'), status: 200, holds: 'Bundle', entries: 1 },
  { rule: 'a deletion is a version', interaction: 'history-instance', needs: ['delete'], first: [remove], send: get({}, '/_history'), status: 200, holds: 'Bundle', entries: 2 },
]; // prettier-ignore

/** R4 search.html#summary, #elements; http.html#pretty. */
export const parts: readonly Row[] = [
  ...['_summary=true', '_summary=text', '_summary=data', '_elements=language', '_elements=language,text', '_summary=true&_pretty=true'].map((query): Row => (
    { rule: `${query} is tagged SUBSETTED`, interaction: 'read', send: get({}, `?${query}`), status: 200, holds: 'resource', subsetted: true, headers: { etag } }
  )),
  { rule: 'the whole resource is not tagged', interaction: 'read', send: get(), status: 200, subsetted: false },
  { rule: '_summary=false is the whole resource', interaction: 'read', send: get({}, '?_summary=false'), status: 200, subsetted: false },
  { rule: 'an error is never shortened', interaction: 'read', send: nobody('GET', {}, '?_summary=text'), status: 404, issue: 'not-found', subsetted: false },
  { rule: 'an unknown _summary', interaction: 'read', send: get({}, '?_summary=some'), status: 400, issue: 'value' },
  { rule: '_summary=count, which is for searches only', interaction: 'read', send: get({}, '?_summary=count'), status: 400, issue: 'value' },
  { rule: '_elements that are not names', interaction: 'read', send: get({}, '?_elements=a%20b'), status: 400, issue: 'value' },
  { rule: 'one line without _pretty', interaction: 'read', send: get(), status: 200, text: /^(<\?xml[^\n]*\?>)?[^\n]+\n?$/ },
  { rule: 'one line with _pretty=false', interaction: 'read', send: get({}, '?_pretty=false'), status: 200, text: /^[^\n]+$/ },
  { rule: 'an unknown _pretty', interaction: 'read', send: get({}, '?_pretty=some'), status: 400, issue: 'value', text: /_pretty must be true or false/ },
  { rule: '_pretty twice', interaction: 'read', send: get({}, '?_pretty=true&_pretty=true'), status: 400, issue: 'value' },
  { rule: '_pretty without a value is ignored', interaction: 'read', send: get({}, '?_pretty='), status: 200, holds: 'resource' },
  { rule: '_pretty=true indents', interaction: 'read', send: get({}, '?_pretty=true'), status: 200, holds: 'resource', text: /\n {2}["<]/ },
  { rule: '_pretty=true indents a history', interaction: 'history-instance', send: get({}, '/_history?_pretty=true'), status: 200, holds: 'Bundle', text: /\n {4}["<{]/ },
  { rule: '_pretty=true indents an error', interaction: 'read', send: nobody('GET', {}, '?_pretty=true'), status: 404, issue: 'not-found', text: /\n {2}["<]/ },
]; // prettier-ignore

/** RFC 9110, 9.3.2 and 9.3.8. */
export const methods: readonly Row[] = [
  { rule: 'HEAD is GET without a body', interaction: 'read', send: head(), status: 200, holds: 'nothing', headers: { etag, 'content-length': /^[1-9]\d*$/ } },
  { rule: 'HEAD names the format', interaction: 'read', send: head({ Accept: 'application/fhir+xml' }), status: 200, holds: 'nothing', headers: { 'content-type': XML_TYPE } },
  { rule: 'HEAD with a tag that is current', interaction: 'read', send: head(matching), status: 304, holds: 'nothing' },
  { rule: 'HEAD of an unknown id', interaction: 'read', send: (t) => ({ ...nobody('GET')(t), method: 'HEAD' }), status: 404, holds: 'nothing' },
  { rule: 'HEAD of a version', interaction: 'vread', send: head({}, version), status: 200, holds: 'nothing', headers: { etag } },
  { rule: 'HEAD of a history', interaction: 'history-instance', send: head({}, '/_history'), status: 200, holds: 'nothing' },
  { rule: 'HEAD of a search', interaction: 'search-type', send: ({ type }) => ({ method: 'HEAD', path: `/${type}` }), status: 200, holds: 'nothing' },
  { rule: 'HEAD of metadata', interaction: 'read', send: () => ({ method: 'HEAD', path: '/metadata', headers: { Accept: 'application/fhir+json' } }), status: 200, holds: 'nothing', headers: { 'content-type': JSON_TYPE } },
  { rule: 'OPTIONS on the base is the CapabilityStatement', interaction: 'read', send: () => ({ method: 'OPTIONS', path: '' }), status: 200, holds: 'CapabilityStatement' },
  { rule: 'OPTIONS at an unknown path', interaction: 'read', send: () => ({ method: 'OPTIONS', path: '/constructor/1' }), status: 404, issue: 'not-found' },
  { rule: 'POST on an instance', interaction: 'read', send: (t) => ({ ...put()(t), method: 'POST' }), status: 405, issue: 'not-supported', headers: { allow: /GET, HEAD/ } },
  { rule: 'POST on metadata', interaction: 'read', send: (t) => ({ ...post()(t), path: '/metadata' }), status: 405, issue: 'not-supported', headers: { allow: /^GET, HEAD, OPTIONS$/ } },
]; // prettier-ignore
