import {
  at,
  body,
  get,
  httpTable,
  JSON_ONLY,
  patch,
  post,
  put,
  type Row,
  type Target,
  XML_ONLY,
} from '../../support/http-table';
import { JSON_WIRE, XML_WIRE } from '../../support/wire-format';

const FAULT = { status: 400, issue: 'structure', version: '1' } as const;

/** A PUT of a valid body whose text has been spoiled. */
const spoiled = (id: string, rule: string, spoil: (text: string) => string, line?: number): Row => ({
  id,
  rule,
  send: (s, t) => s.write('put', at(t), spoil(t.format.text(body(t)))),
  ...FAULT,
  ...(line !== undefined && { line }),
});
const into = (text: string) => (good: string) => good.replace('{', `{${text},`);

const json: Row[] = [
  spoiled('C24', 'no JSON', () => '{ "resourceType": ', 1),
  spoiled('C24', 'no body', () => ''),
  spoiled('C24', 'a list', () => '[]'),
  spoiled('C24', 'a byte order mark', (good) => `\uFEFF${good}`, 1),
  spoiled('C24', 'a member twice', into('\n"language":"fr",\n"language":"en"'), 3),
  spoiled('C24', 'nested too deep', () => `{"a":${'['.repeat(20_000)}`, 1),
  spoiled('C24', '__proto__', into('\n"__proto__":{"polluted":true}'), 2),
  spoiled('C24', 'a lone surrogate', into('"language":"\\ud800"'), 1),
  spoiled('C24', 'XML sent as JSON', () => XML_WIRE.text({ resourceType: 'Organization' }), 1),
  spoiled('C25', 'an unknown element', into('\n"activ":true'), 2),
  spoiled('C25', 'a wrong JSON type', into('\n"language":{}'), 2),
  spoiled('C25', 'null', into('"language":null')),
  { id: 'C23', rule: 'a body without a type', send: (s, t) => s.write('put', at(t), body(t, { resourceType: undefined })), status: 400, issue: 'invalid', version: '1', text: /has no resourceType.*Write .{1,2}resourceType/ },
  { id: 'C23', rule: 'a body of another type: where to send it, in any format', send: (s, t) => s.write('put', at(t), { resourceType: 'Basic', id: t.created.id, code: { text: 'x' } }), status: 400, issue: 'invalid', version: '1', text: /of type .{1,7}Basic.{1,7}, not.*Send it to the address of its own type, or send a resource of type/ },
]; // prettier-ignore

/** In a valid body, line 1 is the XML declaration, line 2 the root, line 3 the id, and the last the closing tag. */
const xml: Row[] = [
  spoiled('C24', 'cut off', (good) => good.slice(0, good.lastIndexOf('</')), 4),
  spoiled('C24', 'no body', () => ''),
  spoiled('C24', 'a closing tag of something else', (good) => good.replace(/<\/\w+>\s*$/, '</Nothing>'), 5),
  spoiled('C24', 'an attribute without quotes', (good) => good.replace(/<id value="([^"]+)"/, '<id value=$1'), 3),
  spoiled('C24', 'DOCTYPE', (good) => good.replace('?>', '?>\n<!DOCTYPE x [<!ENTITY a "b">]>'), 2),
  spoiled('C24', 'an entity nobody declared', (good) => good.replace(/<id value="/, '$&&a;'), 3),
  spoiled('C24', 'a character XML does not have', (good) => good.replace(/<id value="/, '$&&#1;'), 3),
  spoiled('C24', 'nested too deep', (good) => good.replace('<id', `${'<extension url="http://a.example">'.repeat(10_000)}<id`)),
  spoiled('C24', 'JSON sent as XML', () => JSON_WIRE.text({ resourceType: 'Organization' }), 1),
  spoiled('C24', 'two resources', (good) => `${good}<Organization xmlns="http://hl7.org/fhir"/>`),
  spoiled('C25', 'a wrong namespace', (good) => good.replace('http://hl7.org/fhir', 'http://hl7.org/fhir/R4'), 2),
  spoiled('C25', 'no namespace', (good) => good.replace(' xmlns="http://hl7.org/fhir"', ''), 2),
  spoiled('C25', 'an unknown element', (good) => good.replace('<id', '<activ value="true"/>\n<id'), 3),
  spoiled('C25', 'an unknown attribute', (good) => good.replace('<id', '<id lang="fr"'), 3),
  spoiled('C25', 'the wrong order', (good) => good.replace(/(\n *<id .*)(\n.*)/, '$2$1'), 4),
  spoiled('C25', 'an element twice that is there once', (good) => good.replace(/\n *<id .*/, '$&$&'), 4),
  spoiled('C25', 'an empty element', (good) => good.replace('<id', '<language/>\n<id')),
  spoiled('C25', 'text between elements', (good) => good.replace('<id', 'hello <id'), 3),
  spoiled('C23', 'a root that is not a resource', (good) => good.replaceAll(/(<\/?)[A-Z]\w+/g, '$1Nothing'), 2),
  { id: 'C24', rule: 'a byte order mark is XML\'s own affair', send: (s, t) => s.write('put', at(t), `\uFEFF${t.format.text(body(t))}`), status: 200, version: '1' },
  { id: 'C24', rule: 'comments and a namespace prefix are ignored', send: (s, t) => s.write('put', at(t), prefixed(t)), status: 200, version: '1' },
]; // prettier-ignore

function prefixed(target: Target): string {
  const good = target.format.text(body(target)).replace('xmlns=', 'xmlns:f=');
  return good.replaceAll(/<(\/?)(\w)/g, '<$1f:$2').replace('<f:id', '<!-- who --><f:id');
}

/** The media types a body may declare, in both formats. */
const mediaTypes: Row[] = [
  ...['text/plain', 'application/pdf', 'application/x-www-form-urlencoded', 'application/json-patch+json', ''].flatMap((mediaType): Row[] => [
    { id: 'C45', rule: `PUT as ${mediaType || 'nothing at all'}`, send: (s, t) => put()(s, t).set('Content-Type', mediaType), status: 415, issue: 'not-supported', headers: { 'accept-post': 'application/fhir+json, application/fhir+xml' }, version: '1' },
    { id: 'C45', rule: `POST as ${mediaType || 'nothing at all'}`, send: (s, t) => post()(s, t).set('Content-Type', mediaType), status: 415, issue: 'not-supported', headers: { 'accept-post': 'application/fhir+json, application/fhir+xml' } },
  ]),
  { id: 'C46', rule: 'a body in another version of FHIR', send: (s, t) => put({ 'Content-Type': `${t.format.mediaType}; fhirVersion=3.0` })(s, t), status: 415, issue: 'not-supported', version: '1' },
  { id: 'C46', rule: 'a body in this version of FHIR', send: (s, t) => put({ 'Content-Type': `${t.format.mediaType}; fhirVersion=4.0; charset=UTF-8` })(s, t), status: 200, version: '2' },
  ...['utf-8', 'UTF-8', '"utf-8"', 'us-ascii'].map((charset): Row => (
    { id: 'C45', rule: `a body in ${charset}`, send: (s, t) => put({ 'Content-Type': `${t.format.mediaType}; charset=${charset}` })(s, t), status: 200, version: '2' }
  )),
  ...['latin1', 'ISO-8859-1', '"utf-16"', 'windows-1252'].map((charset): Row => (
    { id: 'C45', rule: `a body in ${charset}`, send: (s, t) => put({ 'Content-Type': `${t.format.mediaType};charset=${charset}` })(s, t), status: 415, issue: 'not-supported', text: /FHIR is always UTF-8/, version: '1' }
  )),
  { id: 'C45', rule: 'a FHIRPath Patch in latin1', send: (s, t) => patch({ 'Content-Type': `${t.format.mediaType}; charset=latin1` })(s, t), status: 415, issue: 'not-supported', text: /FHIR is always UTF-8/, version: '1' },
  { id: 'C45', rule: 'a JSON Patch in latin1', send: (s, t) => s.send('patch', at(t)).set('Content-Type', 'application/json-patch+json; charset=latin1').send('[]'), status: 415, issue: 'not-supported', text: /FHIR is always UTF-8/, version: '1' },
  { id: 'C45', rule: 'a search form in latin1', send: (s, { type }) => s.send('post', `/${type}/_search`).set('Content-Type', 'application/x-www-form-urlencoded; charset=latin1').send('_id=1'), status: 415, issue: 'not-supported', text: /FHIR is always UTF-8/ },
  { id: 'C45', rule: 'a search form in UTF-8', send: (s, { type }) => s.send('post', `/${type}/_search`).set('Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8').send('_id=1'), status: 200, holds: 'Bundle' },
  { id: 'C24', rule: 'a byte that is not UTF-8', send: (s, t) => s.send('put', at(t)).set('Content-Type', t.format.mediaType).serialize((bytes: unknown) => bytes as string).send(Buffer.from(t.format.text(body(t, { language: 'é' })), 'latin1')), status: 400, issue: 'structure', text: /byte 0xE9 at byte offset \d+ .*it would be é/, version: '1' },
  ...[0, 1, 2, 3].map((n): Row => (
    { id: 'C45', rule: `another name of the format, number ${n + 1}`, send: (s, t) => put({ 'Content-Type': t.format.mediaTypes[n]! })(s, t), status: 200, version: '2' }
  )),
  { id: 'C45', rule: 'a patch under another name of the format', send: (s, t) => patch({ 'Content-Type': t.format.mediaTypes[1]! })(s, t), status: 200, version: '2' },
  { id: 'C45', rule: 'what was written in one format is read in the other', first: [put()], send: get({ Accept: 'application/fhir+json' }), status: 200, contentType: 'application/fhir+json; charset=utf-8', holds: 'resource' },
]; // prettier-ignore

/** References that can be read but break a rule. */
const references: Row[] = [
  { id: 'C25', rule: 'a reference to a type the element does not allow', send: (s, t) => s.write('put', at(t), body(t, { extension: [{ url: 'urn:x', valueIdentifier: { assigner: { reference: 'Patient/1' } } }] })), status: 422, issue: 'invariant', version: '1' },
]; // prettier-ignore

httpTable('References', references);
httpTable('Broken JSON', json, JSON_ONLY);
httpTable('Broken XML', xml, XML_ONLY);
httpTable('Media types of bodies', mediaTypes);
