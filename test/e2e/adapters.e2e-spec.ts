import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import express from 'express';
import type { Server } from 'node:http';
import request from 'supertest';
import { ExpressServerAdapter } from '../../src/server/express-server';
import { EndpointPlugin } from '../support/endpoint/endpoint.plugin';
import { fhir } from '../support/stock-app';

class Host {}

async function started(adapter: ExpressAdapter) {
  const module = { module: Host, imports: [fhir([EndpointPlugin])] };
  const app = await NestFactory.create(module, adapter, { logger: false, abortOnError: false });
  const server = (await app.listen(0, '127.0.0.1')) as Server;
  return { app, server };
}

const FHIR = { 'Content-Type': 'application/fhir+json' };
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const BUNDLE = { resourceType: 'Bundle', type: 'batch', entry: [{ request: { method: 'GET', url: 'Endpoint/b' } }] };

type Row = readonly [
  method: string,
  path: string,
  headers?: Readonly<Record<string, string>> | undefined,
  body?: string | undefined,
];
const ROWS: readonly Row[] = [
  ['GET', '/fhir/metadata'],
  ['OPTIONS', '/fhir/Endpoint/a'],
  ['HEAD', '/fhir/Endpoint/a'],
  ['GET', '/FHIR/metadata'],
  ['GET', '/fhir/endpoint/a'],
  ['GET', '/fhir//Endpoint'],
  ['GET', '/fhir/Endpoint/a/'],
  ['GET', '/fhir/Endpoint/%zz'],
  ['GET', '/fhir/Endpoint?name[a]=b'],
  ['GET', '/fhir/Endpoint?__proto__=b'],
  ['GET', '/fhir/Endpoint?_id=a', { Accept: 'text/html' }],
  ['GET', '/fhir/Endpoint?_id=a', { Accept: 'application/fhir+xml', 'Accept-Encoding': 'gzip' }],
  ['TRACE', '/fhir/Endpoint/a'],
  ['PROPFIND', '/fhir/Endpoint/a'],
  ['POST', '/fhir/Endpoint/_search', FORM, '_id=a'],
  ['POST', '/fhir/Endpoint/_search', FORM, '_id=%E9'],
  ['POST', '/fhir/Endpoint', FHIR, '{'],
  ['POST', '/fhir/Endpoint', { 'Content-Type': 'application/json' }, '{'],
  ['POST', '/fhir/Endpoint', { ...FHIR, 'Content-Encoding': 'gzip' }, '{}'],
  ['POST', '/fhir/Endpoint', { ...FHIR, 'Content-Encoding': 'zip' }, '{}'],
  ['POST', '/fhir', FHIR, JSON.stringify(BUNDLE)],
  ['DELETE', '/fhir/Endpoint/none'],
  ['GET', '/fhir'],
];

describe('an adapter', () => {
  /** What only Nest's own adapter sends, or what differs between any two answers. */
  const APART = ['date', 'x-powered-by', 'x-request-id'];

  async function answer(server: Server, [method, path, headers = {}, body]: Row) {
    const test = request(server)[method.toLowerCase() as 'get'];
    // supertest knows every method of Node, but not by type.
    const sent = (typeof test === 'function' ? test(path) : request(server).get(path)).set(headers);
    const reply = await (body === undefined ? sent : sent.send(body));
    const told = Object.entries(reply.headers as Record<string, string>).filter(([name]) => !APART.includes(name));
    const text = (reply.text ?? '').replace(/"(?:date|lastUpdated)":"[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}/g, '');
    return { status: reply.status, headers: Object.fromEntries(told), text };
  }

  let apps: readonly Awaited<ReturnType<typeof started>>[];
  beforeAll(async () => {
    apps = [await started(new ExpressAdapter()), await started(new ExpressServerAdapter(express()))];
  });
  afterAll(() => Promise.all(apps.map(({ app }) => app.close())));

  const rows = ROWS.map((row) => ({
    row,
    named: row
      .slice(0, 3)
      .map((each) => JSON.stringify(each))
      .join(' '),
  }));
  it.each(rows)("of Nest's own makes the answer that the server's makes: $named", async ({ row }) => {
    const [stock, own] = await Promise.all(apps.map(({ server }) => answer(server, row)));
    expect(stock).toEqual(own);
  });

  it('that is not for Express stops the boot, since nothing would be authenticated', async () => {
    class OtherAdapter extends ExpressAdapter {
      override getType(): string {
        return 'fastify';
      }
    }
    await expect(started(new OtherAdapter())).rejects.toThrow(
      'FhirModule runs on Nest’s Express adapter; this application has one for fastify.',
    );
  });
});
