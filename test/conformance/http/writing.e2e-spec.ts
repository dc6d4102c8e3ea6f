import {
  at,
  body,
  HTTP_DATE,
  httpTables,
  patch,
  post,
  put,
  remove,
  type Row,
  type Send,
} from '../../support/http-table';

const onTwoLines =
  (write: () => Send, name: string, ...lines: string[]): Send =>
  (s, t) =>
    write()(s, t).set(name, lines as unknown as string);

/** For every interaction that writes: rules that the testing kit cannot check on every store and client. */
const conditions = (write: (headers?: Record<string, string>) => Send): Row[] => [
  { id: 'C10', rule: 'no If-Match', send: write(), status: 200, version: '2', headers: { etag: 'W/"2"', 'last-modified': HTTP_DATE, 'content-location': /\/_history\/2$/ } },
  { id: 'If-Unmodified-Since', rule: 'written since then', send: write({ 'If-Unmodified-Since': 'Sat, 01 Jan 2000 00:00:00 GMT' }), status: 412, issue: 'conflict', version: '1' },
  { id: 'If-Unmodified-Since', rule: 'written before', send: write({ 'If-Unmodified-Since': 'Fri, 31 Dec 9999 23:59:59 GMT' }), status: 200, version: '2' },
  { id: 'If-Unmodified-Since', rule: 'beside the current version', send: write({ 'If-Match': 'W/"1"', 'If-Unmodified-Since': 'Sat, 01 Jan 2000 00:00:00 GMT' }), status: 200, version: '2' },
  { id: 'If-Unmodified-Since', rule: 'no date', send: write({ 'If-Unmodified-Since': 'x' }), status: 200, version: '2' },
  { id: 'C11', rule: 'the current version with spaces around', send: write({ 'If-Match': '  W/"1"  ' }), status: 200, version: '2' },
  { id: 'C12', rule: 'a future version', send: write({ 'If-Match': 'W/"9"' }), status: 412, issue: 'conflict', version: '1' },
  { id: 'C14', rule: 'a list on two lines that holds the current version', send: onTwoLines(write, 'If-Match', 'W/"7"', 'W/"1"'), status: 200, version: '2' },
  { id: 'C14', rule: 'a list on two lines that does not', send: onTwoLines(write, 'If-Match', 'W/"7"', 'W/"8"'), status: 412, issue: 'conflict', version: '1' },
  { id: 'C13', rule: '* on the second line of a list', send: onTwoLines(write, 'If-Match', 'W/"1"', '*'), status: 400, issue: 'value', version: '1' },
  { id: 'C18', rule: 'If-None-Match on two lines', send: onTwoLines(write, 'If-None-Match', 'W/"7"', 'W/"1"'), status: 412, issue: 'conflict', version: '1' },
]; // prettier-ignore

const unknownPut: Send = (s, { type, sample }) =>
  s.write('put', `/${type}/nobody`, { resourceType: type, id: 'nobody', ...sample });

const updating: Row[] = [
  ...conditions(put),
  { id: 'C21', rule: 'identical content keeps the version', send: (s, t) => s.write('put', at(t), body(t)), status: 200, version: '1', headers: { etag: 'W/"1"', 'content-location': /\/_history\/1$/ } },
  { id: 'C26', rule: 'PUT on an unknown id where the server assigns ids', send: unknownPut, status: 405, issue: 'not-supported', headers: { allow: /PATCH/ } },
  { id: 'C60', rule: 'a failure is reported, whatever Prefer says', send: (s, t) => s.write('put', `/${t.type}/nobody`, { resourceType: t.type, id: 'nobody', ...t.sample }, { Prefer: 'return=minimal' }), status: 405, issue: 'not-supported' },
  { id: 'C60', rule: 'a created resource has a Location of its version', send: post({ Prefer: 'return=minimal' }), status: 201, headers: { location: /\/fhir\/\w+\/[A-Za-z0-9\-.]{1,64}\/_history\/1$/, 'last-modified': / GMT$/ } },
  { id: 'C26', rule: 'a deleted resource is gone for PUT too', first: [remove], send: put(), status: 410, issue: 'deleted', version: 'deleted' },
]; // prettier-ignore

const ACCEPT_PATCH =
  'application/fhir+json, application/fhir+xml, application/json-patch+json, application/xml-patch+xml';

const patching: Row[] = [
  ...conditions(patch),
  { id: 'C30', rule: 'a patch without effect keeps the version', first: [patch()], send: patch(), status: 200, version: '2', headers: { etag: 'W/"2"' } },
  { id: 'C31', rule: 'PATCH without a media type', send: (s, t) => patch()(s, t).unset('Content-Type'), status: 415, issue: 'not-supported', version: '1', headers: { 'accept-patch': ACCEPT_PATCH } },
]; // prettier-ignore

const deleting: Row[] = [
  { id: 'C04', rule: 'DELETE', send: remove, status: 204, holds: 'nothing', version: 'deleted', headers: { etag: 'W/"2"' } },
  { id: 'C04', rule: 'DELETE again', first: [remove], send: remove, status: 204, version: 'deleted', headers: { etag: 'W/"2"' } },
]; // prettier-ignore

httpTables({ Update: updating, Patch: patching, Delete: deleting });
