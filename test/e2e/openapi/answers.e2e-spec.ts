import { parseXml } from '../../../src/fhir/xml';
import { type Answer, DocumentReader } from '../../support/openapi-document';
import { FHIR_JSON, FHIR_XML, startTestApp, type TestApp } from '../../support/test-app';

let server: TestApp;
let reader: DocumentReader;
beforeAll(async () => {
  server = await startTestApp({ DATABASE_URL: 'sqlite::memory:', SAMPLE_DATA: 'true' });
  reader = await DocumentReader.of(server);
});
afterAll(() => server.close());

describe('what the server answers is in the document', () => {
  const rename = (name: string): object => ({
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'replace' },
          { name: 'path', valueString: 'Organization.name' },
          { name: 'value', valueString: name },
        ],
      },
    ],
  });
  const json = { 'Content-Type': FHIR_JSON };
  const xml = { Accept: FHIR_XML };
  const plain = { 'Content-Type': 'text/plain' };
  const rows = [
    { id: 'readOrganization', method: 'get', path: '/Organization/1234', status: 200 },
    {
      id: 'readOrganization',
      method: 'get',
      path: '/Organization/1234',
      headers: { 'If-None-Match': 'W/"1"' },
      status: 304,
    },
    { id: 'readOrganization', method: 'get', path: '/Organization/no_id', status: 400 },
    { id: 'readOrganization', method: 'get', path: '/Organization/nobody', status: 404 },
    {
      id: 'readOrganization',
      method: 'get',
      path: '/Organization/1234',
      headers: { Accept: 'application/pdf' },
      status: 406,
    },
    { id: 'readOrganization', method: 'get', path: '/Organization/1234', headers: xml, status: 200 },
    { id: 'readOrganization', method: 'get', path: '/Organization/nobody', headers: xml, status: 404 },
    {
      id: 'readOrganization',
      method: 'get',
      path: '/Organization/1234',
      headers: { Accept: 'text/html' },
      status: 200,
    },
    { id: 'readOrganization', method: 'get', path: '/Organization/1234?_summary=some', status: 400 },
    { id: 'readOrganization', method: 'get', path: '/Organization/nobody?_format=html', status: 404 },
    { id: 'vreadOrganization', method: 'get', path: '/Organization/1234/_history/1', status: 200 },
    { id: 'vreadOrganization', method: 'get', path: '/Organization/1234/_history/99', status: 404 },
    { id: 'historyOrganization', method: 'get', path: '/Organization/1234/_history', status: 200 },
    { id: 'searchOrganization', method: 'get', path: '/Organization?_id=1234', status: 200 },
    { id: 'searchOrganization', method: 'get', path: '/Organization?_count=2', headers: xml, status: 200 },
    { id: 'searchOrganization', method: 'get', path: '/Organization?_summary=count', status: 200 },
    {
      id: 'searchOrganization',
      method: 'get',
      path: '/Organization?nonsense=x&_id=1234',
      headers: { Prefer: 'handling=lenient' },
      status: 200,
    },
    {
      id: 'searchOrganization',
      method: 'get',
      path: '/Organization?_id=1234',
      headers: { Accept: 'text/html' },
      status: 200,
    },
    { id: 'searchOrganization', method: 'get', path: '/Organization?nonsense=x', status: 400 },
    {
      id: 'searchOrganization',
      method: 'get',
      path: '/Organization',
      headers: { Accept: 'application/pdf' },
      status: 406,
    },
    { id: 'searchByPostOrganization', method: 'post', path: '/Organization/_search?_id=1234', status: 200 },
    { id: 'searchByPostOrganization', method: 'post', path: '/Organization/_search?nonsense=x', status: 400 },
    {
      id: 'searchByPostOrganization',
      method: 'post',
      path: '/Organization/_search',
      headers: json,
      body: {},
      status: 415,
    },
    { id: 'historyOrganization', method: 'get', path: '/Organization/1234/_history?_count=0', status: 400 },
    {
      id: 'createOrganization',
      method: 'post',
      path: '/Organization',
      headers: json,
      body: { resourceType: 'Organization', name: 'A' },
      status: 201,
    },
    {
      id: 'createOrganization',
      method: 'post',
      path: '/Organization',
      headers: json,
      body: { resourceType: 'Organization' },
      status: 422,
    },
    { id: 'createOrganization', method: 'post', path: '/Organization', headers: json, body: [], status: 400 },
    {
      id: 'createOrganization',
      method: 'post',
      path: '/Organization',
      headers: plain,
      status: 415,
    },
    {
      id: 'updateOrganization',
      method: 'put',
      path: '/Organization/nobody',
      headers: json,
      body: { resourceType: 'Organization', id: 'nobody', name: 'A' },
      status: 405,
    },
    {
      id: 'patchOrganization',
      method: 'patch',
      path: '/Organization/789',
      headers: json,
      body: rename('A'),
      status: 200,
    },
    {
      id: 'patchOrganization',
      method: 'patch',
      path: '/Organization/nobody',
      headers: json,
      body: rename('A'),
      status: 404,
    },
    {
      id: 'patchOrganization',
      method: 'patch',
      path: '/Organization/1234',
      headers: { ...json, 'If-Match': 'W/"9"' },
      body: rename('A'),
      status: 412,
    },
    {
      id: 'patchOrganization',
      method: 'patch',
      path: '/Organization/1234',
      headers: json,
      body: rename(''),
      status: 400,
    },
    { id: 'deleteOrganization', method: 'delete', path: '/Organization/nobody', status: 204 },
    {
      id: 'deleteOrganization',
      method: 'delete',
      path: '/Organization/1234',
      headers: { 'If-Match': '9' },
      status: 400,
    },
    {
      id: 'patchOrganization',
      method: 'patch',
      path: '/Organization/789?_dryRun=true',
      headers: { 'Content-Type': 'application/json-patch+json', Prefer: 'return=OperationOutcome', ...xml },
      body: [{ op: 'replace', path: '/name', value: 'B' }],
      status: 200,
    },
    { id: 'patchOrganization', method: 'patch', path: '/Organization/789', headers: plain, status: 415 },
    { id: 'historyOrganization', method: 'get', path: '/Organization/789/_history', headers: xml, status: 200 },
    { id: 'diffInstanceByGet', method: 'get', path: '/Organization/1234/$diff', status: 200 },
    { id: 'diffInstanceByGet', method: 'get', path: '/Organization/1234/$diff', headers: xml, status: 200 },
    { id: 'diffInstanceByGet', method: 'get', path: '/Organization/1234/$diff?fromVersion=a%2Fb', status: 400 },
    { id: 'diffSystem', method: 'post', path: '/$diff', headers: plain, status: 415 },
    { id: 'diffSystem', method: 'post', path: '/$diff', headers: json, body: {}, status: 400 },
    { id: 'capabilities', method: 'get', path: '/metadata', status: 200 },
    { id: 'capabilities', method: 'get', path: '/metadata', headers: xml, status: 200 },
    { id: 'capabilities', method: 'get', path: '/metadata?_summary=some', status: 400 },
    { id: 'deletePractitionerRole', method: 'delete', path: '/PractitionerRole/753?_dryRun=true', status: 204 },
    { id: 'deleteOrganization', method: 'delete', path: '/Organization/1234', status: 409 },
    { id: 'readCodeSystem', method: 'get', path: '/CodeSystem/act-type-ror-codesystem', status: 200 },
    { id: 'readCodeSystem', method: 'get', path: '/CodeSystem/act-type-ror-codesystem', headers: xml, status: 200 },
    { id: 'readCodeSystem', method: 'get', path: '/CodeSystem/nothing', status: 404 },
    { id: 'readCodeSystem', method: 'get', path: '/CodeSystem/x?_summary=some', status: 400 },
    { id: 'searchStructureDefinition', method: 'get', path: '/StructureDefinition?_count=2', status: 200 },
    {
      id: 'searchStructureDefinition',
      method: 'get',
      path: '/StructureDefinition?_count=2',
      headers: xml,
      status: 200,
    },
    { id: 'searchValueSet', method: 'get', path: '/ValueSet?name=x', status: 400 },
    {
      id: 'validateType',
      method: 'post',
      path: '/Organization/$validate',
      headers: json,
      body: { resourceType: 'Organization' },
      status: 200,
    },
    {
      id: 'validateType',
      method: 'post',
      path: '/Organization/$validate?mode=some',
      headers: json,
      body: { resourceType: 'Organization' },
      status: 400,
    },
    { id: 'validateInstanceByGet', method: 'get', path: '/Organization/1234/$validate', status: 200 },
    { id: 'validateInstanceByGet', method: 'get', path: '/Organization/nobody/$validate', status: 404 },
    {
      id: 'createOrganization',
      method: 'post',
      path: '/Organization',
      headers: { ...json, Prefer: 'return=minimal' },
      body: { resourceType: 'Organization', name: 'A' },
      status: 201,
    },
    {
      id: 'patchOrganization',
      method: 'patch',
      path: '/Organization/789',
      headers: { ...json, Prefer: 'return=minimal, handling=strict' },
      body: rename('C'),
      status: 200,
    },
    { id: 'capabilities', method: 'get', path: '/metadata', headers: { Accept: 'text/html' }, status: 200 },
    { id: 'searchAll', method: 'get', path: '', status: 404 },
    { id: 'metaTypeByGet', method: 'get', path: '/Organization/$meta', status: 200 },
    { id: 'metaTypeByGet', method: 'get', path: '/Extension/$meta', status: 404 },
    { id: 'metaTypeByGet', method: 'get', path: '/Organization/$meta?_pretty=some', status: 400 },
  ] as const satisfies { id: string; method: string; path: string; headers?: object; body?: object; status: number }[];
  type Row = {
    id: string;
    method: 'get';
    path: string;
    headers?: Record<string, string>;
    body?: object;
    status: number;
  };
  /** Headers of HTTP itself, which the document does not declare. */
  const TRANSPORT = [
    'connection',
    'content-length',
    'content-type',
    'date',
    'keep-alive',
    'transfer-encoding',
    'cache-control',
    'vary',
    'content-encoding',
  ];
  const SECURITY = ['content-security-policy', 'referrer-policy', 'x-content-type-options', 'x-frame-options'];

  it.each(rows as unknown as Row[])(
    '$id: $status at $path',
    async ({ id, method, path, headers = {}, body, status }) => {
      const text = body && JSON.stringify(body);
      const reply = await server.send(method, path).set(headers).send(text);
      expect(reply.status).toBe(status);
      const { operation } = reader.operation(id);
      const documented = reader.follow(operation.responses[status] ?? {});
      const sent = Object.keys(reply.headers).filter((name) => ![...TRANSPORT, ...SECURITY].includes(name));
      expect(Object.keys(documented.headers ?? {}).map((name) => name.toLowerCase())).toEqual(
        expect.arrayContaining(sent),
      );
      const [mediaType = ''] = (reply.headers['content-type'] ?? '').split(';');
      const kinds = Object.keys(documented.content ?? {});
      if (reply.text !== '') expect(kinds).toContain(mediaType);
      // Where a body is possible, the description says when there is none.
      else if (kinds.length > 0)
        expect(documented.description).toMatch(/Without a body where `Prefer: return=minimal`/);
      const read = { [FHIR_JSON]: (sent: string) => JSON.parse(sent) as unknown, [FHIR_XML]: (sent: string) => parseXml(sent).resource }[mediaType]; // prettier-ignore
      const schema = documented.content?.[FHIR_JSON]?.schema;
      expect(read && schema ? reader.faults(read(reply.text), schema) : []).toEqual([]);
    },
  );

  it.each([
    ['NotAcceptable', { Accept: 'application/pdf' }],
    ['UnsupportedMediaType', { 'Content-Type': 'text/plain' }],
    ['NoForm', { 'Content-Type': 'application/json' }, '/Organization/_search'],
    ['BadSearch', {}, '/Organization/_search?identifier:above=1'],
  ])('%s is shown in the words of the server', async (name, headers, path = '/Organization') => {
    const reply = await server
      .send('post', path)
      .set(headers)
      .send(name === 'BadSearch' ? undefined : 'x');
    const { content } = reader.follow<Answer>({ $ref: `#/components/responses/${name}` });
    expect(reader.examplesOf(content).map(({ resource }) => resource)).toContainEqual(reply.body);
  });
});
