import type { Server } from 'node:net';
import { setImmediate } from 'node:timers/promises';

/** With clients that keep coming there is no such moment; the stop does not wait for them. */
const MOST_ROUNDS = 50;

/** Waits for a moment in which no connection is at the port: those that are there when it is closed are reset. */
export async function allAccepted(server: Server): Promise<void> {
  let accepted = 0;
  const count = (): void => void (accepted += 1);
  server.on('connection', count);
  let before: number;
  let rounds = 0;
  do {
    before = accepted;
    await setImmediate();
    rounds += 1;
  } while (before !== accepted && rounds < MOST_ROUNDS);
  server.off('connection', count);
}
