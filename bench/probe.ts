/**
 * Loaded into a server's process before the server itself (`node --require`). It tells the bench the CPU time and
 * memory used so far, and the longest delay of the event loop since the last question. The server does not know about
 * it.
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

/** Milliseconds between two readings of the clock. */
const TICK = 5;

/**
 * Measures how long one turn keeps the event loop busy. On a busy machine the wall clock includes the work of other
 * processes, so a turn counts as the shorter of its wall time and the CPU time of the process.
 */
class LoopWatch {
  private longest = 0;
  private time = performance.now();
  private cpu = process.cpuUsage();

  constructor() {
    setInterval(() => this.tick(), TICK).unref();
  }

  /** The longest turn since the last call, milliseconds. */
  takeLongest(): number {
    const { longest } = this;
    this.longest = 0;
    return longest;
  }

  private tick(): void {
    const time = performance.now();
    const { user, system } = process.cpuUsage(this.cpu);
    this.longest = Math.max(this.longest, Math.min(time - this.time, (user + system) / 1_000) - TICK);
    this.time = time;
    this.cpu = process.cpuUsage();
  }
}

if (process.send) {
  let watch: LoopWatch | undefined;
  process.on('message', ({ ask }: Question) => {
    if (ask === 'loop-delay') {
      watch ??= new LoopWatch();
      process.send!(watch.takeLongest());
      return;
    }
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    process.send!({ cpuMs: (userCPUTime + systemCPUTime) / 1_000, peakResidentBytes: maxRSS * 1_024 } satisfies Usage);
  });
  // A server must not outlive the bench, nor be kept alive by it.
  process.on('disconnect', () => process.exit());
  process.channel?.unref();
}
