import { htmlSecurityHeaders } from '../../../src/fhir/html';
import { get, httpTable, JSON_ONLY, patch, post, put, remove, type Row, type Send } from '../../support/http-table';
import { JSON_WIRE, XML_WIRE } from '../../support/wire-format';

const JSON_TYPE = JSON_WIRE.contentType;
const XML_TYPE = XML_WIRE.contentType;
const HTML_TYPE = 'text/html; charset=utf-8';
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';
const REFUSED = { status: 406, issue: 'not-supported', contentType: JSON_TYPE } as const;
const PAGE = {
  'content-security-policy': htmlSecurityHeaders()['Content-Security-Policy']!,
  'x-content-type-options': 'nosniff',
};

const asked = (id: string, accept: string, query: string, contentType: string, rule = `${accept || 'no Accept'} ${query}`): Row => ({
  id, rule, send: (s, t) => (accept ? get({ Accept: accept }, query) : get({}, query))(s, t), status: 200, contentType,
}); // prettier-ignore
const format = (value: string, contentType: string): Row =>
  asked('C43', 'application/pdf', `?_format=${value}`, contentType);

const answers: Row[] = [
  { id: 'C40', rule: 'Accept of an unknown format', send: get({ Accept: 'application/pdf' }), ...REFUSED },
  { id: 'C40', rule: 'Accept that refuses all there is', send: get({ Accept: '*/*;q=0' }), ...REFUSED },
  { id: 'C40', rule: 'an unknown _format', send: get({ Accept: 'application/fhir+xml' }, '?_format=foo'), ...REFUSED },
  { id: 'C40', rule: 'an empty _format', send: get({}, '?_format='), ...REFUSED },
  { id: 'C40', rule: '_format twice', send: get({}, '?_format=json&_format=xml'), ...REFUSED },
  { id: 'C40', rule: 'turtle', send: get({}, '?_format=ttl'), ...REFUSED },
  { id: 'C40', rule: 'a write nobody could read the answer of is not done', send: (s, t) => put()(s, t).set('Accept', 'application/pdf'), ...REFUSED, version: '1' },
  { id: 'C40', rule: 'a patch neither', send: (s, t) => patch()(s, t).set('Accept', 'application/pdf'), ...REFUSED, version: '1' },
  { id: 'C40', rule: 'a delete neither', send: (s, t) => remove(s, t).set('Accept', 'application/pdf'), ...REFUSED, version: '1' },
  asked('C41', 'application/fhir+xml', '?_format=json', JSON_TYPE, '_format=json beats an Accept of XML'),
  asked('C41', 'application/fhir+json', '?_format=xml', XML_TYPE, '_format=xml beats an Accept of JSON'),
  asked('C41', BROWSER, '?_format=json', JSON_TYPE, '_format=json beats a browser'),
  asked('C42', 'application/fhir+xml;q=0.1, application/fhir+json', '', JSON_TYPE),
  asked('C42', 'application/fhir+json;q=0.1, application/fhir+xml', '', XML_TYPE),
  asked('C42', 'application/fhir+xml, application/fhir+json', '', XML_TYPE, 'of two that are as good, the first'),
  asked('C42', 'application/fhir+json;q=0, */*', '', XML_TYPE, 'q=0 is a refusal'),
  asked('C42', '*/*', '', JSON_TYPE),
  asked('C42', 'application/*', '', JSON_TYPE),
  asked('C42', 'APPLICATION/FHIR+XML', '', XML_TYPE, 'letter case does not count'),
  asked('C42', 'application/xml', '', XML_TYPE),
  asked('C42', 'text/xml', '', XML_TYPE),
  asked('C42', 'application/json', '', JSON_TYPE),
  asked('C42', 'application/json+fhir', '', JSON_TYPE),
  ...['json', 'application/fhir+json', 'application/fhir%2Bjson', 'application/json', 'text/json', 'application/json+fhir'].map((value) => format(value, JSON_TYPE)),
  ...['xml', 'application/fhir+xml', 'application/fhir%2Bxml', 'application/xml', 'text/xml', 'application/xml+fhir'].map((value) => format(value, XML_TYPE)),
  ...['html', 'text/html', 'html/json', 'html/xml'].map((value) => format(value, HTML_TYPE)),
  { id: 'C46', rule: 'Accept of another version of FHIR', send: get({ Accept: 'application/fhir+json; fhirVersion=3.0' }), ...REFUSED },
  { id: 'C46', rule: '_format of another version of FHIR', send: get({}, '?_format=application/fhir%2Bxml;fhirVersion=5.0'), ...REFUSED },
  asked('C46', 'application/fhir+xml; fhirVersion=4.0', '', XML_TYPE, 'Accept of this version of FHIR'),
  asked('C46', 'application/fhir+json; fhirVersion=3.0, application/fhir+xml; fhirVersion=4.0', '', XML_TYPE, 'another version is passed over'),
]; // prettier-ignore

const unknown =
  (accept: string, query = ''): Send =>
  (s, { type }) =>
    s.send('get', `/${type}/nobody${query}`).set('Accept', accept);
const errors: Row[] = [
  { id: 'C44', rule: 'by Accept: XML', send: unknown('application/fhir+xml'), status: 404, issue: 'not-found', contentType: XML_TYPE },
  { id: 'C44', rule: 'by _format=xml', send: unknown('*/*', '?_format=xml'), status: 404, issue: 'not-found', contentType: XML_TYPE },
  { id: 'C44', rule: 'by _format=json', send: unknown('application/fhir+xml', '?_format=json'), status: 404, issue: 'not-found', contentType: JSON_TYPE },
  { id: 'C44', rule: 'a refused body in XML', send: (s, t) => post({ Accept: 'application/fhir+xml', 'Content-Type': 'text/plain' })(s, t), status: 415, issue: 'not-supported', contentType: XML_TYPE },
  { id: 'C44', rule: 'where nothing is served', send: (s) => s.send('get', '/Patient/1').set('Accept', 'application/fhir+xml'), status: 404, issue: 'not-found', contentType: XML_TYPE },
  { id: 'C44', rule: 'a page for a browser', send: unknown(BROWSER), status: 404, contentType: HTML_TYPE, headers: PAGE, text: /^<!doctype html>/i },
]; // prettier-ignore

const pages: Row[] = [
  { id: 'C41', rule: 'a browser gets a page that nothing can run in', send: get({ Accept: BROWSER }), status: 200, contentType: HTML_TYPE, headers: { ...PAGE, etag: 'W/"1"' }, text: /^<!doctype html>/i },
  { id: 'C41', rule: '_format=html too', send: get({}, '?_format=html'), status: 200, contentType: HTML_TYPE, headers: PAGE, text: /resourceType/ },
  { id: 'C41', rule: '_format=html/xml shows XML', send: get({}, '?_format=html/xml'), status: 200, contentType: HTML_TYPE, headers: PAGE, text: /http:\/\/hl7\.org\/fhir/ },
  { id: 'C41', rule: 'a history is a page', send: get({ Accept: BROWSER }, '/_history'), status: 200, contentType: HTML_TYPE, headers: PAGE },
  { id: 'C41', rule: 'metadata is a page', send: (s) => s.send('get', '/metadata').set('Accept', BROWSER), status: 200, contentType: HTML_TYPE, headers: PAGE },
  { id: 'C41', rule: 'XML is shown to a browser that asks for it', send: get({ Accept: BROWSER }, '?_format=xml'), status: 200, contentType: 'application/xml; charset=utf-8' },
  { id: 'C41', rule: 'XML is FHIR for who ranks it above pages', send: get({ Accept: 'application/fhir+xml, text/html;q=0.5' }), status: 200, contentType: XML_TYPE },
  { id: 'C41', rule: 'the page of a part', send: get({}, '?_format=html&_summary=true'), status: 200, contentType: HTML_TYPE, text: /SUBSETTED/ },
]; // prettier-ignore

/** Answers are for who asked, and nobody keeps one without asking again. */
const VARY = {
  'cache-control': 'private, no-cache',
  vary: /(?=.*\bAuthorization\b)(?=.*\bAccept\b)(?=.*\bAccept-Encoding\b)(?=.*\bOrigin\b)(?=.*\bPrefer\b)/,
};
const everyFormat: Row[] = [
  { id: 'C41', rule: 'Vary on a read', send: get(), status: 200, headers: VARY },
  { id: 'C41', rule: 'Vary on a 304', send: get({ 'If-None-Match': '*' }), status: 304, headers: VARY },
  { id: 'C41', rule: 'Vary on a write', send: put(), status: 200, headers: VARY },
  { id: 'C41', rule: 'Vary on a creation', send: post(), status: 201, headers: VARY },
  { id: 'C41', rule: 'Vary on a write without an answer', send: put({ Prefer: 'return=minimal' }), status: 200, headers: VARY },
  { id: 'C41', rule: 'Vary on a search', send: (s, { type }) => s.send('get', `/${type}?identifier=nobody`), status: 200, headers: VARY },
  { id: 'C41', rule: 'Vary on a history', send: get({}, '/_history'), status: 200, headers: VARY },
  { id: 'C41', rule: 'Vary on a HEAD', send: (s, t) => s.send('head', `/${t.type}/${t.created.id}`), status: 200, headers: VARY },
  { id: 'C41', rule: 'Vary on OPTIONS', send: (s, { type }) => s.send('options', `/${type}`), status: 204, headers: VARY },
  { id: 'C41', rule: 'Vary on metadata', send: (s) => s.send('get', '/metadata'), status: 200, headers: VARY },
  { id: 'C41', rule: 'Vary on a definition', send: (s) => s.send('get', '/StructureDefinition/ror-organization'), status: 200, headers: VARY },
  { id: 'C41', rule: 'Vary on an operation', send: get({}, '/$validate'), status: 200, headers: VARY },
  { id: 'C41', rule: 'Vary where nothing is', send: (s) => s.send('get', '/Patient/1'), status: 404, issue: 'not-found', headers: VARY },
  { id: 'C41', rule: 'Vary on a refused body', send: (s, { type }) => s.write('post', `/${type}`, '{'), status: 400, issue: 'structure', headers: VARY },
  { id: 'C40', rule: 'an empty Accept is any', send: (s, t) => s.send('get', `/${t.type}/${t.created.id}`).set('Accept', ''), status: 200, contentType: JSON_TYPE },
  { id: 'C41', rule: 'Vary on a deletion', send: remove, status: 204, headers: VARY },
  { id: 'C41', rule: 'Vary on an error', send: get({}, '/_history/9'), status: 404, issue: 'not-found', headers: VARY },
  { id: 'C41', rule: 'one line without _pretty', send: get(), status: 200, text: /^(<\?xml[^\n]*\?>)?[^\n]+\n?$/ },
  { id: 'C41', rule: 'one line with _pretty=false', send: get({}, '?_pretty=false'), status: 200, text: /^[^\n]+$/ },
  { id: 'C41', rule: '_pretty=true indents', send: get({}, '?_pretty=true'), status: 200, holds: 'resource', text: /\n {2}["<]/ },
  { id: 'C41', rule: '_pretty=true indents a history', send: get({}, '/_history?_pretty=true'), status: 200, holds: 'Bundle', text: /\n {4}["<{]/ },
  { id: 'C41', rule: '_pretty=true indents an error', send: get({}, '/_history/9?_pretty=true'), status: 404, issue: 'not-found', text: /\n {2}["<]/ },
  { id: 'C41', rule: 'metadata', send: (s) => s.send('get', '/metadata'), status: 200, holds: 'CapabilityStatement' },
]; // prettier-ignore

/** The first three say their formats themselves. */
httpTable('Negotiation', answers, JSON_ONLY);
httpTable('Negotiation of errors', errors, JSON_ONLY);
httpTable('Pages', pages, JSON_ONLY);
httpTable('Answers', everyFormat);
