import { Agent, request } from 'node:http';

/** Writes change after change over a kept-alive connection, which it leaves when told to, until the port is closed. */
export class Writer {
  /** Resolves when no connection is accepted any more. */
  readonly done: Promise<void>;
  readonly id: string;
  /** Requests answered. */
  written = 0;
  /** Requests sent but not answered. */
  lost = 0;
  /** Answers other than 200 and 201. */
  refused = 0;

  constructor(
    private readonly port: number,
    n: number,
  ) {
    this.id = `writer-${n}`;
    this.done = this.write();
  }

  private async write(): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (;;) {
      const end = await this.put(agent, this.written);
      if (end === 'closed') break;
      if (end === 'lost') this.lost += 1;
      else this.written += 1;
      if (typeof end === 'number' && end >= 300) this.refused += 1;
    }
    agent.destroy();
  }

  /** @returns the status of the answer, or how the request ended */
  private put(agent: Agent, change: number): Promise<number | 'lost' | 'closed'> {
    return new Promise((resolve) => {
      const put = request(
        {
          agent,
          port: this.port,
          host: '127.0.0.1',
          method: 'PUT',
          path: `/fhir/Organization/${this.id}`,
          headers: { 'Content-Type': 'application/fhir+json' },
        },
        (answer) => answer.resume().once('end', () => resolve(answer.statusCode ?? 0)),
      );
      // A refused connection has carried no request.
      put.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'ECONNREFUSED' ? 'closed' : 'lost'));
      put.end(JSON.stringify({ resourceType: 'Organization', id: this.id, name: String(change) }));
    });
  }
}
