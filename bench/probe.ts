/**
 * Loaded into a server's process before the server itself (`node --require`): answers the bench's question for the
 * processor time and memory used so far. The server knows nothing of it.
 */
export interface Usage {
  /** User and system time since the process started, milliseconds. */
  readonly cpuMs: number;
  /** Highest resident memory since the process started, bytes. */
  readonly peakResidentBytes: number;
}

if (process.send) {
  process.on('message', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    process.send!({ cpuMs: (userCPUTime + systemCPUTime) / 1_000, peakResidentBytes: maxRSS * 1_024 } satisfies Usage);
  });
  // A server does not outlive the bench, and is not kept alive by it.
  process.on('disconnect', () => process.exit());
  process.channel?.unref();
}
