import { copyFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { followFiles, tlsOptionsOf } from './tls-options';

const FIXTURES = join(__dirname, '../../../test/fixtures/tls');
const LOOK_MS = 60_000;

describe('renewed files of a certificate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  const settings = {
    TLS_KEY_FILE: join(folder, 'server.key'),
    TLS_CERT_FILE: join(folder, 'server.crt'),
    TLS_CLIENT_CA_FILE: join(FIXTURES, 'ca.crt'),
    TLS_CLIENT_CERT: 'required',
  } as const;
  let server: Server;
  let written = 0;

  /** Replaces the files one after the other, each with a later time, as an ACME client does. */
  const put = (file: string, content: { readonly of: string } | string): void => {
    if (typeof content === 'string') writeFileSync(file, content);
    else copyFileSync(join(FIXTURES, content.of), file);
    written += 1;
    utimesSync(file, written, written);
  };
  const subject = async (): Promise<string> => {
    const { port } = server.address() as AddressInfo;
    const [key, cert] = ['client.key', 'client.crt'].map((name) => join(FIXTURES, name));
    const { readFileSync } = await import('node:fs');
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, key: readFileSync(key!), cert: readFileSync(cert!) }); // prettier-ignore
    await once(socket, 'secureConnect');
    const { CN } = socket.getPeerCertificate().subject;
    socket.destroy();
    return String(CN);
  };

  beforeEach(async () => {
    put(settings.TLS_KEY_FILE, { of: 'server.key' });
    put(settings.TLS_CERT_FILE, { of: 'server.crt' });
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask', 'Date', 'performance'],
    });
    server = createServer(tlsOptionsOf(settings)!).listen(0, '127.0.0.1');
    await once(server, 'listening');
    followFiles(server, settings);
  });
  afterEach(async () => {
    jest.useRealTimers();
    server.close();
    await once(server, 'close');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are used within a minute, for new connections, and client certificates are still required', async () => {
    const before = await subject();
    put(settings.TLS_KEY_FILE, { of: 'other.key' });
    put(settings.TLS_CERT_FILE, { of: 'other.crt' });
    expect(await subject()).toBe(before);
    jest.advanceTimersByTime(LOOK_MS);
    expect(await subject()).not.toBe(before);
    const { port } = server.address() as AddressInfo;
    const stranger = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, maxVersion: 'TLSv1.2' });
    const [refusal] = (await once(stranger, 'error')) as [Error];
    expect(refusal.message).toMatch(/handshake failure|alert|ECONNRESET|hang up/i);
  });

  it.each<[what: string, half: () => void]>([
    ['the key is there before its certificate', () => put(settings.TLS_KEY_FILE, { of: 'other.key' })],
    ['a file is half written', () => put(settings.TLS_CERT_FILE, '-----BEGIN CERT')],
    ['a file is away', () => rmSync(settings.TLS_CERT_FILE)],
  ])('are not used while %s', async (_, half) => {
    const before = await subject();
    half();
    jest.advanceTimersByTime(LOOK_MS);
    expect(await subject()).toBe(before);
    put(settings.TLS_KEY_FILE, { of: 'other.key' });
    put(settings.TLS_CERT_FILE, { of: 'other.crt' });
    jest.advanceTimersByTime(LOOK_MS);
    expect(await subject()).not.toBe(before);
  });
});
