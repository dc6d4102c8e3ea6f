import type { CapabilityStatement, OperationDefinition, Parameters } from 'fhir/r4';
import { type JsonObject, parseXml, validateResource, writeXml, parseStored } from '../../src/fhir';
import request from 'supertest';
import { describeOnEachDatabase } from '../support/on-each-database';
import { FHIR_XML, type TestApp } from '../support/test-app';
import { calls, heard, OperationsPlugin, parametersOf } from '../support/operations-plugin';

type Send = (server: TestApp, method: 'post' | 'put', path: string, body: object, headers?: Record<string, string>) => Promise<{ status: number; text: string; headers: Record<string, string>; body: JsonObject }>; // prettier-ignore

const FORMATS: [string, Send][] = [
  ['JSON', async (server, method, path, body, headers) => {
    const reply = await server.write(method, path, body, headers);
    return { ...reply, status: reply.status, text: reply.text, headers: reply.headers, body: reply.body as JsonObject };
  }],
  ['XML', async (server, method, path, body, headers = {}) => {
    const reply = await server.send(method, path).set({ 'Content-Type': FHIR_XML, Accept: FHIR_XML, ...headers })
      .send(writeXml(body as JsonObject)).buffer(true).parse((stream, done) => {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
        stream.on('end', () => done(null, text));
      });
    const text = reply.body as string;
    return { status: reply.status, text, headers: reply.headers, body: text ? parseXml(text).resource : {} };
  }],
]; // prettier-ignore

describeOnEachDatabase('operations of a plugin', { plugins: [OperationsPlugin] }, (server) => {
  let id: string;
  let path: string;
  beforeEach(async () => {
    heard.length = 0;
    calls.closings = 0;
    const sent = {
      resourceType: 'Organization',
      name: 'CHU',
      active: true,
      telecom: [{ system: 'phone', value: '1' }],
    };
    id = ((await server.write('post', '/Organization', sent).expect(201)).body as { id: string }).id;
    path = `/Organization/${id}`;
    heard.length = 0;
  });

  describe('that write an instance', () => {
    it('go through the write pipeline', async () => {
      const reply = await server.send('post', `${path}/$close`).expect(200);
      expect(reply.body).toMatchObject({ id, active: false, meta: { versionId: '2' } });
      expect(reply.headers).toMatchObject({ etag: 'W/"2"' });
      expect(reply.headers['content-location']).toMatch(new RegExp(`${path}/_history/2$`));
      expect(heard).toEqual(['operation $close Organization 2']);
      expect((await server.send('get', path).expect(200)).body).toEqual(reply.body);
      expect((await server.send('post', `${path}/$close`).expect(200)).headers['etag']).toBe('W/"2"');
    });

    const ROWS: { rule: string; at?: string; headers?: Record<string, string>; status: number; version: string; has?: Record<string, string> }[] = [
      { rule: 'a version that is not current', headers: { 'If-Match': 'W/"7"' }, status: 412, version: '1' },
      { rule: 'the current version', headers: { 'If-Match': 'W/"1"' }, status: 200, version: '2' },
      { rule: 'a dry run', at: '?_dryRun=true', status: 200, version: '1', has: { 'fhir-dry-run': 'true' } },
      { rule: 'no answer wanted', headers: { Prefer: 'return=minimal' }, status: 200, version: '2', has: { 'preference-applied': 'return=minimal' } },
      { rule: 'a hook that refuses', headers: { 'X-Role': 'guest' }, status: 403, version: '1' },
      { rule: 'an unknown parameter', at: '?reason=x', status: 400, version: '1' },
    ]; // prettier-ignore
    it.each(ROWS)('$rule', async ({ at = '', headers = {}, status, version, has = {} }) => {
      const reply = await server.send('post', `${path}/$close${at}`).set(headers);
      expect(reply.status).toBe(status);
      expect(reply.headers).toMatchObject(has);
      if (has['preference-applied']) expect(reply.text).toBe('');
      expect((await server.send('get', path)).headers['etag']).toBe(`W/"${version}"`);
    });

    it('a resource that does not exist is 404, and a deleted one 410', async () => {
      await server.send('post', '/Organization/nobody/$close').expect(404);
      await server.send('delete', path).expect(204);
      await server.send('post', `${path}/$close`).expect(410);
      expect(calls.closings).toBe(0);
    });

    it('the result is validated', async () => {
      const sent = parametersOf({ name: 'reason', valueUri: 'urn:x' }, { name: 'when', valuePeriod: { start: '2026-01-31' } }, { name: 'tag', part: [{ name: 'label', valueString: 'one' }] }); // prettier-ignore
      expect((await server.write('post', `${path}/$move`, sent).expect(200)).body).toMatchObject({
        alias: ['urn:x', '2026-01-31', 'one'],
      });
    });

    it('concurrent calls lose nothing', async () => {
      const replies = await Promise.all(Array.from({ length: 8 }, () => server.send('post', `${path}/$close`)));
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
      expect((await server.send('get', path)).headers['etag']).toBe('W/"2"');
    });
  });

  describe('that write several', () => {
    it('write all of them or none', async () => {
      const other = (await server.write('post', '/Organization', { resourceType: 'Organization', name: 'b' })).body as { id: string }; // prettier-ignore
      heard.length = 0;
      const sent = parametersOf({ name: 'other', valueReference: { reference: `Organization/${other.id}` } });
      const reply = await server.write('post', `${path}/$merge`, sent).expect(200);
      expect(reply.body).toEqual(parametersOf({ name: 'total', valueInteger: 2 }));
      expect(heard.sort()).toEqual(Array(2).fill('operation $merge Organization 2'));
      expect((await server.send('get', path)).body).toMatchObject({ alias: [other.id] });

      const nobody = parametersOf({ name: 'other', valueReference: { reference: 'Organization/nobody' } });
      await server.write('post', `${path}/$merge`, nobody).expect(404);
      await server.write('post', `${path}/$merge`, sent, { 'If-Match': 'W/"1"' }).expect(412);
      expect((await server.send('get', path)).headers['etag']).toBe('W/"2"');
    });

    it('may create, and answer with the created resource', async () => {
      const reply = await server.send('post', '/Organization/$found').expect(201);
      expect(reply.body).toMatchObject({ name: 'Founded', meta: { versionId: '1' } });
      expect(heard).toEqual(['operation $found Organization 1']);
    });
  });

  it('one that does not affect the state cannot write', async () => {
    await server.send('get', `${path}/$sneak`).expect(500);
    expect((await server.send('get', path)).headers['etag']).toBe('W/"1"');
  });

  it('the returned resource is masked like any answer', async () => {
    expect((await server.send('get', `${path}/$echo`).expect(200)).body).toHaveProperty('telecom');
    const masked = await server.send('get', `${path}/$echo`).set('X-Role', 'public').expect(200);
    expect(masked.body).not.toHaveProperty('telecom');
  });

  it('one without an answer is 204', async () => {
    for (const method of ['get', 'post'] as const) {
      const reply = await server.send(method, '/$ping').expect(204);
      expect(reply.text).toBe('');
    }
  });

  describe('parameters of the URL', () => {
    it.each([
      ['?start=CH&most=2&active=true&kind=a&kind=b', 200, ['CH', 'true', 'a', 'b', '$count'], 3],
      ['', 200, ['', 'undefined', '$count'], 1],
    ] as const)('%s', async (query, status, echo, total) => {
      const { body } = await server.send('get', `/Organization/$count${query}`).expect(status);
      const { parameter = [] } = body as Parameters;
      expect(parameter.map((each) => each.valueInteger ?? each.valueString)).toEqual([total, ...echo]);
    });

    it.each([
      ['?most=many', ['http.most']],
      ['?active=yes', ['http.active']],
      ['?start=C', ['http.start']],
      ['?most=1&most=2', ['http.most']],
      ['?kind=z&active=no', ['http.active', 'http.kind']],
      ['?strat=CH', ['http.strat']],
    ])('%s is refused with its place', async (query, places) => {
      const reply = await server.send('get', `/Organization/$count${query}`).expect(400);
      const { issue } = reply.body as { issue: { expression?: string[] }[] };
      expect(issue.map(({ expression }) => expression?.[0]).sort()).toEqual(places);
    });
  });

  describe.each(FORMATS)('parameters of a body in %s', (_, send) => {
    it('are bound together with those of the URL', async () => {
      const reply = await send(
        server,
        'post',
        '/Organization/$count?most=4',
        parametersOf({ name: 'start', valueString: 'CH' }),
      );
      expect(reply.status).toBe(200);
      const { parameter = [] } = reply.body as unknown as Parameters;
      expect(parameter.map((each) => Number(each.valueInteger) || each.valueString)).toEqual([
        5,
        'CH',
        'undefined',
        '$count',
      ]);
    });

    it('the one resource may be the body', async () => {
      const bare = await send(server, 'post', '/Organization/$check?mode=x', {
        resourceType: 'Organization',
        name: 'CHU',
      });
      const wrapped = await send(server, 'post', '/Organization/$check', parametersOf(
        { name: 'resource', resource: { resourceType: 'Organization', name: 'CHU' } }, { name: 'mode', valueCode: 'x' },
      )); // prettier-ignore
      expect([bare.status, wrapped.status]).toEqual([200, 200]);
      expect(bare.body).toEqual(wrapped.body);
    });

    it('all faults are reported at once, with their places', async () => {
      const reply = await send(server, 'post', `${path}/$move`, parametersOf(
        { name: 'raison', valueString: 'x' }, { name: 'when', valueString: 'soon' }, { name: 'tag', part: [{ name: 'lable', valueString: 'x' }] },
      )); // prettier-ignore
      expect(reply.status).toBe(400);
      const { issue = [] } = reply.body as unknown as { issue: { expression?: string[]; details: { text: string } }[] };
      expect(
        issue.map(({ expression, details }) => [
          expression?.[0],
          details.text.replace(/ \(line \d+, column \d+\)$/, ' (placed)'),
        ]),
      ).toEqual([
        ['Parameters.parameter[0].name', '$move has no parameter raison; did you mean reason? (placed)'],
        [undefined, '$move needs the parameter reason'],
        ['Parameters.parameter[1]', 'when must be of type Period (placed)'],
        ['Parameters.parameter[2].part[0].name', 'tag has no parameter lable; did you mean label? (placed)'],
        [undefined, 'tag needs the parameter label'],
      ]);
    });

    it('at most a hundred faults are reported', async () => {
      const many = Array.from({ length: 5000 }, (_, index) => ({ name: `raison${index}`, valueString: 'x' }));
      const reply = await send(server, 'post', `${path}/$move`, parametersOf(...many));
      expect(reply.status).toBe(400);
      expect((reply.body as unknown as { issue: object[] }).issue.length).toBeLessThanOrEqual(101);
    });

    it('a resource that is not valid R4 is refused where that is declared', async () => {
      const reply = await send(server, 'post', '/Organization/$check', {
        resourceType: 'Organization',
        telecom: [{ value: '1' }],
      });
      expect(reply.status).toBe(400);
    });
  });

  describe('are declared', () => {
    it('in the CapabilityStatement, with a definition that is valid', async () => {
      const statement = (await server.send('get', '/metadata').expect(200)).body as CapabilityStatement;
      const rest = statement.rest![0]!;
      expect(rest.operation!.map(({ name }) => name).sort()).toEqual([
        'async-status',
        'diff',
        'export',
        'export-file',
        'export-poll-status',
        'meta',
        'ping',
        'validate',
      ]);
      const organization = rest.resource!.find(({ type }) => type === 'Organization')!;
      expect(organization.operation!.map(({ name }) => name)).toEqual([
        'close', 'count', 'move', 'merge', 'found', 'sneak', 'echo', 'check', 'diff', 'export', 'meta', 'meta-add', 'meta-delete', 'validate',
      ]); // prettier-ignore
      const all = [...rest.operation!, ...organization.operation!];
      expect(validateResource(parseStored(JSON.stringify(statement)))).toEqual([]);
      for (const { definition } of all) {
        const found = await server.send('get', new URL(definition).pathname.replace(/^\/fhir/, '')).expect(200);
        expect(validateResource(parseStored(found.text))).toEqual([]);
        expect((found.body as OperationDefinition).url).toBe(definition);
      }
    });

    it('with their parameters', async () => {
      const { body } = await server.send('get', '/OperationDefinition/Organization-move').expect(200);
      expect(body).toMatchObject({
        name: 'OrganizationMove', code: 'move', affectsState: true, resource: ['Organization'], instance: true, type: false, system: false,
        parameter: [
          { name: 'reason', use: 'in', min: 1, max: '1', type: 'uri' },
          { name: 'when', use: 'in', min: 0, max: '1', type: 'Period' },
          { name: 'tag', use: 'in', min: 0, max: '*', part: [{ name: 'label', min: 1, max: '1', type: 'string' }] },
          { name: 'return', use: 'out', min: 1, max: '1', type: 'Organization' },
        ],
      }); // prettier-ignore
    });

    it.each([
      ['$close', 'instance', 'POST, OPTIONS'],
      ['$echo', 'instance', 'GET, HEAD, POST, OPTIONS'],
      ['$count', 'type', 'GET, HEAD, POST, OPTIONS'],
      ['$found', 'type', 'POST, OPTIONS'],
    ])('by OPTIONS: %s', async (name, level, allow) => {
      const at = level === 'type' ? `/Organization/${name}` : `${path}/${name}`;
      expect((await server.send('options', at).expect(204)).headers['allow']).toBe(allow);
      const put = await server.write('put', at, {}).expect(405);
      expect(put.headers['allow']).toBe(allow);
    });

    it('by a suggestion, for an unknown one', async () => {
      const reply = await server.send('post', `${path}/$clsoe`).expect(404);
      expect(reply.text).toContain('The operation $clsoe is not offered; did you mean $close?');
      await server.send('post', '/Location/1/$close').expect(404);
    });

    it('GET of one that writes is refused', async () => {
      await server.send('get', `${path}/$close`).expect(405);
      expect(calls.closings).toBe(0);
    });

    it('in the OpenAPI document', async () => {
      const document = JSON.parse((await httpGet(server, '/openapi.json')).text) as { paths: Record<string, Record<string, { operationId: string; parameters: { name: string }[]; requestBody?: object }>> }; // prettier-ignore
      const close = document.paths['/fhir/Organization/{id}/$close']!;
      expect(Object.keys(close)).toEqual(['post']);
      expect(close['post']!.parameters.map(({ name }) => name).slice(0, 4)).toEqual([
        'id',
        'If-Match',
        'Prefer',
        '_dryRun',
      ]);
      const count = document.paths['/fhir/Organization/$count']!;
      expect(count['get']).toMatchObject({ operationId: 'countOrganizationTypeByGet' });
      expect(count['get']!.parameters.map(({ name }) => name).slice(0, 4)).toEqual(['start', 'most', 'active', 'kind']);
      expect(JSON.stringify(count['post']!.requestBody)).toContain('"valueString":"CH"');
    });
  });
});

function httpGet(server: TestApp, path: string) {
  return request(server.app.getHttpServer()).get(path);
}
