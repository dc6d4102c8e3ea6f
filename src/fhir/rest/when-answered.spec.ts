import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AnswerEnd } from '../plugin/hooks';
import { whenAnswered } from './when-answered';

/** The end of an answer as it is told, for a client that reads it or leaves. */
async function told(answer: (response: ServerResponse, tell: (end: AnswerEnd) => void) => void, leaves: boolean) {
  const server = createServer();
  const end = new Promise<AnswerEnd>((resolve) => {
    server.on('request', (_, response: ServerResponse) => answer(response, resolve));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = get({ port: (server.address() as AddressInfo).port, agent: false }, (response) => response.resume());
  client.on('error', () => undefined);
  if (leaves) server.on('request', () => client.destroy());
  const result = await end;
  await new Promise((resolve) => server.close(resolve));
  return result;
}

describe('the end of an answer is told', () => {
  it('after its last byte', async () => {
    const end = await told((response, tell) => {
      whenAnswered(response, tell);
      response.setHeader('ETag', 'W/"3"').end('{}');
    }, false);
    expect(end).toMatchObject({ status: 200, aborted: false, versionId: '3' });
    expect(end.bytes).toBeGreaterThan(2);
  });

  it('when the client leaves before it', async () => {
    const end = await told((response, tell) => whenAnswered(response, tell), true);
    expect(end).toMatchObject({ aborted: true, bytes: 0 });
  });

  it('to whom asks only after the client has left', async () => {
    const end = await told((response, tell) => response.once('close', () => whenAnswered(response, tell)), true);
    expect(end).toMatchObject({ aborted: true, bytes: 0 });
  });
});
