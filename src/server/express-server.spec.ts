import express, { type Express } from 'express';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { get } from 'node:http';
import { get as getByTls } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { ExpressServerAdapter } from './express-server';

const FIXTURES = join(__dirname, '../../test/fixtures/tls');
const fixture = (name: string): Buffer => readFileSync(join(FIXTURES, name));

const kinds = [
  { protocol: 'http', options: {} },
  { protocol: 'https', options: { httpsOptions: { key: fixture('server.key'), cert: fixture('server.crt') } } },
] as const;

describe.each(kinds)('a server of $protocol', ({ protocol, options }) => {
  let application: Express;
  let server: Server;

  beforeEach(async () => {
    application = express();
    const adapter = new ExpressServerAdapter(application);
    adapter.initHttpServer(options);
    server = (adapter.getHttpServer() as Server).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    server.close();
    await once(server, 'close');
  });

  /** Resolves when the answer has arrived. */
  const ask = async (): Promise<IncomingMessage> => {
    const { port } = server.address() as AddressInfo;
    const sent =
      protocol === 'http'
        ? get({ port, host: '127.0.0.1', agent: false })
        : getByTls({ port, host: '127.0.0.1', agent: false, rejectUnauthorized: false });
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    answer.resume();
    await once(answer, 'end');
    return answer;
  };

  it('gives requests and responses the prototypes of Express, which it then need not replace', async () => {
    const prototypes: unknown[] = [];
    const note = (request: IncomingMessage, response: ServerResponse): unknown =>
      prototypes.push(Object.getPrototypeOf(request), Object.getPrototypeOf(response));
    server.prependListener('request', note);
    application.use((request, response) => {
      note(request, response);
      response.end();
    });
    await ask();
    const { request, response } = application;
    expect(prototypes).toEqual([request, response, request, response]);
    prototypes.forEach((each, at) => expect(each).toBe(at % 2 === 0 ? request : response));
  });

  it('serves the application with what Express adds to them', async () => {
    application.get('/', (request, response) => {
      response.set('X-Seen', [request.protocol, request.path, request.app === response.app].join(' ')).json({});
    });
    const answer = await ask();
    expect([answer.statusCode, answer.headers['x-seen']]).toEqual([200, `${protocol} / true`]);
  });
});
