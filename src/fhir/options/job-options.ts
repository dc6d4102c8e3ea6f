/** How much work may go on after its requests. */
export interface JobOptions {
  /** Jobs of one operation that this process does at the same time: exports do not wait for requests that are answered later, nor these for them. Default: 1. */
  readonly atOnce?: number;
  /** Jobs of all processes that may wait or run; one more is refused (429). Default: 20. */
  readonly open?: number;
  /** Of them, those of one client, where clients say who they are. Default: 20. */
  readonly openByClient?: number;
  /** How long what came of a job is there, milliseconds. Default: a day. */
  readonly keptMs?: number;
  /** Bytes that the files of all jobs may fill, as they are kept: compressed. Default: 4 GiB. */
  readonly bytes?: number;
  /** Resources of one export. Default: 20,000,000. */
  readonly lines?: number;
}

export const DEFAULT_JOBS: Required<JobOptions> = {
  atOnce: 1,
  open: 20,
  openByClient: 20,
  keptMs: 24 * 60 * 60 * 1_000,
  bytes: 4 * 1024 ** 3,
  lines: 20_000_000,
};
