import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import { createSecureContext, Server as TlsServer } from 'node:tls';
import { cannotStart, faultOf } from '../../config/faults';
import type { Settings } from '../../config/settings';
import { type Message, say } from '../../fhir';

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
 * @throws SentenceError when a file cannot be read, or does not hold what it should
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
  const key = content('TLS_KEY_FILE', TLS_KEY_FILE, KEY, createPrivateKey);
  const cert = content('TLS_CERT_FILE', TLS_CERT_FILE, CERTIFICATE, certificateOf);
  if (!certificateOf(cert).checkPrivateKey(createPrivateKey(key)))
    throw cannotStart(faultOf('TLS_KEY_FILE', say`the key of the certificate in TLS_CERT_FILE`, TLS_KEY_FILE));
  if (TLS_CLIENT_CA_FILE === undefined) return { key, cert };
  return { key, cert, ca: content('TLS_CLIENT_CA_FILE', TLS_CLIENT_CA_FILE, CERTIFICATE, certificateOf) };
}

const KEY = say`a file with a private key in PEM, without a passphrase`;
const CERTIFICATE = say`a file with a certificate in PEM`;

function certificateOf(pem: Buffer): X509Certificate {
  const certificate = new X509Certificate(pem);
  // The server reads PEM only, and all certificates of a chain.
  createSecureContext({ cert: pem });
  return certificate;
}

/** @param check throws an error for anything else than what is right */
function content(name: string, file = '', right: Message, check: (bytes: Buffer) => unknown): Buffer {
  try {
    const bytes = readFileSync(file);
    check(bytes);
    return bytes;
  } catch (cause) {
    throw cannotStart(faultOf(name, right, file), { cause });
  }
}

function stampOf({ TLS_KEY_FILE, TLS_CERT_FILE, TLS_CLIENT_CA_FILE }: TlsSettings): string {
  return [TLS_KEY_FILE, TLS_CERT_FILE, TLS_CLIENT_CA_FILE]
    .map((file) => (file === undefined ? '' : (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? '')))
    .join();
}
