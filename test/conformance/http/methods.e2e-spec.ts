import { at, body, get, httpTable, type Row } from '../../support/http-table';

const INSTANCE = 'GET, HEAD, PUT, PATCH, DELETE';
const NOT_SERVED = { status: 405, issue: 'not-supported' } as const;

const methods: Row[] = [
  { id: 'C50', rule: 'PUT on the type', send: (s, { type, sample }) => s.write('put', `/${type}`, { resourceType: type, ...sample }), ...NOT_SERVED, headers: { allow: 'GET, HEAD, POST, PATCH' } },
  { id: 'C50', rule: 'DELETE on the type', send: (s, { type }) => s.send('delete', `/${type}`), ...NOT_SERVED, headers: { allow: 'GET, HEAD, POST, PATCH' } },
  { id: 'C50', rule: 'POST on an instance', send: (s, t) => s.write('post', at(t), body(t)), ...NOT_SERVED, headers: { allow: INSTANCE } },
  { id: 'C50', rule: 'DELETE of a version', send: (s, t) => s.send('delete', at(t, '/_history/1')), ...NOT_SERVED, headers: { allow: 'GET, HEAD' } },
  { id: 'C50', rule: 'PATCH of a history', send: (s, t) => s.write('patch', at(t, '/_history'), t.patch), ...NOT_SERVED, headers: { allow: 'GET, HEAD' } },
  { id: 'C50', rule: 'POST on metadata', send: (s, t) => s.write('post', '/metadata', body(t)), ...NOT_SERVED, headers: { allow: 'GET, HEAD' } },
  { id: 'C51', rule: 'HEAD is GET without a body', send: (s, t) => s.send('head', at(t)), status: 200, holds: 'nothing', headers: { etag: 'W/"1"', 'content-length': /^[1-9]\d*$/ } },
  { id: 'C51', rule: 'HEAD names the format', send: (s, t) => s.send('head', at(t)).set('Accept', 'application/fhir+xml'), status: 200, holds: 'nothing', headers: { 'content-type': 'application/fhir+xml; charset=utf-8' } },
  { id: 'C51', rule: 'HEAD of a version', send: (s, t) => s.send('head', at(t, '/_history/1')), status: 200, holds: 'nothing', headers: { etag: 'W/"1"' } },
  { id: 'C51', rule: 'HEAD of a history', send: (s, t) => s.send('head', at(t, '/_history')), status: 200, holds: 'nothing' },
  { id: 'C51', rule: 'HEAD of metadata', send: (s) => s.send('head', '/metadata'), status: 200, holds: 'nothing' },
  { id: 'C51', rule: 'HEAD of an unknown id', send: (s, { type }) => s.send('head', `/${type}/nobody`), status: 404, holds: 'nothing' },
  { id: 'C51', rule: 'HEAD with a tag that is current', send: (s, t) => s.send('head', at(t)).set('If-None-Match', 'W/"1"'), status: 304, holds: 'nothing' },
  { id: 'C51', rule: 'OPTIONS on the base is the CapabilityStatement', send: (s) => s.send('options', ''), status: 200, holds: 'CapabilityStatement' },
  { id: 'C51', rule: 'OPTIONS on an instance', send: (s, t) => s.send('options', at(t)), status: 204, holds: 'nothing', headers: { allow: `${INSTANCE}, OPTIONS` } },
  { id: 'C51', rule: 'OPTIONS on a type', send: (s, { type }) => s.send('options', `/${type}`), status: 204, headers: { allow: 'GET, HEAD, POST, PATCH, OPTIONS' } },
  { id: 'C51', rule: 'OPTIONS where nothing is', send: (s) => s.send('options', '/Patient/1'), status: 404, issue: 'not-found' },
  { id: 'C51', rule: 'TRACE is refused', send: (s, t) => s.send('trace', at(t)), ...NOT_SERVED, headers: { allow: INSTANCE } },
  { id: 'C51', rule: 'GET with a body is GET', send: (s, t) => get()(s, t).set('Content-Type', 'text/plain').send('x'), status: 200, holds: 'resource' },
]; // prettier-ignore

httpTable('Methods', methods);
