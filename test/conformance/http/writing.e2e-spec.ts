import { at, body, get, HTTP_DATE, httpTable, patch, put, remove, type Row, type Send } from '../../support/http-table';

const onTwoLines =
  (write: () => Send, name: string, ...lines: string[]): Send =>
  (s, t) =>
    write()(s, t).set(name, lines as unknown as string);

/** Conditions, for every interaction that writes. */
const conditions = (write: (headers?: Record<string, string>) => Send, unknown: Send): Row[] => [
  { id: 'C10', rule: 'no If-Match', send: write(), status: 200, version: '2', headers: { etag: 'W/"2"', 'last-modified': HTTP_DATE, 'content-location': /\/_history\/2$/ } },
  { id: 'C11', rule: 'the current version as a weak tag', send: write({ 'If-Match': 'W/"1"' }), status: 200, version: '2' },
  { id: 'C11', rule: 'the current version as a strong tag', send: write({ 'If-Match': '"1"' }), status: 200, version: '2' },
  { id: 'C11', rule: 'the current version with spaces around', send: write({ 'If-Match': '  W/"1"  ' }), status: 200, version: '2' },
  { id: 'C12', rule: 'a stale version', first: [put()], send: write({ 'If-Match': 'W/"1"' }), status: 412, issue: 'conflict', version: '2' },
  { id: 'C12', rule: 'a version to come', send: write({ 'If-Match': 'W/"9"' }), status: 412, issue: 'conflict', version: '1' },
  ...['1', 'W/1', '', 'W/"', 'zzz', `W/"${'1'.repeat(10_000)}"`].map((tag): Row => (
    { id: 'C13', rule: `unreadable: ${tag.slice(0, 12) || 'empty'} is never ignored`, send: write({ 'If-Match': tag }), status: 400, issue: 'value', version: '1' }
  )),
  { id: 'C14', rule: 'a list that holds the current version', send: write({ 'If-Match': 'W/"7", W/"1"' }), status: 200, version: '2' },
  { id: 'C14', rule: 'a list that does not', send: write({ 'If-Match': 'W/"7", W/"8"' }), status: 412, issue: 'conflict', version: '1' },
  { id: 'C14', rule: 'a list on two lines that holds the current version', send: onTwoLines(write, 'If-Match', 'W/"7"', 'W/"1"'), status: 200, version: '2' },
  { id: 'C14', rule: 'a list on two lines that does not', send: onTwoLines(write, 'If-Match', 'W/"7"', 'W/"8"'), status: 412, issue: 'conflict', version: '1' },
  { id: 'C13', rule: '* on the second line of a list', send: onTwoLines(write, 'If-Match', 'W/"1"', '*'), status: 400, issue: 'value', version: '1' },
  { id: 'C18', rule: 'If-None-Match on two lines', send: onTwoLines(write, 'If-None-Match', 'W/"7"', 'W/"1"'), status: 412, issue: 'conflict', version: '1' },
  { id: 'C15', rule: '* on an existing resource', send: write({ 'If-Match': '*' }), status: 200, version: '2' },
  { id: 'C15', rule: '* on an unknown id', send: (s, t) => unknown(s, t).set('If-Match', '*'), status: 412, issue: 'conflict' },
  { id: 'C16', rule: 'a version of an unknown id', send: (s, t) => unknown(s, t).set('If-Match', 'W/"1"'), status: 412, issue: 'conflict' },
  { id: 'C18', rule: 'If-None-Match: * on an existing resource', send: write({ 'If-None-Match': '*' }), status: 412, issue: 'conflict', version: '1' },
]; // prettier-ignore

const unknownPut: Send = (s, { type, sample }) =>
  s.write('put', `/${type}/nobody`, { resourceType: type, id: 'nobody', ...sample });
const unknownPatch: Send = (s, { type, patch }) => s.write('patch', `/${type}/nobody`, patch);

const updating: Row[] = [
  ...conditions(put, unknownPut),
  { id: 'C21', rule: 'identical content keeps the version', send: (s, t) => s.write('put', at(t), body(t)), status: 200, version: '1', headers: { etag: 'W/"1"', 'content-location': /\/_history\/1$/ } },
  { id: 'C22', rule: 'meta.versionId and lastUpdated of the body are the server\'s to set', send: (s, t) => s.write('put', at(t), body(t, { ...t.change, meta: { versionId: '77', lastUpdated: '2001-01-01T00:00:00Z' } })), status: 200, version: '2' },
  { id: 'C23', rule: 'a body with another id', send: (s, t) => s.write('put', at(t), body(t, { id: 'other' })), status: 400, issue: 'value', version: '1' },
  { id: 'C23', rule: 'a body without id, strict', send: (s, t) => s.write('put', at(t), { resourceType: t.type, ...t.sample }, { Prefer: 'handling=strict' }), status: 400, issue: 'value', version: '1' },
  { id: 'C23', rule: 'a body of another type', send: (s, t) => s.write('put', at(t), { resourceType: 'Patient', id: t.created.id, active: true }), status: 400, issue: 'invalid', version: '1' },
  { id: 'C26', rule: 'PUT on an unknown id where the server gives the ids', send: unknownPut, status: 405, issue: 'not-supported', headers: { allow: /PATCH/ } },
  { id: 'C26', rule: 'a deleted resource is gone for PUT too', first: [remove], send: put(), status: 410, issue: 'deleted', version: 'deleted' },
]; // prettier-ignore

const jsonPatch = ({ change }: { change: object }): string =>
  JSON.stringify(
    Object.entries(change).map(([name, value]) => ({ op: 'replace', path: `/${name}`, value: value as unknown })),
  );
const ACCEPT_PATCH =
  'application/fhir+json, application/fhir+xml, application/json-patch+json, application/xml-patch+xml';

const patching: Row[] = [
  ...conditions(patch, unknownPatch),
  { id: 'C30', rule: 'PATCH of an unknown id', send: unknownPatch, status: 404, issue: 'not-found' },
  { id: 'C30', rule: 'PATCH of a deleted resource', first: [remove], send: patch(), status: 410, issue: 'deleted' },
  { id: 'C30', rule: 'a patch without effect keeps the version', first: [patch()], send: patch(), status: 200, version: '2', headers: { etag: 'W/"2"' } },
  { id: 'C30', rule: 'a resource that is no Parameters', send: (s, t) => s.write('patch', at(t), body(t)), status: 400, issue: 'invalid', version: '1' },
  { id: 'C31', rule: 'PATCH with JSON Patch', send: (s, t) => s.write('patch', at(t), jsonPatch(t), { 'Content-Type': 'application/json-patch+json' }), status: 200, holds: 'resource', version: '2' },
  ...['text/plain', 'application/merge-patch+json', 'application/fhir+json; fhirVersion=3.0', ''].map((mediaType): Row => (
    { id: 'C31', rule: `PATCH as ${mediaType || 'nothing at all'}`, send: (s, t) => patch()(s, t).unset('Content-Type').set('Content-Type', mediaType), status: 415, issue: 'not-supported', version: '1', headers: { 'accept-patch': ACCEPT_PATCH } }
  )),
]; // prettier-ignore

const deleting: Row[] = [
  { id: 'C04', rule: 'DELETE', send: remove, status: 204, holds: 'nothing', version: 'deleted', headers: { etag: 'W/"2"' } },
  { id: 'C04', rule: 'DELETE again', first: [remove], send: remove, status: 204, version: 'deleted', headers: { etag: 'W/"2"' } },
  { id: 'C04', rule: 'DELETE of an unknown id', send: (s, { type }) => s.send('delete', `/${type}/nobody`), status: 204 },
  { id: 'C12', rule: 'DELETE of a stale version', first: [put()], send: (s, t) => remove(s, t).set('If-Match', 'W/"1"'), status: 412, issue: 'conflict', version: '2' },
  { id: 'C13', rule: 'DELETE with an unreadable tag', send: (s, t) => remove(s, t).set('If-Match', '1'), status: 400, issue: 'value', version: '1' },
  { id: 'C04', rule: 'what was deleted is told by its history', first: [remove], send: get({}, '/_history'), status: 200, holds: 'Bundle' },
]; // prettier-ignore

httpTable('Update', updating);
httpTable('Patch', patching);
httpTable('Delete', deleting);
