import { hash, X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { LRUCache } from 'lru-cache';
import type { ClientCertificate } from '../../options/authenticator';
import { foreignCertificate, unreadableCertificate } from '../refusals';
import type { TrustedProxies } from './trusted-proxies';

export interface CertificateOptions {
  /** Proxies that terminate TLS for this server and forward client certificates. */
  readonly proxies: TrustedProxies;
  /** The header they forward them in, lower case. Its value is as in RFC 9440, or URL-encoded PEM as nginx sends it. */
  readonly header: string;
  /** Accept only certificates that this server's own TLS has verified against a known authority. */
  readonly authorizedOnly: boolean;
}

/** Facts about a connection; they do not change during its lifetime. */
interface Connection {
  readonly isProxy: boolean;
  readonly certificate: ClientCertificate | undefined;
}

const MOST_HEADERS = 1_000;

/** The certificates that clients present, to this server or to a proxy in front of it. */
export class ClientCertificates {
  private readonly connections = new WeakMap<Socket, Connection>();
  private readonly read = new LRUCache<string, ClientCertificate>({ max: MOST_HEADERS });

  constructor(private readonly options: CertificateOptions) {}

  /** @throws FhirError `invalid-request` when the header comes from an untrusted peer or holds no certificate */
  of({ socket, headers }: IncomingMessage): ClientCertificate | undefined {
    const { header } = this.options;
    const sent = headers[header];
    let connection = this.connections.get(socket);
    if (!connection) this.connections.set(socket, (connection = this.look(socket)));
    if (sent === undefined) return connection.certificate;
    if (!connection.isProxy) throw foreignCertificate(header);
    return this.parsed(String(sent));
  }

  private look(socket: Socket): Connection {
    const isProxy = this.options.proxies.has(socket.remoteAddress);
    // A proxy may present a certificate too, but that is its own and says nothing about the client.
    return { isProxy, certificate: isProxy ? undefined : this.shown(socket) };
  }

  private shown(socket: Socket): ClientCertificate | undefined {
    if (!(socket instanceof TLSSocket)) return undefined;
    if (this.options.authorizedOnly && !socket.authorized) return undefined;
    const certificate = socket.getPeerX509Certificate();
    return certificate && factsOf(certificate);
  }

  private parsed(sent: string): ClientCertificate {
    const known = this.read.get(sent);
    if (known) return known;
    let certificate: X509Certificate;
    try {
      certificate = new X509Certificate(bytesOf(sent));
    } catch {
      throw unreadableCertificate(this.options.header);
    }
    const facts = factsOf(certificate);
    this.read.set(sent, facts);
    return facts;
  }
}

/** @throws Error when it cannot be decoded */
function bytesOf(sent: string): Buffer {
  const [, coded] = /^:([A-Za-z0-9+/]+=*):$/.exec(sent) ?? [];
  if (coded !== undefined) return Buffer.from(coded, 'base64');
  const text = sent.includes('%') ? decodeURIComponent(sent) : sent;
  return text.includes('-----BEGIN') ? Buffer.from(text) : Buffer.from(text, 'base64');
}

function factsOf({ raw, subject }: X509Certificate): ClientCertificate {
  return {
    thumbprint: hash('sha256', raw, 'base64url'),
    // Node puts each attribute on its own line.
    ...(subject && { subject: subject.split('\n').join(', ') }),
  };
}
