import { connect, type Socket } from 'node:net';

const QUIET_MS = 300;

/** Counts by name: a status, or how a connection ended. */
export type Tally = Record<string, number>;

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  /** Default: FHIR JSON. */
  readonly mediaType?: string;
}

/** A request as text on the wire. */
export function wire({ method, path, body = '', mediaType = 'application/fhir+json' }: Asked): string {
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: localhost'];
  if (body) lines.push(`Content-Type: ${mediaType}`, `Content-Length: ${Buffer.byteLength(body)}`);
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** A connection that sends its request and never reads. */
export function unread(port: number, text: string): Socket {
  const socket = connect(port, '127.0.0.1', () => socket.write(text));
  socket.on('error', () => undefined);
  return socket.pause();
}

/**
 * Sends requests over a new connection, all at once, and counts the answers; a request without an answer is counted by
 * how the connection ended. Bodies are discarded.
 */
export function pipelined(port: number, requests: readonly string[]): Promise<Tally> {
  const tally: Tally = {};
  const count = (name: string, times = 1): void => void (tally[name] = (tally[name] ?? 0) + times);
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(requests.join('')));
    let open = requests.length;
    let failure = 'closed without an answer';
    let tail = '';
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      const seen = tail + text;
      for (const [, status] of seen.matchAll(/HTTP\/1\.1 (\d{3}) [A-Z]/g)) {
        count(status!);
        open -= 1;
      }
      // A status line may be cut off at the end; complete ones were counted.
      const cut = seen.lastIndexOf('HTTP/1.1 ');
      tail = cut >= 0 && seen.length - cut < 15 ? seen.slice(cut) : seen.slice(-8);
    });
    // When nothing has arrived for a while, the last answer is complete.
    socket.setTimeout(QUIET_MS, () => open === 0 && socket.destroy());
    socket.on('error', (error: NodeJS.ErrnoException) => (failure = error.code ?? error.message));
    socket.once('close', () => {
      if (open > 0) count(failure, open);
      resolve(tally);
    });
  });
}

export function sum(tallies: readonly Tally[]): Tally {
  const total: Tally = {};
  for (const tally of tallies) for (const name in tally) total[name] = (total[name] ?? 0) + tally[name]!;
  return total;
}

export function inWords(tally: Tally): string {
  const names = Object.keys(tally).sort();
  return names.map((name) => `${name}: ${tally[name]}`).join(', ') || 'nothing';
}
