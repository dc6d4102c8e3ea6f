/** Loaded into a process before its program: tells in the end how much memory it had at most. */
process.on('exit', () => process.send?.(process.resourceUsage().maxRSS * 1_024));
process.channel?.unref();
