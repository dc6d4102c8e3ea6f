/** What a command tells the shell; docs/command-line.md has the list. */
export const EXIT = {
  /** All that was asked is done. */
  done: 0,
  /** It is done, and something of the data is wrong: what was said, or the report, names it. */
  faults: 1,
  /** The command line is wrong: nothing was begun. */
  usage: 2,
  /** It cannot be done: no database, no file, settings that do not hold. */
  failed: 3,
  /** Somebody stopped it (SIGINT, SIGTERM); what is done stays done. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
