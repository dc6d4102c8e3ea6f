/** Exit codes; docs/command-line.md lists them. */
export const EXIT = {
  /** Everything was done. */
  done: 0,
  /** It was done, but some data are faulty; the output or the report names them. */
  faults: 1,
  /** The command line is invalid; nothing was started. */
  usage: 2,
  /** It cannot be done: no database, no file, invalid settings. */
  failed: 3,
  /** It was stopped by SIGINT or SIGTERM; what was done stays done. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
