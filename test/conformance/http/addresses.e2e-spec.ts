import request from 'supertest';
import { at, body, get, httpTable, JSON_ONLY, type Row, type Send } from '../../support/http-table';
import { startTestApp, type TestApp } from '../../support/test-app';

const NOWHERE = { status: 404, issue: 'not-found', version: '1' } as const;
const UNREADABLE = { status: 400, issue: 'invalid', version: '1', text: /The parameter identifier cannot be read/ } as const; // prettier-ignore
const NOT_SERVED = { status: 405, issue: 'not-supported', version: '1' } as const;

/** Percent-encodes the first letter: `Location` becomes `%4Cocation`. */
const encoded = (word: string): string => `%${word.charCodeAt(0).toString(16).toUpperCase()}${word.slice(1)}`;
const ofInstance =
  (spelling: (type: string, id: string) => string, method: 'get' | 'put' | 'delete' | 'post' = 'get'): Send =>
  (server, target) => {
    const path = spelling(target.type, target.created.id);
    return method === 'put' ? server.write('put', path, body(target, target.change)) : server.send(method, path);
  };

/** An address has exactly one spelling, so that no other spelling gets past the rules of a gateway. */
const spellings: Row[] = [
  { id: 'case', rule: 'a type in small letters', send: ofInstance((type, id) => `/${type.toLowerCase()}/${id}`), ...NOWHERE },
  { id: 'case', rule: 'a PUT to a type in small letters', send: ofInstance((type, id) => `/${type.toLowerCase()}/${id}`, 'put'), ...NOWHERE },
  { id: 'case', rule: 'a DELETE of a type in capitals', send: ofInstance((type, id) => `/${type.toUpperCase()}/${id}`, 'delete'), ...NOWHERE },
  { id: 'case', rule: 'a search in a type in small letters', send: ofInstance((type) => `/${type.toLowerCase()}?identifier=1`), ...NOWHERE },
  { id: 'case', rule: '_HISTORY of an instance', send: ofInstance((type, id) => `/${type}/${id}/_HISTORY`), ...NOWHERE },
  { id: 'case', rule: '_HISTORY of a type', send: ofInstance((type) => `/${type}/_HISTORY`), ...NOWHERE },
  { id: 'case', rule: '_SEARCH', send: ofInstance((type) => `/${type}/_SEARCH`, 'post'), ...NOWHERE },
  { id: 'case', rule: '$VALIDATE of a type', send: ofInstance((type) => `/${type}/$VALIDATE`, 'post'), ...NOWHERE },
  { id: 'case', rule: '$VALIDATE of an instance', send: ofInstance((type, id) => `/${type}/${id}/$VALIDATE`), ...NOWHERE },
  { id: 'case', rule: 'a GET of $VALIDATE is not a read', send: ofInstance((type) => `/${type}/$VALIDATE`), ...NOWHERE },
  { id: 'case', rule: '$validate of a type in small letters', send: ofInstance((type, id) => `/${type.toLowerCase()}/${id}/$validate`), ...NOWHERE },
  { id: 'case', rule: '$diff of a type in small letters', send: ofInstance((type, id) => `/${type.toLowerCase()}/${id}/$diff`), ...NOWHERE },
  { id: 'case', rule: 'METADATA', send: (s) => s.send('get', '/METADATA'), ...NOWHERE },
  { id: 'case', rule: 'a type of definitions in small letters', send: (s) => s.send('get', '/structuredefinition'), ...NOWHERE },
  { id: 'case', rule: 'OPTIONS of a type in small letters', send: (s, { type }) => s.send('options', `/${type.toLowerCase()}`), ...NOWHERE },
  { id: 'case', rule: 'the answer names the type that was meant', send: ofInstance((type, id) => `/${type.toLowerCase()}/${id}`), ...NOWHERE, text: /did you mean [A-Z]/ },
  { id: 'code', rule: 'a letter of the type percent-encoded', send: ofInstance((type, id) => `/${encoded(type)}/${id}`), ...NOWHERE, text: /Write it as \/fhir\/[A-Z][a-zA-Z]+\// },
  { id: 'code', rule: 'a letter of the type percent-encoded, for $validate', send: ofInstance((type, id) => `/${encoded(type)}/${id}/$validate`), ...NOWHERE },
  { id: 'code', rule: 'a letter of the type percent-encoded, for $diff', send: ofInstance((type, id) => `/${encoded(type)}/${id}/$diff`), ...NOWHERE },
  { id: 'code', rule: 'a character of the id percent-encoded', send: ofInstance((type, id) => `/${type}/${encoded(id)}`), ...NOWHERE },
  { id: 'code', rule: 'a DELETE with a character of the id percent-encoded', send: ofInstance((type, id) => `/${type}/${encoded(id)}`, 'delete'), ...NOWHERE },
  { id: 'code', rule: 'the underscore of _history percent-encoded', send: ofInstance((type, id) => `/${type}/${id}/%5Fhistory`), ...NOWHERE },
  { id: 'code', rule: 'the dollar of $validate percent-encoded', send: ofInstance((type, id) => `/${type}/${id}/%24validate`), ...NOWHERE, text: /\/\$validate/ },
  { id: 'code', rule: 'a slash percent-encoded', send: ofInstance((type, id) => `/${type}%2F${id}`), ...NOWHERE },
  { id: 'code', rule: 'percent-encoding in the query is decoded', send: ofInstance((type) => `/${type}?%69dentifier=%6Eobody`), status: 200, holds: 'Bundle', matches: () => ({ total: 0 }), version: '1' },
  { id: 'code', rule: 'an invalid percent-encoding', send: ofInstance((type) => `/${type}/%zz`), status: 400, issue: 'invalid', version: '1' },
  { id: 'code', rule: 'an invalid percent-encoding in the query', send: ofInstance((type) => `/${type}?_id=1&identifier=%zz`), ...UNREADABLE },
  { id: 'code', rule: 'a letter of ISO-8859-1 in the query', send: ofInstance((type) => `/${type}?identifier=%E9`), ...UNREADABLE },
  { id: 'code', rule: 'a percent sign at the end of the query', send: ofInstance((type) => `/${type}?identifier=100%`), ...UNREADABLE },
  { id: 'code', rule: 'an invalid percent-encoding in the form of a search', send: (s, { type }) => s.send('post', `/${type}/_search`).type('form').send('_id=1&identifier=%E9'), ...UNREADABLE },
  { id: 'code', rule: 'a letter of ISO-8859-1 in the form of a search', send: (s, { type }) => s.send('post', `/${type}/_search`).type('form').serialize((bytes: Buffer) => bytes as unknown as string).send(Buffer.from('_id=1&identifier=\xe9', 'latin1')), ...UNREADABLE },
  { id: 'code', rule: 'a letter of UTF-8 in the form of a search', send: (s, { type }) => s.send('post', `/${type}/_search`).type('form').send('_id=1&identifier=é'), status: 200, holds: 'Bundle', version: '1' },
  { id: 'code', rule: 'an invalid percent-encoding in criteria to delete by', send: ofInstance((type) => `/${type}?identifier=%E9`, 'delete'), ...UNREADABLE },
  { id: 'code', rule: 'an invalid percent-encoding in If-None-Exist', send: (s, t) => s.write('post', `/${t.type}`, { resourceType: t.type, ...t.sample }, { 'If-None-Exist': 'identifier=%E9' }), ...UNREADABLE },
  { id: 'code', rule: 'a percent sign that is encoded', send: ofInstance((type) => `/${type}?identifier=100%25`), status: 200, holds: 'Bundle', version: '1' },
  { id: 'slash', rule: 'one at the end is ignored', send: get({}, '/'), status: 200, holds: 'resource', version: '1' },
  { id: 'slash', rule: 'one at the end of a type is ignored', send: ofInstance((type) => `/${type}/?identifier=nobody`), status: 200, holds: 'Bundle' },
  { id: 'slash', rule: 'two at the end', send: get({}, '//'), ...NOWHERE },
  { id: 'slash', rule: 'two before the type', send: ofInstance((type, id) => `//${type}/${id}`), ...NOWHERE },
  { id: 'slash', rule: 'two before the id', send: ofInstance((type, id) => `/${type}//${id}`), ...NOWHERE },
  { id: 'slash', rule: 'two before the id of a DELETE', send: ofInstance((type, id) => `/${type}//${id}`, 'delete'), ...NOWHERE },
  { id: 'slash', rule: 'OPTIONS with two', send: (s, { type }) => s.send('options', `/${type}//1`), ...NOWHERE },
]; // prettier-ignore

httpTable('Addresses', spellings);

/** Features of FHIR that this server lacks: the answer names them and the alternative. */
const features: Row[] = [
  { id: 'base', rule: 'GET of the base names what can be requested there', send: (s) => s.send('get', ''), ...NOWHERE, text: /\/fhir\/metadata.*Bundle.*POST.*\/fhir\?_type=\w+,\w+.*Organization.*StructureDefinition/ },
  { id: 'base', rule: 'a slash at its end is ignored', send: (s) => s.send('get', '/'), ...NOWHERE, text: /\/fhir\/metadata/ },
  { id: 'base', rule: 'HEAD', send: (s) => s.send('head', ''), status: 404, holds: 'nothing' },
  { id: 'base', rule: 'a search over all types is served', send: (s) => s.send('get', '?_type=Location&_id=nobody'), status: 200, holds: 'Bundle' },
  { id: 'base', rule: 'so is _search', send: (s) => s.send('post', '/_search').send(''), status: 200, holds: 'Bundle' },
  { id: 'base', rule: 'a DELETE of _history', send: (s) => s.send('delete', '/_history'), ...NOT_SERVED, headers: { allow: 'GET, HEAD, OPTIONS' } },
  { id: 'base', rule: 'a GET of _search', send: (s) => s.send('get', '/_search'), ...NOT_SERVED, headers: { allow: 'POST, OPTIONS' } },
  { id: 'bundle', rule: 'sent to the base', send: (s) => s.write('post', '', { resourceType: 'Bundle', type: 'transaction' }), status: 200, text: /transaction-response/ },
  { id: 'bundle', rule: 'sent to the base with a slash', send: (s) => s.write('post', '/', { resourceType: 'Bundle', type: 'batch' }), status: 200, text: /batch-response/ },
  { id: 'bundle', rule: 'sent to its type', send: (s) => s.write('post', '/Bundle', { resourceType: 'Bundle', type: 'batch' }), ...NOWHERE, text: /Bundles are not stored here.*POST http/ },
  { id: 'export', rule: 'of a group', send: (s) => s.send('get', '/Group/1/$export'), ...NOWHERE, text: /Bulk export.*GET http\S+\/fhir\/\$export/ },
  { id: 'export', rule: 'of a resource', send: (s, { type }) => s.send('get', `/${type}/1/$export`), ...NOWHERE, text: /Bulk export/ },
  { id: 'export', rule: 'by DELETE', send: (s, { type }) => s.send('delete', `/${type}/$export`), ...NOT_SERVED, headers: { allow: 'GET, POST, OPTIONS' } },
  { id: 'export', rule: 'by HEAD, which must start nothing', send: (s) => s.send('head', '/$export'), status: 405, holds: 'nothing', headers: { allow: 'GET, POST, OPTIONS' } },
  { id: 'export', rule: 'of a type by HEAD', send: (s, { type }) => s.send('head', `/${type}/$export`), status: 405, holds: 'nothing', headers: { allow: 'GET, POST, OPTIONS' } },
  { id: 'export', rule: 'its state by POST', send: (s) => s.send('post', '/$export-poll-status?_jobId=1'), ...NOT_SERVED, headers: { allow: 'GET, HEAD, DELETE, OPTIONS' } },
  { id: 'operation', rule: '$everything', send: get({}, '/$everything'), ...NOWHERE, text: /\$everything is not offered.*\$diff, .*\$validate/ },
  { id: 'operation', rule: '$everything of a resource: the search that answers it', send: get({}, '/$everything'), ...NOWHERE, text: /_include and _revinclude/ },
  { id: 'operation', rule: 'GraphQL: the search that answers it', send: (s) => s.send('get', '/$graphql?query=a'), ...NOWHERE, text: /\$graphql is not offered.*_elements\. Operations/ },
  { id: 'operation', rule: '$expand', send: (s) => s.send('get', '/ValueSet/$expand?url=urn:x'), ...NOWHERE, text: /\$expand is not offered.*\/ValueSet\?url=/ },
  { id: 'operation', rule: 'one by POST', send: (s, t) => s.write('post', at(t, '/$lastn'), {}), ...NOWHERE, text: /\$lastn is not offered/ },
  { id: 'operation', rule: '$meta-add of a type', send: (s, { type }) => s.write('post', `/${type}/$meta-add`, {}), ...NOWHERE, text: /\$meta-add is not offered there.*\/1234\/\$meta-add/ },
  { id: 'operation', rule: '$meta-add of a version', send: (s, t) => s.write('post', at(t, '/_history/1/$meta-add'), {}), ...NOWHERE, text: /\$meta-add is not offered there/ },
  { id: 'operation', rule: 'GET of $validate on a type', send: (s, { type }) => s.send('get', `/${type}/$validate`), ...NOT_SERVED, headers: { allow: 'POST, OPTIONS' } },
  { id: 'compartment', rule: 'search', send: get({}, '/Location'), ...NOWHERE, text: /compartment.*\?(identifier|organization|partof)=/ },
  { id: 'compartment', rule: 'search by a form', send: (s, t) => s.send('post', at(t, '/Location/_search')).send(''), ...NOWHERE, text: /compartment.*\?(identifier|organization|partof)=/ },
  { id: 'compartment', rule: 'the search that finds the same', send: (s) => s.send('get', '/Practitioner/159/PractitionerRole?active=true'), ...NOWHERE, text: /reference: GET http\S+\/fhir\/PractitionerRole\?practitioner=Practitioner\/159\. Res/ },
  { id: 'compartment', rule: 'each of the searches that find it', send: (s) => s.send('get', '/Organization/1/HealthcareService'), ...NOWHERE, text: /reference: GET http\S+\/fhir\/HealthcareService\?organization=Organization\/1\. Res/ },
  { id: 'compartment', rule: 'search of everything', send: get({}, '/*'), ...NOWHERE, text: /compartment/ },
  { id: 'type', rule: 'one that is not served: those that are, and definitions', send: (s) => s.send('get', '/Patient/1'), ...NOWHERE, text: /Patient is not served here.*HealthcareService.*definitions: StructureDefinition/ },
]; // prettier-ignore

httpTable('Features that are not offered', features, JSON_ONLY);

describe('Addresses outside of the base', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startTestApp({ DATABASE_URL: 'sqlite::memory:' });
  });
  afterAll(() => server.close());

  it.each([
    ['/FHIR/Organization/1', 'FHIR is at http://localhost:3000/fhir.'],
    ['/FHIR/metadata', 'FHIR is at http://localhost:3000/fhir.'],
    ['//fhir/Organization/1', 'FHIR is at http://localhost:3000/fhir.'],
    ['/Organization/1', 'Write http://localhost:3000/fhir/Organization/1.'],
    ['/metadata', 'Write http://localhost:3000/fhir/metadata.'],
    ['/DOCS', 'FHIR is at http://localhost:3000/fhir.'],
    ['/Docs/swagger-ui.css', 'FHIR is at http://localhost:3000/fhir.'],
    ['/OpenAPI.json', 'FHIR is at http://localhost:3000/fhir.'],
    ['/Health/live', 'FHIR is at http://localhost:3000/fhir.'],
    ['/METRICS', 'FHIR is at http://localhost:3000/fhir.'],
    ['/%66hir/Organization/1', 'Write it as /fhir/Organization/1 instead.'],
    ['/health/%6Cive', 'Write it as /health/live instead.'],
  ])('%s is not found', async (path, diagnostics) => {
    const reply = await request(server.app.getHttpServer()).get(path);
    expect({ status: reply.status, outcome: JSON.parse(reply.text) as unknown }).toMatchObject({
      status: 404,
      outcome: { resourceType: 'OperationOutcome', issue: [{ code: 'not-found', diagnostics }] },
    });
  });

  it.each(['/health/live', '/metrics', '/openapi.json', '/docs', '/'])('%s is served', async (path) => {
    expect((await request(server.app.getHttpServer()).get(path).redirects(1)).status).toBe(200);
  });
});
