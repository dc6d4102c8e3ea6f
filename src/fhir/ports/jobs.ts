/**
 * - `waiting`: not claimed yet.
 * - `running`: claimed, possibly by a process that has died.
 * - `done`, `failed`: ended; its output is available.
 * - `expired`: ended; its output has been deleted.
 */
export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'expired';

/** Work that continues after the request that started it. Times are milliseconds since 1970. */
export interface NewJob {
  readonly id: string;
  /** Name of the operation that created it, such as `$export`. */
  readonly operation: string;
  /** Who may ask for its status, at most 64 characters. When absent, anybody who knows the id may. */
  readonly owner?: string;
  /** What to do, in a format private to the operation. */
  readonly asked: string;
  readonly createdAt: number;
}

/** A job with its state and progress. */
export interface Job extends NewJob {
  readonly state: JobState;
  /** The position reached, in a format private to the operation; absent before the first step. */
  readonly position?: string;
  /** The progress in readable form, at most 255 characters. */
  readonly progress: string;
  /** How often it has been claimed since its last step. */
  readonly attempts: number;
  /** The result, in a format private to the operation; absent until the job has ended. */
  readonly result?: string;
  /** When its output will be deleted; absent until the job has ended. */
  readonly expiresAt?: number;
}

/** The right to work on a job. It is exclusive until another process claims the job. */
export interface JobClaim {
  readonly id: string;
  /** Unique to this claim. */
  readonly token: string;
}

/** Selects jobs by operation. */
export interface JobChoice {
  /** At least one. */
  readonly operations: readonly string[];
  /** Select all other operations instead. */
  readonly others?: boolean;
}

/** A piece of an output file, as stored. */
export interface JobChunk {
  /** The files of a job are numbered from 0, and so are the pieces of each file. */
  readonly file: number;
  readonly sequence: number;
  readonly body: Uint8Array;
}

/** Resources that a job has found and must visit once each. */
export interface JobItems {
  readonly type: string;
  /** The round in which they were found. An item stays in the first round that found it. */
  readonly round: number;
  readonly ids: readonly string[];
}

/** What a job has done since its last step. It is stored as a whole or not at all. */
export interface JobStep {
  readonly position: string;
  readonly progress: string;
  readonly chunks: readonly JobChunk[];
  readonly items?: readonly JobItems[];
}

/** How a job ended. */
export interface JobEnd {
  readonly state: 'done' | 'failed';
  readonly result: string;
  readonly expiresAt: number;
}

/** Port: jobs that any process sharing the store can run, report on and cancel. */
export interface JobStore {
  /**
   * @param most maximum of waiting and running jobs of all owners
   * @param mostOfOwner the same for the owner of this job
   * @returns false when a limit has been reached
   */
  add(job: NewJob, most: number, mostOfOwner?: number): Promise<boolean>;
  /** The job with an id; undefined when it does not exist or was cancelled. */
  find(id: string): Promise<Job | undefined>;
  /**
   * Claims the job that has waited longest, or one whose claim has expired.
   * @param until when the claim expires
   * @param which limits the choice; any job when absent
   */
  claim(token: string, now: number, until: number, which?: JobChoice): Promise<Job | undefined>;
  /**
   * Extends a claim.
   * @returns false, here and in the methods below that take a claim, when another process has the job or it was
   *   cancelled
   */
  renew(claim: JobClaim, until: number): Promise<boolean>;
  /** Stores a step and extends the claim. */
  advance(claim: JobClaim, step: JobStep, until: number): Promise<boolean>;
  /** Ends the job, and with it the claim. */
  end(claim: JobClaim, end: JobEnd): Promise<boolean>;
  /** Gives the job back, for any process to claim. */
  release(claim: JobClaim): Promise<boolean>;
  /**
   * The job no longer exists from now on.
   * @returns false when it did not exist
   */
  cancel(id: string): Promise<boolean>;
  /** One piece of a file; undefined when it does not exist. */
  chunk(id: string, file: number, sequence: number): Promise<Uint8Array | undefined>;
  /**
   * Items of a round, ascending by id.
   * @param after last id of the preceding page; empty for the first page
   */
  items(id: string, type: string, round: number, after: string, count: number): Promise<readonly string[]>;
  /** Total bytes of all stored pieces. */
  stored(): Promise<number>;
  /**
   * Deletes the output of jobs that were cancelled or have expired.
   * @param forgotten jobs that expired before this instant are deleted entirely
   */
  sweep(now: number, forgotten: number): Promise<void>;
}
