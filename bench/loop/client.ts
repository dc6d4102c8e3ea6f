import { Agent, request as open } from 'node:http';
import type { LoopRequest } from './requests';

export interface Answer {
  /** 0 when there was no answer: the connection broke, or the time was up. */
  readonly status: number;
  readonly bytes: number;
  readonly ms: number;
  /** The beginning of the answer. */
  readonly text: string;
}

const SHOWN = 2_000;
/** After this time a request counts as not answered, milliseconds. */
const PATIENCE_MS = 60_000;

/** Sends requests to one server, over connections that stay open. */
export class LoopClient {
  private readonly agent = new Agent({ keepAlive: false });

  constructor(private readonly port: number) {}

  send({ method, path, type, accept, prefer, headers: others, body }: LoopRequest): Promise<Answer> {
    const headers = {
      Accept: accept ?? 'application/fhir+json',
      ...(type && { 'Content-Type': type }),
      ...(prefer && { Prefer: prefer }),
      ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
      ...others,
    };
    const started = performance.now();
    return new Promise((resolve) => {
      const unanswered = (): void => resolve({ status: 0, bytes: 0, ms: performance.now() - started, text: '' });
      const request = open(
        { agent: this.agent, host: '127.0.0.1', port: this.port, method, path: `/fhir${path}`, headers },
        (response) => {
          let bytes = 0;
          let text = '';
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
            if (text.length < SHOWN) text += chunk.toString('utf8').slice(0, SHOWN);
          });
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, bytes, ms: performance.now() - started, text }),
          );
          response.on('error', unanswered);
        },
      );
      request.on('error', unanswered);
      request.setTimeout(PATIENCE_MS, () => request.destroy(new Error('no answer')));
      request.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
