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

/** Milliseconds between two looks at the clock. */
const TICK = 5;

/**
 * Watches how long the event loop is kept by one turn. On a busy machine the wall clock tells of others' work as well,
 * so what counts of a turn is the shorter of its time and of the processor time the process took meanwhile.
 */
class LoopWatch {
  private longest = 0;
  private time = performance.now();
  private cpu = process.cpuUsage();

  constructor() {
    setInterval(() => this.tick(), TICK).unref();
  }

  /** Since the last time it was taken, milliseconds. */
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
  // A server does not outlive the bench, and is not kept alive by it.
  process.on('disconnect', () => process.exit());
  process.channel?.unref();
}
