/**
 * - `waiting`: for somebody to claim it.
 * - `running`: claimed, perhaps by a process that is gone.
 * - `done`, `failed`: over; what it made is there.
 * - `expired`: over, and what it made is not there any more.
 */
export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'expired';

/** Work that goes on after the request that asked for it. Times are milliseconds since 1970. */
export interface NewJob {
  readonly id: string;
  /** Name of the operation that asked: `$export`. */
  readonly operation: string;
  /** Who may ask about it, 64 characters at most; absent: everybody who knows its id. */
  readonly owner?: string;
  /** What is to be done, in words of the operation. */
  readonly asked: string;
  readonly createdAt: number;
}

export interface Job extends NewJob {
  readonly state: JobState;
  /** How far it is, in words of the operation; absent: it has not begun. */
  readonly position?: string;
  /** The same for people, 255 characters at most. */
  readonly progress: string;
  /** How often it was claimed since it got on. */
  readonly attempts: number;
  /** What came of it, in words of the operation; absent: it is not over. */
  readonly result?: string;
  /** When what it made goes; absent: it is not over. */
  readonly expiresAt?: number;
}

/** Who claims a job is the only one who gets it on, until another one claims it. */
export interface JobClaim {
  readonly id: string;
  /** No other claim has it. */
  readonly token: string;
}

/** Jobs of some operations. */
export interface JobChoice {
  /** One or more. */
  readonly operations: readonly string[];
  /** Of all others. */
  readonly others?: boolean;
}

/** A piece of a file, as it is kept. */
export interface JobChunk {
  /** Files of a job are counted from 0, and so are the pieces of a file. */
  readonly file: number;
  readonly sequence: number;
  readonly body: Uint8Array;
}

/** Resources that a job has found, and is to look at once each. */
export interface JobItems {
  readonly type: string;
  /** In which round they were found. An item stays in the first. */
  readonly round: number;
  readonly ids: readonly string[];
}

/** What a job did since it got on last: all of it is kept, or nothing. */
export interface JobStep {
  readonly position: string;
  readonly progress: string;
  readonly chunks: readonly JobChunk[];
  readonly items?: readonly JobItems[];
}

export interface JobEnd {
  readonly state: 'done' | 'failed';
  readonly result: string;
  readonly expiresAt: number;
}

/** Port: jobs that any process with the same store can get on with, answer for, and cancel. */
export interface JobStore {
  /** @param most jobs that may wait and run, of all and of the owner of this one. @returns false: they are so many already */
  add(job: NewJob, most: number, mostOfOwner?: number): Promise<boolean>;
  find(id: string): Promise<Job | undefined>;
  /**
   * Claims the job that waits for the longest time, or one whose claim has run out.
   * @param until when the claim runs out
   * @param which of them; absent: any
   */
  claim(token: string, now: number, until: number, which?: JobChoice): Promise<Job | undefined>;
  /** Puts off the end of a claim. @returns false: somebody else has the job, or it was cancelled; as of all that follow */
  renew(claim: JobClaim, until: number): Promise<boolean>;
  advance(claim: JobClaim, step: JobStep, until: number): Promise<boolean>;
  end(claim: JobClaim, end: JobEnd): Promise<boolean>;
  /** Leaves the job to whoever claims it next. */
  release(claim: JobClaim): Promise<boolean>;
  /** From now on the job is not there. @returns false: it was not */
  cancel(id: string): Promise<boolean>;
  /** One piece of a file; undefined: there is none. */
  chunk(id: string, file: number, sequence: number): Promise<Uint8Array | undefined>;
  /** Items of a round, ascending by id. @param after id of the last one of the page before; empty: from the first on */
  items(id: string, type: string, round: number, after: string, count: number): Promise<readonly string[]>;
  /** Bytes of all pieces that are kept. */
  stored(): Promise<number>;
  /**
   * Lets go of what jobs made that were cancelled or are due.
   * @param forgotten when a job is due to be forgotten that expired before
   */
  sweep(now: number, forgotten: number): Promise<void>;
}
