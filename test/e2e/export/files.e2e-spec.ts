import { Injectable } from '@nestjs/common';
import { get, type IncomingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { FhirError, FhirPlugin, Hook, type HookPoints, type JsonObject } from '../../../src/fhir';
import { say } from '../../../src/fhir/messages';
import { bytesOf, exported, jobsDone, linesOf, pathOf, textOfFile } from '../../support/exports';
import { describeOnEachDatabase } from '../../support/on-each-database';

/** Hides names, and one whole resource. */
@Injectable()
class Privacy {
  @Hook('resource.beforeShow')
  hide({ context, resource }: HookPoints['resource.beforeShow']['event']): JsonObject {
    const { name: _, ...rest } = resource;
    if (rest['id'] === 'secret') throw new FhirError('forbidden', say`Not for you`);
    return { ...rest, alias: [`for ${String(context.headers['x-who'])} by ${String(context.operation)}`] };
  }
}

@FhirPlugin({ providers: [Privacy] })
class PrivacyPlugin {}

const settings = { UPDATE_CREATE: 'true', VALIDATION_LEVEL: 'structure' } as const;

describeOnEachDatabase('files of an export', { settings }, (server) => {
  beforeAll(async () => {
    for (let id = 1; id <= 30; id += 1) {
      await server.write('put', `/Location/${id}`, { resourceType: 'Location', id: String(id), name: 'é'.repeat(id) });
    }
  });

  /** Uses a client that does not decompress. */
  const raw = (path: string, headers: Record<string, string>) =>
    new Promise<{ status?: number | undefined; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
      const { port } = (server.app.getHttpServer() as { address(): { port: number } }).address();
      get({ port, host: '127.0.0.1', path: `/fhir${path}`, headers }, (answer) => {
        const all: Buffer[] = [];
        answer.on('data', (piece: Buffer) => all.push(piece));
        answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(all) }));
        answer.on('error', reject);
      }).on('error', reject);
    }); // prettier-ignore

  it('come as they are or as gzip, with their length', async () => {
    const [file] = (await exported(server, '/Location/$export')).output;
    const path = pathOf(file!.url);
    const plain = await bytesOf(server.send('get', path).set('Accept-Encoding', 'identity')).expect(200);
    const text = plain.body as Buffer;
    expect(plain.headers).toMatchObject({
      'content-type': 'application/fhir+ndjson',
      'content-length': String(text.length),
      'content-disposition': 'attachment; filename="Location-0.ndjson"',
    });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(text.toString().split('\n')).toHaveLength(31);

    // The client does not decompress by itself.
    const packed = await bytesOf(server.send('get', path).set('Accept-Encoding', 'x-gzip, br')).expect(200);
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(Number(packed.headers['content-length'])).toBeLessThan(text.length / 3);

    const none = await bytesOf(server.send('get', path).set('Accept-Encoding', 'gzip;q=0, br')).expect(200);
    expect(none.headers['content-encoding']).toBeUndefined();
    expect((none.body as Buffer).equals(text)).toBe(true);

    const head = await server.send('head', path).set('Accept-Encoding', 'gzip').expect(200);
    expect(head.headers['content-length']).toBe(packed.headers['content-length']);
  });

  it('can be resumed after a broken connection', async () => {
    const [file] = (await exported(server, '/Location/$export')).output;
    const path = pathOf(file!.url);
    const get = (headers: Record<string, string>) =>
      bytesOf(server.send('get', path).set({ 'Accept-Encoding': 'identity', ...headers }));
    const whole = await get({}).expect(200);
    const text = whole.body as Buffer;
    const etag = String(whole.headers['etag']);
    expect([whole.headers['accept-ranges'], etag]).toEqual(['bytes', expect.stringMatching(/^"[^"]+"$/)]);

    const rest = await get({ Range: 'bytes=100-' }).expect(206);
    expect((rest.body as Buffer).equals(text.subarray(100))).toBe(true);
    expect(rest.headers).toMatchObject({
      'content-range': `bytes 100-${text.length - 1}/${text.length}`,
      'content-length': String(text.length - 100),
      etag,
    });
    expect(((await get({ Range: 'bytes=-7' }).expect(206)).body as Buffer).equals(text.subarray(-7))).toBe(true);
    await get({ Range: 'bytes=1-2', 'If-Range': etag }).expect(206);
    for (const headers of [
      { Range: 'bytes=1-2', 'If-Range': '"another"' },
      { Range: 'bytes=1-2', 'If-Range': etag.replace(/"$/, '-gzip"') },
      { Range: 'bytes=1-2,5-6' },
      { Range: 'lines=1-2' },
    ]) {
      expect(((await get(headers as Record<string, string>).expect(200)).body as Buffer).equals(text)).toBe(true);
    }
    for (const [headers, status] of [
      [{ 'If-None-Match': etag }, 304],
      [{ 'If-None-Match': `"another", W/${etag}`, Range: 'bytes=0-1' }, 304],
      [{ 'If-None-Match': '*' }, 304],
      [{ 'If-None-Match': '"another"', Range: 'bytes=0-1' }, 206],
      [{ 'If-Match': etag, Range: 'bytes=0-1' }, 206],
      [{ 'If-Match': '*' }, 200],
      [{ 'If-Match': '"another"', Range: 'bytes=0-1' }, 412],
      [{ 'If-Match': 'another' }, 412],
      [{ 'If-Match': '"another"', 'If-None-Match': etag }, 412],
    ] as const) {
      const reply = await get(headers);
      expect([headers, reply.status]).toEqual([headers, status]);
      if (status === 304) expect([reply.headers['etag'], (reply.body as Buffer).length]).toEqual([etag, 0]);
      const onHead = status === 206 ? 200 : status;
      await server.send('head', path).set({ 'Accept-Encoding': 'identity', ...headers }).expect(onHead);
    }
    const beyond = await server.send('get', path).set({ Range: `bytes=${text.length}-` }).set('Accept-Encoding', 'identity').expect(416);
    expect(beyond.headers['content-range']).toBe(`bytes */${text.length}`);
    expect(beyond.body).toMatchObject({ resourceType: 'OperationOutcome' });

    const packed = await raw(path, { 'Accept-Encoding': 'gzip' });
    const part = await raw(path, { 'Accept-Encoding': 'gzip', Range: 'bytes=4-20' });
    expect([part.status, part.headers['content-encoding']]).toEqual([206, 'gzip']);
    expect(part.body.equals(packed.body.subarray(4, 21))).toBe(true);
    expect(packed.headers.etag).not.toBe(etag);
    const head = await server.send('head', path).set({ Range: 'bytes=0-1', 'Accept-Encoding': 'identity' }).expect(200);
    expect(head.headers).toMatchObject({ 'content-length': String(text.length), 'accept-ranges': 'bytes' });
  }); // prettier-ignore

  it('are a single gzip file, which every client can decompress', async () => {
    const [file] = (await exported(server, '/Location/$export')).output;
    const { body } = await raw(pathOf(file!.url), { 'Accept-Encoding': 'gzip' });
    expect(gunzipSync(body).toString()).toBe(await textOfFile(server, file!));
  });
});

describeOnEachDatabase('an export that a plugin has a say in', { settings, plugins: [PrivacyPlugin] }, (server) => {
  beforeAll(async () => {
    for (const id of ['a', 'secret', 'z']) {
      await server.write('put', `/Organization/${id}`, {
        resourceType: 'Organization',
        id,
        name: 'CHU',
      });
    }
  });

  it('shows what the plugin shows, by the request that asked for it', async () => {
    const { headers } = await server.send('get', '/Organization/$export').set('X-Who', 'ada').set('Authorization', 'Bearer secret').expect(202); // prettier-ignore
    await jobsDone(server);
    const { body } = await server.send('get', pathOf(String(headers['content-location']))).expect(200);
    const manifest = body as Awaited<ReturnType<typeof exported>>;
    expect(manifest.requiresAccessToken).toBe(true);
    const shown = await linesOf(server, manifest.output);
    expect(shown.map(({ id }) => id)).toEqual(['a', 'z']);
    for (const each of shown) {
      expect(each).not.toHaveProperty('name');
      expect(each['alias']).toEqual(['for ada by $export']);
    }
    expect(await linesOf(server, manifest.error)).toEqual([
      expect.objectContaining({
        resourceType: 'OperationOutcome',
        issue: [expect.objectContaining({ details: { text: 'Organization/secret was not exported: Not for you' } })],
      }),
    ]);
    expect(manifest.error).toEqual([expect.objectContaining({ type: 'OperationOutcome', count: 1 })]);
  });
});
