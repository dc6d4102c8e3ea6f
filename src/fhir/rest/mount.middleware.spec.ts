import type { ApplicationConfig, HttpAdapterHost } from '@nestjs/core';
import type { Request, RequestHandler, Response } from 'express';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FhirOptions } from '../options/fhir-options';
import type { InFlight } from './edge/in-flight';
import type { Mount } from './mount';
import { MountMiddleware } from './mount.middleware';
import type { Refusals } from './refusals';

/** The middleware of an application without a network; `isBelow` says whether requests are below the base. */
function middleware(isBelow = true): RequestHandler {
  let handler: RequestHandler | undefined;
  const httpAdapter = { getType: () => 'express', use: (each: RequestHandler) => (handler = each) };
  new MountMiddleware(
    { httpAdapter } as unknown as HttpAdapterHost,
    { baseUrl: 'https://example.org/fhir' } as FhirOptions,
    'fhir',
    { has: () => isBelow, path: '/fhir' } as unknown as Mount,
    {} as ApplicationConfig,
    { answer: () => undefined } as unknown as Refusals,
    {} as InFlight,
  );
  return handler!;
}

/** A request whose body, if any, was read by middleware of the host. */
function request(body?: Buffer): Request {
  const headers = body ? { 'content-length': String(body.length) } : {};
  const url = '/fhir/Organization/1';
  return { method: body ? 'PUT' : 'GET', url, path: url, originalUrl: url, query: {}, headers, readableEnded: true, body } as unknown as Request; // prettier-ignore
}

const RESPONSE = { hasHeader: () => true } as unknown as Response;

/** The order in which requests go on. */
function sent(handler: RequestHandler, requests: readonly Request[]): string[] {
  const order: string[] = [];
  for (const [n, each] of requests.entries()) handler(each, RESPONSE, () => void order.push(`request ${n}`));
  order.push('all have arrived');
  return order;
}

describe('Requests that have arrived', () => {
  it('go on together, without and with a short body', async () => {
    const order = sent(middleware(), [request(), request(Buffer.alloc(65_536)), request()]);
    expect(order).toEqual(['all have arrived']);
    await nextTurn();
    expect(order.slice(1)).toEqual(['request 0', 'request 1', 'request 2']);
  });

  it('go on at once with a long body', () => {
    expect(sent(middleware(), [request(Buffer.alloc(65_537))])).toEqual(['request 0', 'all have arrived']);
  });

  it('go on at once outside FHIR', () => {
    expect(sent(middleware(false), [request()])).toEqual(['request 0', 'all have arrived']);
  });
});
