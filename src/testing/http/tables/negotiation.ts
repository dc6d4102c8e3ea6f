import { get, head, JSON_TYPE, nobody, post, put, remove, type Row, XML_TYPE } from '../row';
import { FHIRPATH_PATCH } from '../patches';

const HTML_TYPE = /^text\/html/;
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';
const PDF = { Accept: 'application/pdf' };
const REFUSED = { interaction: 'read', status: 406, contentType: JSON_TYPE, issue: 'not-supported' } as const;
const MISSING = { interaction: 'read', status: 404, issue: 'not-found' } as const;
/** Headers of a page in which no script can run. */
const PAGE = { 'content-security-policy': /default-src 'none'/, 'x-content-type-options': /^nosniff$/ };

const asked = (accept: string, query: string, contentType: RegExp, rule = `Accept: ${accept} ${query}`): Row => ({
  rule, interaction: 'read', send: get({ Accept: accept }, query), status: 200, contentType,
}); // prettier-ignore
const format = (contentType: RegExp, ...values: string[]): Row[] =>
  values.map((value) => asked(PDF.Accept, `?_format=${value}`, contentType));

/** R4 http.html#mime-type. These rows choose their formats themselves. */
export const negotiation: readonly Row[] = [
  { rule: 'Accept of an unknown format', send: get(PDF), ...REFUSED },
  { rule: 'Accept that refuses every format', send: get({ Accept: '*/*;q=0' }), ...REFUSED },
  { rule: 'an unknown _format', send: get({ Accept: 'application/fhir+xml' }, '?_format=foo'), ...REFUSED },
  { rule: 'an empty _format', send: get({}, '?_format='), ...REFUSED },
  { rule: '_format twice', send: get({}, '?_format=json&_format=xml'), ...REFUSED },
  { rule: 'turtle', send: get({}, '?_format=ttl'), ...REFUSED },
  { rule: 'a PUT without an acceptable format for the answer is not carried out', ...REFUSED, interaction: 'update', send: put(PDF), then: 'same' },
  { rule: 'nor is a PATCH', ...REFUSED, interaction: 'patch', send: FHIRPATH_PATCH.send(PDF), then: 'same' },
  { rule: 'nor is a DELETE', ...REFUSED, interaction: 'delete', send: (t) => ({ ...remove(t), headers: PDF }), then: 'same' },
  asked('application/fhir+xml', '?_format=json', JSON_TYPE, '_format=json beats an Accept of XML'),
  asked('application/fhir+json', '?_format=xml', XML_TYPE, '_format=xml beats an Accept of JSON'),
  asked(BROWSER, '?_format=json', JSON_TYPE, '_format=json beats a browser'),
  asked('application/fhir+xml;q=0.1, application/fhir+json', '', JSON_TYPE),
  asked('application/fhir+json;q=0.1, application/fhir+xml', '', XML_TYPE),
  asked('application/fhir+xml, application/fhir+json', '', XML_TYPE, 'of two that are as good, the first'),
  asked('application/fhir+json;q=0, */*', '', XML_TYPE, 'q=0 is a refusal'),
  asked('*/*', '', JSON_TYPE),
  asked('application/*', '', JSON_TYPE),
  asked('APPLICATION/FHIR+XML', '', XML_TYPE, 'letter case does not count'),
  asked('application/xml', '', XML_TYPE),
  asked('text/xml', '', XML_TYPE),
  asked('application/json', '', JSON_TYPE),
  asked('application/json+fhir', '', JSON_TYPE),
  asked('', '', JSON_TYPE, 'an empty Accept is any'),
  ...format(JSON_TYPE, 'json', 'application/fhir+json', 'application/fhir%2Bjson', 'application/json', 'text/json', 'application/json+fhir'),
  ...format(XML_TYPE, 'xml', 'application/fhir+xml', 'application/fhir%2Bxml', 'application/xml', 'text/xml', 'application/xml+fhir'),
  ...format(HTML_TYPE, 'html', 'text/html', 'html/json', 'html/xml'),
  { rule: 'Accept of another version of FHIR', send: get({ Accept: 'application/fhir+json; fhirVersion=3.0' }), ...REFUSED },
  { rule: '_format of another version of FHIR', send: get({}, '?_format=application/fhir%2Bxml;fhirVersion=5.0'), ...REFUSED },
  asked('application/fhir+xml; fhirVersion=4.0', '', XML_TYPE, 'Accept of this version of FHIR'),
  asked('application/fhir+json; fhirVersion=3.0, application/fhir+xml; fhirVersion=4.0', '', XML_TYPE, 'another version is passed over'),
  { rule: 'an error by Accept: XML', ...MISSING, send: nobody('GET', { Accept: 'application/fhir+xml' }), contentType: XML_TYPE },
  { rule: 'an error by _format=xml', ...MISSING, send: nobody('GET', { Accept: '*/*' }, '?_format=xml'), contentType: XML_TYPE },
  { rule: 'an error by _format=json', ...MISSING, send: nobody('GET', { Accept: 'application/fhir+xml' }, '?_format=json'), contentType: JSON_TYPE },
  { rule: 'a refused body in XML', interaction: 'create', send: post({ Accept: 'application/fhir+xml', 'Content-Type': 'text/plain' }), status: 415, issue: 'not-supported', contentType: XML_TYPE },
  { rule: 'an error at an unknown path', ...MISSING, send: () => ({ method: 'GET', path: '/constructor/1', headers: { Accept: 'application/fhir+xml' } }), contentType: XML_TYPE },
  { rule: 'an error is a page for a browser', interaction: 'read', send: nobody('GET', { Accept: BROWSER }), status: 404, contentType: HTML_TYPE, headers: PAGE, text: /^<!doctype html>/i },
  { rule: 'a page for a browser allows no scripts', interaction: 'read', send: get({ Accept: BROWSER }), status: 200, contentType: HTML_TYPE, headers: PAGE, text: /^<!doctype html>/i },
  { rule: '_format=html/xml shows XML', interaction: 'read', send: get({}, '?_format=html/xml'), status: 200, contentType: HTML_TYPE, headers: PAGE, text: /http:\/\/hl7\.org\/fhir/ },
  { rule: 'a history is a page', interaction: 'history-instance', send: get({ Accept: BROWSER }, '/_history'), status: 200, contentType: HTML_TYPE, headers: PAGE },
  { rule: 'metadata is a page', interaction: 'read', send: () => ({ method: 'GET', path: '/metadata', headers: { Accept: BROWSER } }), status: 200, contentType: HTML_TYPE, headers: PAGE },
  { rule: 'XML is shown to a browser that asks for it', interaction: 'read', send: get({ Accept: BROWSER }, '?_format=xml'), status: 200, contentType: /^application\/xml/ },
  { rule: 'XML is FHIR for a client that prefers it to pages', interaction: 'read', send: get({ Accept: 'application/fhir+xml, text/html;q=0.5' }), status: 200, contentType: XML_TYPE },
  { rule: 'the page of a part of a resource', interaction: 'read', send: get({}, '?_format=html&_summary=true'), status: 200, contentType: HTML_TYPE, text: /SUBSETTED/ },
]; // prettier-ignore

/** Answers are private to the client, and a cache must revalidate them. */
const VARY = {
  'cache-control': /^private, no-cache$/,
  vary: /(?=.*\bAuthorization\b)(?=.*\bAccept\b)(?=.*\bAccept-Encoding\b)(?=.*\bOrigin\b)(?=.*\bPrefer\b)/,
};

/** RFC 9110, 12.5.5. */
export const caching: readonly Row[] = [
  { rule: 'Vary on a read', interaction: 'read', send: get(), status: 200, headers: VARY },
  { rule: 'Vary on a 304', interaction: 'read', send: get({ 'If-None-Match': '*' }), status: 304, headers: VARY },
  { rule: 'Vary on a HEAD', interaction: 'read', send: head(), status: 200, headers: VARY },
  { rule: 'Vary on a write', interaction: 'update', send: put(), status: 200, headers: VARY },
  { rule: 'Vary on a write without an answer', interaction: 'update', send: put({ Prefer: 'return=minimal' }), status: 200, headers: VARY },
  { rule: 'Vary on a creation', interaction: 'create', send: post(), status: 201, headers: VARY },
  { rule: 'Vary on a deletion', interaction: 'delete', send: remove, status: 204, headers: VARY },
  { rule: 'Vary on a refused body', interaction: 'create', send: (t) => ({ ...post()(t), body: t.wire.name === 'JSON' ? '{' : '<' }), status: 400, issue: 'structure', headers: VARY },
  { rule: 'Vary on a search', interaction: 'search-type', send: ({ type }) => ({ method: 'GET', path: `/${type}?_count=1` }), status: 200, headers: VARY },
  { rule: 'Vary on a history', interaction: 'history-instance', send: get({}, '/_history'), status: 200, headers: VARY },
  { rule: 'Vary on an error', interaction: 'read', send: nobody('GET'), status: 404, issue: 'not-found', headers: VARY },
  { rule: 'Vary at an unknown path', interaction: 'read', send: () => ({ method: 'GET', path: '/constructor/1' }), status: 404, issue: 'not-found', headers: VARY },
  { rule: 'Vary on OPTIONS', interaction: 'read', send: ({ type }) => ({ method: 'OPTIONS', path: `/${type}` }), status: 204, headers: VARY },
  { rule: 'Vary on metadata', interaction: 'read', send: () => ({ method: 'GET', path: '/metadata' }), status: 200, holds: 'CapabilityStatement', headers: VARY },
  { rule: 'Vary on an operation', interaction: 'read', send: get({}, '/$validate'), status: 200, headers: VARY },
]; // prettier-ignore
