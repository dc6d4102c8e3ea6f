import type { Bundle, OperationOutcome, Resource } from 'fhir/r4';
import { Injectable } from '@nestjs/common';
import { FhirPlugin, Hook, JobRunner, type HookPoints, type JobStore } from '../../src/fhir';
import { bundle, entry } from './bundles/support';
import { describeOnEachDatabase } from '../support/on-each-database';
import { JSON_WIRE, resourceOf, speaking, XML_WIRE } from '../support/wire-format';
import type { TestApp } from '../support/test-app';

const BASE = 'http://ror.test/fhir';
const ASYNC = { Prefer: 'respond-async' };

/** Holds a write until the test lets it continue. */
@Injectable()
class Gate {
  private name: string | undefined;
  private reached = (): void => undefined;
  private let: Promise<void> = Promise.resolve();
  open = (): void => undefined;

  /** @returns resolves when the write of a resource with this name has arrived here */
  closeAt(name: string): Promise<void> {
    this.name = name;
    this.let = new Promise((resolve) => (this.open = resolve));
    return new Promise((resolve) => (this.reached = resolve));
  }

  @Hook('resource.beforeValidate')
  async stop({ resource }: HookPoints['resource.beforeValidate']['event']): Promise<void> {
    if (resource['name'] !== this.name) return;
    this.reached();
    await this.let;
  }
}

@FhirPlugin({ providers: [Gate] })
class GatePlugin {}

describeOnEachDatabase('Prefer: respond-async', { settings: { BASE_URL: BASE } }, (server) => {
  let path: string;
  beforeAll(async () => {
    const reply = await server
      .write('post', '/Organization', { resourceType: 'Organization', name: 'CHU' })
      .expect(201);
    path = `/Organization/${(reply.body as Resource).id!}`;
  });

  const runner = (): JobRunner => server.app.get(JobRunner, { strict: false });
  /** The server looks for jobs every few seconds, and would take one that the test is about to take. */
  async function whileItLooksForNone(work: (jobs: JobStore) => Promise<void>): Promise<void> {
    const look = jest.spyOn(runner(), 'look').mockReturnValue(undefined);
    await runner().idle();
    await work(server.store.jobs!);
    look.mockRestore();
  }
  /** The status URL of a request that is answered later. */
  async function begun(reply: PromiseLike<{ status: number; headers: Record<string, string>; text: string }>): Promise<string> {
    const { status, headers, text } = await reply;
    expect({ status, applied: headers['preference-applied'] }).toEqual({ status: 202, applied: 'respond-async' });
    expect(text).toContain('$async-status?_jobId=');
    expect(headers['content-location']).toMatch(/^http:\/\/ror\.test\/fhir\/\$async-status\?_jobId=/);
    return headers['content-location']!.slice(BASE.length);
  } // prettier-ignore
  async function answered(reply: Parameters<typeof begun>[0], as: TestApp = server): Promise<Bundle> {
    const at = await begun(reply);
    await runner().idle();
    return resourceOf(await as.send('get', at).expect(200)) as unknown as Bundle;
  }

  it('HEAD starts nothing: it is answered immediately', async () => {
    const reply = await server.send('head', '/Organization?name=chu').set(ASYNC).expect(200);
    expect(reply.headers['content-location']).toBeUndefined();
    expect(reply.headers['preference-applied']).toBeUndefined();
  });

  it.each([
    ['get', '/Organization?name=chu'],
    ['get', '?_type=Organization,Location'],
    ['get', '/_history'],
    ['get', '/Organization/_history?_count=1'],
  ] as const)('%s %s: the answer is the one entry of a Bundle', async (method, url) => {
    const { body } = await server.send(method, url).expect(200);
    const bundle = await answered(server.send(method, url).set(ASYNC));
    expect(bundle).toMatchObject({ type: 'batch-response', link: [{ relation: 'self', url: BASE + url }] });
    const [entry, ...others] = bundle.entry!;
    expect(others).toEqual([]);
    expect(entry!.response).toEqual({ status: '200' });
    // Each walk through a history has an instant and a cursor of its own.
    const { meta: _, link: __, ...expected } = body as Bundle;
    const { meta: ___, link: ____, ...found } = entry!.resource as Bundle;
    expect(found).toEqual(expected);
  });

  it('of a form, and of an operation with a body', async () => {
    const form = server.send('post', '/Organization/_search').set(ASYNC).type('form').send('name=chu');
    expect(((await answered(form)).entry![0]!.resource as Bundle).total).toBe(1);
    const invalid = { resourceType: 'Organization', nonsense: true };
    const validation = await answered(server.write('post', '/Organization/$validate', invalid, ASYNC));
    expect(validation.entry![0]!.resource).toMatchObject({ resourceType: 'OperationOutcome' });
    expect(JSON.stringify(validation)).toContain('nonsense');
  });

  it('a refusal is the answer too, in the language that was asked for', async () => {
    const request = server.send('get', '/Organization?nobody=1').set({ ...ASYNC, 'Accept-Language': 'fr' });
    const { entry } = await answered(request);
    expect(entry![0]!.response!.status).toBe('400');
    const { issue } = entry![0]!.response!.outcome as OperationOutcome;
    expect(issue[0]!.details!.text).toMatch(/^nobody n’est pas/);
    expect(entry![0]).not.toHaveProperty('resource');
  });

  it('shows what was asked to be shown', async () => {
    const { entry } = await answered(server.send('get', '/Organization?name=chu&_elements=id').set(ASYNC));
    const found = (entry![0]!.resource as Bundle).entry![0]!.resource!;
    expect(found).not.toHaveProperty('name');
    expect(found.meta!.tag).toMatchObject([{ code: 'SUBSETTED' }]);
  });

  it.each([JSON_WIRE, XML_WIRE])('in $name', async (wire) => {
    const client = speaking(server, wire);
    const bundle = await answered(client.send('get', '/Organization?name=chu').set(ASYNC), client);
    expect(bundle).toMatchObject({ type: 'batch-response', entry: [{ response: { status: '200' } }] });
  });

  it.each([
    ['get', (): string => path],
    ['get', (): string => `${path}/_history`],
    ['get', (): string => '/metadata'],
    ['delete', (): string => '/Organization/nobody'],
  ] as const)('a %s that does not take long is answered at once', async (method, url) => {
    const reply = await server.send(method, url()).set(ASYNC);
    expect([200, 204]).toContain(reply.status);
    expect(reply.headers['content-location']).toBeUndefined();
  });

  it('a request that accepts none of the formats is refused at once', async () => {
    await server
      .send('get', '/Organization')
      .set({ ...ASYNC, Accept: 'image/png' })
      .expect(406);
  });

  it('is in progress until it is done, and DELETE cancels it', async () => {
    await whileItLooksForNone(async (jobs) => {
      await jobs.add({ id: 'waits', operation: '$async', asked: '{}', createdAt: Date.now() }, 100);
      // Another process works on it.
      const claimed = await jobs.claim('elsewhere', Date.now(), Date.now() + 600_000);
      expect(claimed!.id).toBe('waits');
    });
    const reply = await server.send('get', '/$async-status?_jobId=waits').expect(202);
    expect(reply.headers).toMatchObject({ 'retry-after': '1', 'x-progress': expect.any(String) as string });
    await server.send('delete', '/$async-status?_jobId=waits').expect(202);
    await server.send('get', '/$async-status?_jobId=waits').expect(404);
  });

  it('a request that changes data is not repeated when it may have been carried out', async () => {
    const context = { requestId: '1', interaction: 'transaction', type: '', handling: 'strict', dryRun: false, headers: {} }; // prettier-ignore
    const input = { handler: 'none', method: 'POST', url: '/fhir', params: {}, language: 'en', isSafe: false };
    const asked = JSON.stringify({ context, input });
    const claim = { id: 'ended', token: 'gone' };
    await whileItLooksForNone(async (jobs) => {
      await jobs.add({ id: 'ended', operation: '$async', asked, createdAt: 0 }, 100);
      await jobs.claim(claim.token, Date.now(), Date.now() + 600_000);
      await jobs.advance(claim, { position: '{"begun":true}', progress: 'begun', chunks: [] }, Date.now());
      await jobs.release(claim);
    });
    runner().look();
    await runner().idle();
    const reply = await server.send('get', '/$async-status?_jobId=ended').expect(500);
    expect(reply.text).toContain('it is not known whether it was done');
  });

  it('the job of an export is not an asynchronous request, nor the other way round', async () => {
    const at = await begun(server.send('get', '/Organization').set(ASYNC));
    await runner().idle();
    await server.send('get', at.replace('$async-status', '$export-poll-status')).expect(404);
    await server.send('get', '/$async-status?_jobId=nobody').expect(404);
    await server.send('get', '/$async-status').expect(400);
  });
});

describeOnEachDatabase('a request that is answered later', { plugins: [GatePlugin] }, (server) => {
  const runner = (): JobRunner => server.app.get(JobRunner, { strict: false });
  const gate = (): Gate => server.app.get(Gate, { strict: false });
  const total = async (name: string): Promise<number> =>
    ((await server.send('get', `/Location?name=${name}`).expect(200)).body as Bundle).total!;
  const begin = async (body: object): Promise<string> => {
    const { headers } = await server.write('post', '', body, ASYNC).expect(202);
    return headers['content-location']!.split('/fhir')[1]!;
  };
  const post = (name: string) => entry('POST Location', { resourceType: 'Location', name });

  it.each(['transaction', 'batch'])('a %s that is cancelled stops at its next step', async (type) => {
    const names = ['one', 'two', 'three'].map((name) => `${type}-${name}`);
    const reached = gate().closeAt(names[1]!);
    const at = await begin(bundle(type, ...names.map(post)));
    await reached;
    await server.send('delete', at).expect(202);
    gate().open();
    await runner().idle();
    // A batch keeps the entries that were done before; the one in progress is rolled back in either case.
    expect(await total(names[1]!)).toBe(0);
    if (type === 'transaction') for (const name of names) expect(await total(name)).toBe(0);
    await server.send('get', at).expect(404);
  });

  it('does not delay a job of another operation', async () => {
    const reached = gate().closeAt('waits');
    await begin(bundle('batch', post('waits')));
    await reached;
    const { headers } = await server.send('get', '/$export?_type=Location').set(ASYNC).expect(202);
    const at = headers['content-location']!.split('/fhir')[1]!;
    // It completes while the other job is blocked.
    while ((await server.send('get', at)).status === 202);
    await server.send('get', at).expect(200);
    gate().open();
    await runner().idle();
    expect(await total('waits')).toBe(1);
  });
});
