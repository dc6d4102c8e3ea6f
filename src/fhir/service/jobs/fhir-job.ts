import 'reflect-metadata';
import type { JsonObject } from '../../json';
import type { RequestContext } from '../../plugin/request-context';
import type { JobChunk, JobItems } from '../../ports/jobs';

/** What a job has done since its last progress. */
export interface JobProgress {
  /** Where to resume, as JSON; given to the process that continues the job. */
  readonly position: object;
  /** Shown to people in the header `X-Progress`; printable ASCII. */
  readonly progress: string;
  readonly chunks: readonly JobChunk[];
  readonly items?: readonly JobItems[];
}

/** A job claimed by this process. */
export interface JobRun {
  readonly id: string;
  /** Context of the request that started the job, without the headers that carry credentials. */
  readonly context: RequestContext;
  readonly asked: JsonObject;
  /** Where to resume; absent at the start. */
  readonly position?: JsonObject;
  /**
   * Stores the progress and renews the claim.
   * @throws JobLostError when another process has the job, it was cancelled, or the server stops; the handler must stop
   * then
   */
  advance(progress: JobProgress): Promise<void>;
  /** Items the job has found: `JobStore.items`. */
  items(type: string, round: number, after: string, count: number): Promise<readonly string[]>;
  /** Size of the files of all jobs, bytes. */
  stored(): Promise<number>;
}

/**
 * Runs a job from the beginning, or from where another process stopped.
 * @returns the result
 * @throws JobFailedError when it cannot be done; any other error counts as a server fault
 */
export type JobHandler = (run: JobRun) => Promise<object>;

export class JobLostError extends Error {
  constructor() {
    super('The job is not this process’s any more');
    this.name = 'JobLostError';
  }
}

export class JobFailedError extends Error {
  /** @param reason a keyword from which the error text is chosen */
  constructor(readonly reason: string) {
    super(`The job cannot be done: ${reason}`);
    this.name = 'JobFailedError';
  }
}

const JOB = Symbol('fhir:job');

/**
 * Marks a method of a provider as the handler of the jobs of an operation.
 * @param operation the operation that starts them, such as `$export`
 */
export function FhirJob(operation: `$${string}`) {
  return <H extends JobHandler>(_target: object, _key: string | symbol, method: TypedPropertyDescriptor<H>): void => {
    Reflect.defineMetadata(JOB, operation, method.value as object);
  };
}

/** The operation whose jobs a method handles; undefined for other methods. */
export function jobOf(method: object): string | undefined {
  return Reflect.getMetadata(JOB, method) as string | undefined;
}
