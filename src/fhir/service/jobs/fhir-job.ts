import 'reflect-metadata';
import type { JsonObject } from '../../json';
import type { RequestContext } from '../../plugin/request-context';
import type { JobChunk, JobItems } from '../../ports/jobs';

/** What a job did since it got on last. */
export interface JobProgress {
  /** How far it is: what is given to whoever goes on with it, as JSON. */
  readonly position: object;
  /** For people, in the header `X-Progress`: printable ASCII. */
  readonly progress: string;
  readonly chunks: readonly JobChunk[];
  readonly items?: readonly JobItems[];
}

/** A job that this process has claimed. */
export interface JobRun {
  readonly id: string;
  /** That of the request that asked for it. The headers that say who asked are not among its headers. */
  readonly context: RequestContext;
  readonly asked: JsonObject;
  /** Where it is to go on; absent: it begins. */
  readonly position?: JsonObject;
  /**
   * Keeps what was done, and says that the job is getting on.
   * @throws JobLostError it is somebody else's, it was cancelled, or the server stops: nothing more is to be done
   */
  advance(progress: JobProgress): Promise<void>;
  /** What it has found: `JobStore.items`. */
  items(type: string, round: number, after: string, count: number): Promise<readonly string[]>;
  /** Bytes of the files of all jobs. */
  stored(): Promise<number>;
}

/**
 * Does a job from the beginning, or goes on with it where another process ended.
 * @returns what came of it
 * @throws JobFailedError it cannot be done. Any other error is a fault of the server
 */
export type JobHandler = (run: JobRun) => Promise<object>;

export class JobLostError extends Error {
  constructor() {
    super('The job is not this process’s any more');
    this.name = 'JobLostError';
  }
}

export class JobFailedError extends Error {
  /** @param reason a word for whoever tells of it */
  constructor(readonly reason: string) {
    super(`The job cannot be done: ${reason}`);
    this.name = 'JobFailedError';
  }
}

const JOB = Symbol('fhir:job');

/**
 * Marks a method of a provider as what does the jobs of an operation.
 * @param operation that starts them: `$export`
 */
export function FhirJob(operation: `$${string}`) {
  return <H extends JobHandler>(_target: object, _key: string | symbol, method: TypedPropertyDescriptor<H>): void => {
    Reflect.defineMetadata(JOB, operation, method.value as object);
  };
}

/** The operation whose jobs a method does; undefined: none. */
export function jobOf(method: object): string | undefined {
  return Reflect.getMetadata(JOB, method) as string | undefined;
}
