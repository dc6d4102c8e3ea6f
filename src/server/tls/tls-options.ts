import { readFileSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import { Server as TlsServer } from 'node:tls';
import type { Settings } from '../../config/settings';

type TlsSettings = Pick<Settings, 'TLS_KEY_FILE' | 'TLS_CERT_FILE' | 'TLS_CLIENT_CA_FILE' | 'TLS_CLIENT_CERT'>;

interface Files {
  readonly key: Buffer;
  readonly cert: Buffer;
  readonly ca?: Buffer;
}

export interface ServerTls extends Files {
  readonly minVersion: 'TLSv1.2';
  readonly requestCert: boolean;
  readonly rejectUnauthorized: boolean;
}

/** How often the files are checked for a new certificate, milliseconds. */
const LOOK_MS = 60_000;

/**
 * The server's own TLS options; undefined when a proxy terminates TLS or there is none.
 * @throws Error in one sentence when a file cannot be read
 */
export function tlsOptionsOf(settings: TlsSettings): ServerTls | undefined {
  if (settings.TLS_KEY_FILE === undefined) return undefined;
  const { TLS_CLIENT_CERT: wanted, TLS_CLIENT_CA_FILE } = settings;
  return {
    ...filesOf(settings),
    minVersion: 'TLSv1.2',
    requestCert: wanted !== 'off',
    // Without an authority any certificate is accepted; it only proves that a token is used by the client it was issued
    // to.
    rejectUnauthorized: wanted === 'required' && TLS_CLIENT_CA_FILE !== undefined,
  };
}

/** Loads renewed certificates without a restart; a key and certificate that do not match are ignored until they do. */
export function followFiles(server: Server, settings: TlsSettings): void {
  if (!(server instanceof TlsServer)) return;
  let seen = stampOf(settings);
  const timer = setInterval(() => {
    const stamp = stampOf(settings);
    if (stamp === seen) return;
    try {
      server.setSecureContext({ ...filesOf(settings), minVersion: 'TLSv1.2' });
      seen = stamp;
    } catch {
      // A key may be written before its certificate; the next check finds both.
    }
  }, LOOK_MS).unref();
  server.once('close', () => clearInterval(timer));
}

function filesOf({ TLS_KEY_FILE, TLS_CERT_FILE, TLS_CLIENT_CA_FILE }: TlsSettings): Files {
  return {
    key: content('TLS_KEY_FILE', TLS_KEY_FILE),
    cert: content('TLS_CERT_FILE', TLS_CERT_FILE),
    ...(TLS_CLIENT_CA_FILE !== undefined && { ca: content('TLS_CLIENT_CA_FILE', TLS_CLIENT_CA_FILE) }),
  };
}

function content(name: string, file: string | undefined): Buffer {
  try {
    return readFileSync(file ?? '');
  } catch {
    throw new Error(`The server cannot start: the file that ${name} names cannot be read.`);
  }
}

function stampOf({ TLS_KEY_FILE, TLS_CERT_FILE, TLS_CLIENT_CA_FILE }: TlsSettings): string {
  return [TLS_KEY_FILE, TLS_CERT_FILE, TLS_CLIENT_CA_FILE]
    .map((file) => (file === undefined ? '' : (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? '')))
    .join();
}
