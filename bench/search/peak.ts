/** Loaded into a process before its program; reports its peak memory at exit. */
process.on('exit', () => process.send?.(process.resourceUsage().maxRSS * 1_024));
process.channel?.unref();
