import type { INestApplication } from '@nestjs/common';
import type { Drain, DrainOptions } from './drain';

/** What a stop needs from the process; tests pass their own. */
export interface Signals {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  exit(code: number): void;
}

/** How long the database may take to close after the last request, milliseconds. */
const CLOSING_MS = 3_000;

/**
 * SIGTERM, sent by a process manager, drains the server and exits. SIGINT, sent from the keyboard, does the same
 * without the delay, because no load balancer has to notice. A second signal of either kind ends the wait at once.
 */
export function stopOnSignals(
  app: Pick<INestApplication, 'close'>,
  { drain }: { readonly drain: Pick<Drain, 'isOn' | 'start' | 'cutShort'> },
  options: DrainOptions,
  signals: Signals = process,
): void {
  const stop = (delayMs: number): void => {
    if (drain.isOn) return drain.cutShort();
    void drain
      .start({ ...options, delayMs })
      .then(() => closed(app))
      .then((code) => signals.exit(code));
  };
  signals.on('SIGTERM', () => stop(options.delayMs));
  signals.on('SIGINT', () => stop(0));
}

/** @returns the exit code: 0 when everything was closed in time */
async function closed(app: Pick<INestApplication, 'close'>): Promise<number> {
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<number>((resolve) => {
    late = setTimeout(() => resolve(1), CLOSING_MS);
  });
  const code = await Promise.race([
    app.close().then(
      () => 0,
      () => 1,
    ),
    tooLate,
  ]);
  clearTimeout(late);
  return code;
}
