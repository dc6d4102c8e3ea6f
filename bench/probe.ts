import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * Loaded into a server's process before the server itself (`node --require`): answers the bench's question for the
 * processor time and memory used so far, and for the longest delay of its event loop since it was last asked. The server knows nothing of it.
 */
export interface Usage {
  /** User and system time since the process started, milliseconds. */
  readonly cpuMs: number;
  /** Highest resident memory since the process started, bytes. */
  readonly peakResidentBytes: number;
}

/** What the bench may ask. */
export interface Question {
  readonly ask: 'usage' | 'loop-delay';
}

/** Milliseconds between two looks at the clock; a delay is told less this. */
const RESOLUTION = 5;

if (process.send) {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
  process.on('message', ({ ask }: Question) => {
    if (ask === 'loop-delay') {
      delays.disable();
      process.send!(Math.max(delays.max / 1e6 - RESOLUTION, 0));
      delays.reset();
      delays.enable();
      return;
    }
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    process.send!({ cpuMs: (userCPUTime + systemCPUTime) / 1_000, peakResidentBytes: maxRSS * 1_024 } satisfies Usage);
  });
  // A server does not outlive the bench, and is not kept alive by it.
  process.on('disconnect', () => process.exit());
  process.channel?.unref();
}
