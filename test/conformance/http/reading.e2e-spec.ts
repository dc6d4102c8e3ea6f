import { htmlSecurityHeaders } from '../../../src/fhir/html';
import { get, httpTable, put, remove, type Row } from '../../support/http-table';

/** Rules that the testing kit cannot check on every server: types that are not served, and numeric versions. */
const reading: Row[] = [
  { id: 'C02', rule: 'a type that is not served', send: (s) => s.send('get', '/Patient/1'), status: 404, issue: 'not-found' },
  { id: 'C05', rule: 'vread of a version', first: [put()], send: get({}, '/_history/1'), status: 200, holds: 'resource', headers: { etag: 'W/"1"' } },
  { id: 'C05', rule: 'vread of an invalid version number', send: get({}, '/_history/one'), status: 404, issue: 'not-found' },
  { id: 'C05', rule: 'vread of a deletion', first: [remove], send: get({}, '/_history/2'), status: 410, issue: 'deleted' },
  { id: 'C06', rule: 'If-None-Match with an older tag', first: [put()], send: get({ 'If-None-Match': 'W/"1"' }), status: 200, headers: { etag: 'W/"2"' } },
  { id: 'C01', rule: '_elements shows what was asked for, and id', send: get({}, '?_elements=language'), status: 200, text: /^(?!.*(CHU|Cardiologie|active|Pavillon)).*\bid\b/s },
  { id: 'C41', rule: 'a page has the headers of pages', send: get({}, '?_format=html'), status: 200, contentType: 'text/html; charset=utf-8', headers: { 'content-security-policy': htmlSecurityHeaders()['Content-Security-Policy']! }, text: /resourceType/ },
  { id: 'C41', rule: 'Vary on a definition', send: (s) => s.send('get', '/StructureDefinition/ror-organization'), status: 200, headers: { 'cache-control': 'private, no-cache', vary: /(?=.*\bAuthorization\b)(?=.*\bAccept\b)(?=.*\bPrefer\b)/ } },
]; // prettier-ignore

httpTable('Reading', reading);
