import type { ServerProcess } from '../processes';
import { unread } from './client';
import { Writer } from './writer';

const WRITERS = 8;
const WARM_UP_MS = 1_000;

export interface StopResult {
  readonly milliseconds: number;
  readonly written: number;
  /** Requests sent but not answered. */
  readonly lost: number;
}

/** Sends SIGTERM while writers that obey `Connection: close` write, and others have sent half a request. */
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
