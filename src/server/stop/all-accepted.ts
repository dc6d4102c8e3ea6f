import type { Server } from 'node:net';
import { setImmediate } from 'node:timers/promises';

/** If clients keep connecting, no such moment comes, and the stop does not wait longer. */
const MOST_ROUNDS = 50;

/** Waits for a moment without pending connections, because closing the port resets those that are pending. */
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
