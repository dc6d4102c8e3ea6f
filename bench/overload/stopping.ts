import { Agent, request } from 'node:http';
import type { ServerProcess } from '../processes';
import { unread } from './client';

const WRITERS = 8;
const WARM_UP_MS = 1_000;

export interface StopResult {
  readonly milliseconds: number;
  readonly written: number;
  /** Requests that were sent and not answered. */
  readonly lost: number;
}

/** SIGTERM while writers that obey `Connection: close` write, and others hold half a request. */
export async function stopUnderLoad(server: ServerProcess): Promise<StopResult> {
  const { port } = server;
  const halves = [
    'PUT /fhir/Organization/half HTTP/1.1\r\nHost: x\r\nContent-Type: application/fhir+json\r\nContent-Length: 100\r\n\r\n{',
    'GET /fhir/metadata HTTP/1.1\r\nHo',
  ].map((text) => unread(port, text));
  const writers = Array.from({ length: WRITERS }, (_, n) => new Writer(port, n));
  await new Promise((resolve) => setTimeout(resolve, WARM_UP_MS));
  const milliseconds = await server.terminate();
  await Promise.all(writers.map((writer) => writer.done));
  for (const socket of halves) socket.destroy();
  const total = (of: 'written' | 'lost'): number => writers.reduce((sum, writer) => sum + writer[of], 0);
  return { milliseconds, written: total('written'), lost: total('lost') };
}

/** Writes one change after the other over a connection that is kept, until the port is closed. */
class Writer {
  readonly done: Promise<void>;
  written = 0;
  lost = 0;

  constructor(
    private readonly port: number,
    private readonly n: number,
  ) {
    this.done = this.write();
  }

  private async write(): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (;;) {
      const end = await this.put(agent, this.written);
      if (end === 'written') this.written += 1;
      else if (end === 'lost') this.lost += 1;
      else break;
    }
    agent.destroy();
  }

  private put(agent: Agent, change: number): Promise<'written' | 'lost' | 'refused'> {
    const id = `writer-${this.n}`;
    return new Promise((resolve) => {
      const put = request(
        {
          agent,
          port: this.port,
          host: '127.0.0.1',
          method: 'PUT',
          path: `/fhir/Organization/${id}`,
          headers: { 'Content-Type': 'application/fhir+json' },
        },
        (answer) => answer.resume().once('end', () => resolve('written')),
      );
      // A connection that was refused has carried no request.
      put.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'ECONNREFUSED' ? 'refused' : 'lost'));
      put.end(JSON.stringify({ resourceType: 'Organization', id, name: String(change) }));
    });
  }
}
