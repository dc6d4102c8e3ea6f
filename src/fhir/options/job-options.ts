/** Limits of work that continues after the request. */
export interface JobOptions {
  /**
   * Jobs of one operation that this process runs at the same time. Each operation has its own limit, so exports and
   * asynchronous requests do not wait for each other. Default: 1.
   */
  readonly atOnce?: number;
  /** Maximum number of waiting and running jobs of all processes; one more is refused (429). Default: 20. */
  readonly open?: number;
  /** The same limit per client, when clients are authenticated. Default: 20. */
  readonly openByClient?: number;
  /** How long the output of a job is kept, milliseconds. Default: one day. */
  readonly keptMs?: number;
  /** Maximum total bytes of the files of all jobs, measured compressed, as they are stored. Default: 4 GiB. */
  readonly bytes?: number;
  /** Maximum number of resources in one export. Default: 20,000,000. */
  readonly lines?: number;
}

/** The defaults of `JobOptions`. */
export const DEFAULT_JOBS: Required<JobOptions> = {
  atOnce: 1,
  open: 20,
  openByClient: 20,
  keptMs: 24 * 60 * 60 * 1_000,
  bytes: 4 * 1024 ** 3,
  lines: 20_000_000,
};
