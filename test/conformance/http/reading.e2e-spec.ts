import { htmlSecurityHeaders } from '../../../src/fhir/html';
import { get, httpTable, put, remove, type Row } from '../../support/http-table';

/** Rules that the testing kit cannot check on every server: types that are not served, and numeric versions. */
const reading: Row[] = [
  { id: 'C02', rule: 'a type that is not served', send: (s) => s.send('get', '/Patient/1'), status: 404, issue: 'not-found' },
  { id: 'C05', rule: 'vread of a version', first: [put()], send: get({}, '/_history/1'), status: 200, holds: 'resource', headers: { etag: 'W/"1"' } },
  { id: 'C05', rule: 'vread of an invalid version number', send: get({}, '/_history/one'), status: 404, issue: 'not-found' },
  { id: 'C05', rule: 'vread of a deletion', first: [remove], send: get({}, '/_history/2'), status: 410, issue: 'deleted' },
  { id: 'C06', rule: 'If-None-Match with an older tag', first: [put()], send: get({ 'If-None-Match': 'W/"1"' }), status: 200, headers: { etag: 'W/"2"' } },
  { id: 'C06', rule: 'If-Match with the current tag', first: [put()], send: get({ 'If-Match': 'W/"2"' }), status: 200, headers: { etag: 'W/"2"' } },
  { id: 'C06', rule: 'If-Match with one of several tags, or any', first: [put()], send: get({ 'If-Match': 'W/"1", W/"2"' }), status: 200 },
  { id: 'C06', rule: 'If-Match with *', send: get({ 'If-Match': '*' }), status: 200 },
  { id: 'C06', rule: 'If-Match with an older tag', first: [put()], send: get({ 'If-Match': 'W/"1"' }), status: 412, issue: 'conflict' },
  { id: 'C06', rule: 'If-Match with another tag than that of the version read', first: [put()], send: get({ 'If-Match': 'W/"2"' }, '/_history/1'), status: 412, issue: 'conflict' },
  { id: 'C06', rule: 'If-Match that cannot be read', send: get({ 'If-Match': 'one' }), status: 400, issue: 'value' },
  { id: 'C06', rule: 'If-Match before If-None-Match', first: [put()], send: get({ 'If-Match': 'W/"1"', 'If-None-Match': 'W/"2"' }), status: 412, issue: 'conflict' },
  { id: 'C06', rule: 'If-Match with a deleted resource', first: [remove], send: get({ 'If-Match': 'W/"1"' }), status: 410, issue: 'deleted' },
  { id: 'C06', rule: 'If-Unmodified-Since with an earlier date', send: get({ 'If-Unmodified-Since': 'Thu, 01 Jan 1998 00:00:00 GMT' }), status: 412, issue: 'conflict' },
  { id: 'C06', rule: 'If-Unmodified-Since with a date that cannot be read', send: get({ 'If-Unmodified-Since': 'yesterday' }), status: 200 },
  { id: 'C01', rule: '_elements shows what was asked for, and id', send: get({}, '?_elements=language'), status: 200, text: /^(?!.*(CHU|Cardiologie|active|Pavillon)).*\bid\b/s },
  { id: 'C41', rule: 'a page has the headers of pages', send: get({}, '?_format=html'), status: 200, contentType: 'text/html; charset=utf-8', headers: { 'content-security-policy': htmlSecurityHeaders()['Content-Security-Policy']! }, text: /resourceType/ },
  { id: 'C41', rule: 'Vary on a definition', send: (s) => s.send('get', '/StructureDefinition/ror-organization'), status: 200, headers: { 'cache-control': 'private, no-cache', vary: /(?=.*\bAuthorization\b)(?=.*\bAccept\b)(?=.*\bPrefer\b)/ } },
]; // prettier-ignore

httpTable('Reading', reading);
