import { Agent, request as open } from 'node:http';
import type { LoopRequest } from './requests';

export interface Answer {
  readonly status: number;
  readonly bytes: number;
  readonly ms: number;
  /** The beginning of the answer. */
  readonly text: string;
}

const SHOWN = 2_000;

/** Sends requests to one server, over connections that stay open. */
export class LoopClient {
  private readonly agent = new Agent({ keepAlive: false });

  constructor(private readonly port: number) {}

  send({ method, path, type, accept, prefer, body }: LoopRequest): Promise<Answer> {
    const headers = {
      Accept: accept ?? 'application/fhir+json',
      ...(type && { 'Content-Type': type }),
      ...(prefer && { Prefer: prefer }),
      ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
    };
    const started = performance.now();
    return new Promise((resolve, reject) => {
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
          response.on('error', reject);
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
