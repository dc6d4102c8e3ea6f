import { Injectable } from '@nestjs/common';
import type { Organization } from 'fhir/r4';
import { FhirError, FhirPlugin, Hook, type HookPoints, type JsonObject } from '../../src/fhir';
import { describeOnEachDatabase } from '../support/on-each-database';
import { patchOf } from '../support/patches';

const log: string[] = [];

/** Hooks into every point, and does there what a real plugin would do. */
@Injectable()
class Watcher {
  @Hook('request.received')
  authorise({ context }: HookPoints['request.received']['event']): void {
    if (context.headers['x-role'] === 'guest') throw new FhirError('forbidden', 'Guests may not ask');
  }
  @Hook('resource.beforeValidate')
  complete({ resource }: HookPoints['resource.beforeValidate']['event']): Readonly<JsonObject> | void {
    if (resource['name'] === 'complete me') return { ...resource, name: 'completed' };
    return undefined;
  }
  @Hook('resource.beforeWrite', -10)
  veto({ resource, previous }: HookPoints['resource.beforeWrite']['event']): void {
    if (resource['name'] === 'forbidden')
      throw new FhirError('business-rule', `not after ${JSON.stringify(previous?.['name'])}`);
    if (resource['name'] === 'broken plugin') throw new TypeError('secret detail');
  }
  @Hook('resource.beforeWrite')
  async alter({
    resource,
    unit,
    context,
  }: HookPoints['resource.beforeWrite']['event']): Promise<Readonly<JsonObject> | void> {
    if (resource['name'] === 'make invalid') return { ...resource, nonsense: true };
    if (resource['name'] === 'name a profile')
      return { ...resource, meta: { profile: ['http://example.org/unknown'] } };
    if (resource['name'] !== 'with audit') return undefined;
    const audit = { resourceType: 'Basic', id: context.requestId };
    await unit.write({ type: 'Basic', id: context.requestId, interaction: 'create', resource: audit }, null);
    return { ...resource, alias: ['audited'] };
  }
  @Hook('resource.beforeWrite', 10)
  vetoLate({ resource, context }: HookPoints['resource.beforeWrite']['event']): void {
    if (resource['name'] === 'with audit' && context.requestId === 'refuse-late')
      throw new FhirError('business-rule', 'too late');
  }
  @Hook('resource.beforeDelete')
  keep({ resource }: HookPoints['resource.beforeDelete']['event']): void {
    if (resource['name'] === 'keep me') throw new FhirError('business-rule', 'It is needed');
  }
  @Hook('resource.afterCommit')
  record({ version, context }: HookPoints['resource.afterCommit']['event']): void {
    log.push(`${context.interaction} ${version.type} ${version.versionId}`);
    if (version.json?.includes('fail afterwards')) throw new Error('mail server away');
  }
  @Hook('resource.beforeShow')
  mask({ resource, context }: HookPoints['resource.beforeShow']['event']): Readonly<JsonObject> | void {
    if (context.headers['x-role'] !== 'public') return undefined;
    const { telecom: _, ...rest } = resource;
    return rest;
  }
  @Hook('request.failed')
  reword({ error }: HookPoints['request.failed']['event']): FhirError | void {
    if (error.message === 'It is needed') return new FhirError('business-rule', 'This organization is protected');
    return undefined;
  }
}

@FhirPlugin({ providers: [Watcher] })
class WatcherModule {}

describeOnEachDatabase('hooks of a plugin that serves no resource', { plugins: [WatcherModule] }, (server) => {
  beforeEach(() => (log.length = 0));

  const create = (over: Partial<Organization>, headers: Record<string, string> = {}) =>
    server.write('post', '/Organization', { resourceType: 'Organization', ...over }, headers);
  const rename = (name: string) =>
    patchOf({ type: 'replace', path: 'Organization.name', value: { valueString: name } });

  it('request.received may refuse before anything is read', async () => {
    await server.send('get', '/Organization/nobody').set('X-Role', 'guest').expect(403);
    await server.send('get', '/Organization/nobody').expect(404);
  });

  it('resource.beforeValidate may complete the resource', async () => {
    expect((await create({ name: 'complete me' }).expect(201)).body).toMatchObject({ name: 'completed' });
  });

  it('resource.beforeWrite may veto, knowing what was before', async () => {
    const { id } = (await create({ name: 'first' }).expect(201)).body as Organization;
    const reply = await server.write('patch', `/Organization/${id}`, rename('forbidden'));
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({ issue: [{ code: 'business-rule', details: { text: 'not after "first"' } }] });
    expect((await server.send('get', `/Organization/${id}`)).body).toMatchObject({
      name: 'first',
      meta: { versionId: '1' },
    });
  });

  it('a veto on a conditional patch is 400 with the business rule', async () => {
    await create({ name: 'first', identifier: [{ value: 'vetoed' }] }).expect(201);
    const reply = await server.write('patch', '/Organization?identifier=vetoed', rename('forbidden'));
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({ issue: [{ code: 'business-rule', details: { text: 'not after "first"' } }] });
  });

  it('resource.beforeWrite may write more in the same transaction, and change the resource', async () => {
    const reply = await create({ name: 'with audit' }, { 'X-Request-Id': 'audit-1' }).expect(201);
    expect(reply.body).toMatchObject({ alias: ['audited'] });
    await expect(server.store.read('Basic', 'audit-1')).resolves.toMatchObject({ versionId: '1' });
  });

  it('nothing of a transaction stays when a later hook refuses', async () => {
    await create({ name: 'with audit' }, { 'X-Request-Id': 'refuse-late' }).expect(422);
    await expect(server.store.read('Basic', 'refuse-late')).resolves.toBeUndefined();
    expect(log).toEqual([]);
  });

  it('what resource.beforeWrite makes of a resource is validated again', async () => {
    await create({ name: 'make invalid' }).expect(400);
  });

  it('warnings about the result of resource.beforeWrite are reported', async () => {
    const reply = await create({ name: 'name a profile' }, { Prefer: 'return=OperationOutcome' }).expect(201);
    expect(reply.text).toContain('http://example.org/unknown');
  });

  it('a hook that throws is a 500 without details', async () => {
    const reply = await create({ name: 'broken plugin' }, { 'X-Request-Id': 'find-me' });
    expect(reply.status).toBe(500);
    expect(reply.headers['x-request-id']).toBe('find-me');
    expect(reply.body).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'fatal', code: 'exception' }],
    });
    expect(reply.text).not.toMatch(/secret|TypeError|at .*\.ts/);
  });

  it('resource.beforeDelete may veto, and request.failed may reword the refusal', async () => {
    const { id } = (await create({ name: 'keep me' }).expect(201)).body as Organization;
    const reply = await server.send('delete', `/Organization/${id}`);
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({ issue: [{ details: { text: 'This organization is protected' } }] });
    await server.send('get', `/Organization/${id}`).expect(200);
  });

  it('resource.afterCommit sees each committed version once, and cannot undo it', async () => {
    const { id } = (await create({ name: 'fail afterwards' }).expect(201)).body as Organization;
    await server.write('patch', `/Organization/${id}`, rename('fine')).expect(200);
    await server.write('patch', `/Organization/${id}`, rename('fine')).expect(200);
    await server.send('delete', `/Organization/${id}`).expect(204);
    expect(log).toEqual(['create Organization 1', 'patch Organization 2', 'delete Organization 3']);
  });

  it('resource.beforeShow masks in every answer, and in no stored version', async () => {
    const telecom: Organization['telecom'] = [{ system: 'phone', value: '01 99 00 00 00' }];
    const publicly = { 'X-Role': 'public' };
    const created = await create({ name: 'masked', telecom }, publicly).expect(201);
    expect(created.text).not.toContain('01 99');
    const path = `/Organization/${(created.body as Organization).id}`;
    for (const rest of ['', '/_history/1', '/_history']) {
      expect(
        (
          await server
            .send('get', path + rest)
            .set(publicly)
            .expect(200)
        ).text,
      ).not.toContain('01 99');
    }
    expect((await server.send('get', path).expect(200)).text).toContain('01 99');
  });
});
