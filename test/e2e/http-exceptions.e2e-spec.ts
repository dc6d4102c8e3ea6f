import * as nest from '@nestjs/common';
import { Controller, Get, HttpException, Injectable, Post } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { OperationOutcome } from 'fhir/r4';
import { FhirError } from '../../src/fhir';
import { EndpointPlugin } from '../support/endpoint/endpoint.plugin';
import { fhir, stockApp, type StockApp } from '../support/stock-app';

interface Row {
  readonly make: () => unknown;
  readonly status: number;
  readonly code: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const basic = { 'WWW-Authenticate': 'Basic realm="x"' };
/** Exceptions that a host's guard throws, and how a FHIR route answers them. */
const ROWS: Readonly<Record<string, Row>> = {
  400: { make: () => new nest.BadRequestException('words'), status: 400, code: 'invalid' },
  401: { make: () => new nest.UnauthorizedException('words'), status: 401, code: 'login', headers: { 'www-authenticate': 'Bearer' } },
  '401 with a challenge': { make: () => new nest.UnauthorizedException({ message: 'words', headers: basic }), status: 401, code: 'login', headers: { 'www-authenticate': 'Basic realm="x"' } },
  '401 of ours': { make: () => new FhirError('unauthenticated', 'words', [], { headers: basic }), status: 401, code: 'login', headers: { 'www-authenticate': 'Basic realm="x"' } },
  402: { make: () => new HttpException('words', 402), status: 402, code: 'suppressed' },
  403: { make: () => new nest.ForbiddenException('words'), status: 403, code: 'forbidden' },
  404: { make: () => new nest.NotFoundException('words'), status: 404, code: 'not-found' },
  406: { make: () => new nest.NotAcceptableException('words'), status: 406, code: 'not-supported' },
  408: { make: () => new nest.RequestTimeoutException('words'), status: 408, code: 'timeout' },
  409: { make: () => new nest.ConflictException('words'), status: 409, code: 'conflict' },
  410: { make: () => new nest.GoneException('words'), status: 410, code: 'deleted' },
  412: { make: () => new nest.PreconditionFailedException('words'), status: 412, code: 'conflict' },
  418: { make: () => new nest.ImATeapotException('words'), status: 418, code: 'invalid' },
  422: { make: () => new nest.UnprocessableEntityException(['words', 'more']), status: 422, code: 'processing' },
  429: { make: () => new HttpException('words', 429), status: 429, code: 'throttled', headers: { 'retry-after': '5' } },
  '429 with a time': { make: () => new HttpException({ message: 'words', headers: { 'Retry-After': '60' } }, 429), status: 429, code: 'throttled', headers: { 'retry-after': '60' } },
  451: { make: () => new HttpException('words', 451), status: 451, code: 'suppressed' },
  501: { make: () => new nest.NotImplementedException('words'), status: 501, code: 'not-supported' },
  502: { make: () => new nest.BadGatewayException('words'), status: 502, code: 'transient' },
  503: { make: () => new nest.ServiceUnavailableException('words'), status: 503, code: 'transient', headers: { 'retry-after': '5' } },
  504: { make: () => new nest.GatewayTimeoutException('words'), status: 504, code: 'timeout' },
}; // prettier-ignore

let thrown: (() => unknown) | undefined;

@Injectable()
class HostGuard implements nest.CanActivate {
  canActivate(context: nest.ExecutionContext): boolean {
    if (thrown) throw thrown();
    return context.switchToHttp().getRequest<{ headers: Record<string, string> }>().headers['x-no'] === undefined;
  }
}

@Controller('own')
class OwnController {
  @Get()
  get(): object {
    return { own: true };
  }
  @Post()
  post(@nest.Body() body: object): object {
    return body;
  }
}

let stock: StockApp;
beforeAll(async () => {
  const providers = [{ provide: APP_GUARD, useClass: HostGuard }];
  stock = await stockApp({ imports: [fhir([EndpointPlugin])], controllers: [OwnController], providers });
});
afterAll(() => stock.app.close());
afterEach(() => (thrown = undefined));

describe("what a host's guard refuses on a route of FHIR", () => {
  it.each(Object.entries(ROWS))('%s', async (_, { make, status, code, headers = {} }) => {
    thrown = make;
    for (const path of ['/fhir/Endpoint/1', '/fhir/metadata', '/fhir/nowhere']) {
      const reply = await stock.send('get', path);
      expect([path, reply.status]).toEqual([path, status]);
      expect(reply.headers['content-type']).toBe('application/fhir+json; charset=utf-8');
      expect(reply.headers).toMatchObject(headers);
      const [issue] = (reply.body as OperationOutcome).issue;
      expect(issue).toMatchObject({ severity: status >= 500 ? 'fatal' : 'error', code });
      expect(issue!.details!.text).toContain('words');
    }
  });

  it('is 403 where it only returns false', async () => {
    const reply = await stock.send('get', '/fhir/metadata').set('X-No', 'no');
    expect([reply.status, (reply.body as OperationOutcome).issue[0]!.code]).toEqual([403, 'forbidden']);
  });

  it.each([
    ['an HttpException of status 500', () => new nest.InternalServerErrorException('secret')],
    ['an Error', () => new Error('secret')],
    ['what is not an Error', () => 'secret'],
    ['a status that is none', () => new HttpException('secret', 99)],
  ])('%s is 500 without details', async (_, make) => {
    thrown = make;
    const reply = await stock.send('get', '/fhir/Endpoint/1');
    expect([reply.status, (reply.body as OperationOutcome).issue[0]!.code]).toEqual([500, 'exception']);
    expect(reply.text).not.toContain('secret');
  });

  it("is the host's on its own routes", async () => {
    thrown = () => new nest.UnauthorizedException('words');
    const reply = await stock.send('get', '/own');
    expect([reply.status, reply.body]).toEqual([401, { message: 'words', error: 'Unauthorized', statusCode: 401 }]);
    expect(reply.headers['www-authenticate']).toBeUndefined();
  });
});

describe("on Nest's stock adapter", () => {
  it('bodies of FHIR stay bytes, and those of the host are parsed', async () => {
    const sent = { resourceType: 'Endpoint', id: 'a', status: 'active', connectionType: { code: 'x' }, payloadType: [{ text: 'x' }], address: 'urn:x' }; // prettier-ignore
    for (const type of ['application/json', 'application/fhir+json']) {
      const reply = await stock.send('put', '/fhir/Endpoint/a').set('Content-Type', type).send(JSON.stringify(sent));
      expect([reply.headers['etag'], (reply.body as { address: string }).address]).toEqual(['W/"1"', 'urn:x']);
    }
    const broken = await stock
      .send('put', '/fhir/Endpoint/a')
      .set('Content-Type', 'application/json')
      .send('{\n "a": }');
    expect([broken.status, (broken.body as OperationOutcome).issue[0]!.details!.text]).toEqual([400, expect.stringContaining('line 2')]); // prettier-ignore
    const form = await stock.send('post', '/fhir/Endpoint/_search').type('form').send('_id=a');
    expect(form.body).toMatchObject({ resourceType: 'Bundle', total: 1 });
    expect((await stock.send('post', '/own').send({ a: 1 })).body).toEqual({ a: 1 });
  });

  it.each(['/fhir/endpoint/a', '/fhir/Endpoint/a/_HISTORY', '/FHIR/Endpoint/a', '/fhir/Metadata', '/fhir/endpoint'])(
    'letter case counts: %s',
    async (path) => {
      const reply = await stock.send('get', path);
      expect([reply.status, (reply.body as OperationOutcome).resourceType]).toEqual([404, 'OperationOutcome']);
    },
  );

  it.each([
    ['get', '/fhir/Nothing', 404],
    ['post', '/fhir/Endpoint/a', 405],
    ['get', '/fhir/Endpoint/%4F', 404],
    ['get', '/fhir/Endpoint/%zz', 400],
    ['get', '/fhir/metadata?_format=turtle', 406],
  ] as const)('%s %s is an OperationOutcome with %d', async (method, path, status) => {
    const reply = await stock.send(method, path);
    expect([reply.status, (reply.body as OperationOutcome).resourceType]).toEqual([status, 'OperationOutcome']);
    expect(reply.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});
