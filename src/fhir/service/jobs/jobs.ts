import { Inject, Injectable } from '@nestjs/common';
import { AccessControl } from '../../access';
import { FhirError } from '../../errors/fhir-error';
import { say } from '../../messages';
import { FHIR_OPTIONS, type FhirOptions } from '../../options/fhir-options';
import type { RequestContext } from '../../plugin/request-context';
import { CLOCK, ID_GENERATOR, type Clock, type IdGenerator } from '../../ports/clock';
import type { Job, JobStore } from '../../ports/jobs';
import { StoreRegistry } from '../store-registry';
import { contextOfJob, keptContext, ownerOf } from './job-context';
import { DEFAULT_JOBS } from '../../options/job-options';
import { JobRunner } from './job-runner';

/** Value of `Retry-After` when the server takes no more jobs, seconds. */
const RETRY_AFTER = '60';

/** Jobs as requests use them: start, find, cancel. */
@Injectable()
export class Jobs {
  private readonly open: number;
  private readonly openByClient: number;
  private readonly bytes: number;

  constructor(
    private readonly stores: StoreRegistry,
    private readonly runner: JobRunner,
    private readonly access: AccessControl,
    @Inject(FHIR_OPTIONS) { jobs }: Pick<FhirOptions, 'jobs'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ID_GENERATOR) private readonly newId: IdGenerator,
  ) {
    ({ open: this.open, openByClient: this.openByClient, bytes: this.bytes } = { ...DEFAULT_JOBS, ...jobs });
  }

  /**
   * @param operation an operation whose jobs have a handler marked with `@FhirJob`
   * @returns the id of the job
   * @throws FhirError `throttled` when there are too many jobs; `unavailable` when their files have used up the storage
   */
  async start(operation: string, context: RequestContext, input: object): Promise<string> {
    if ((await this.store.stored()) >= this.bytes) throw noRoom();
    const owner = ownerOf(context);
    const job = {
      id: this.newId(),
      operation,
      ...(owner !== undefined && { owner }),
      asked: JSON.stringify({ context: keptContext(context), input }),
      createdAt: this.clock().getTime(),
    };
    if (!(await this.store.add(job, this.open, this.openByClient))) throw tooMany(this.open, this.openByClient);
    this.runner.look();
    return job.id;
  }

  /**
   * A job of an operation, if the client owns it and asks for the same user as before.
   * @throws FhirError `not-found`; `gone` when its result has expired
   */
  async find(operation: string, context: RequestContext, id: string): Promise<Job> {
    const job = await this.store.find(id);
    // A job of an anonymous request is not accessible to a client that has since been authenticated.
    const isTheirs = job?.operation === operation && job.owner === ownerOf(context) && this.isForSameUser(job, context);
    if (!isTheirs) throw unknown(id);
    const isDue = job.expiresAt !== undefined && job.expiresAt <= this.clock().getTime();
    if (job.state === 'expired' || isDue) throw expired();
    // The process that ran it may have ended.
    if (job.state === 'waiting' || job.state === 'running') this.runner.look();
    return job;
  }

  /** Cancels a job and deletes its results. Errors as in `find`. */
  async cancel(operation: string, context: RequestContext, id: string): Promise<void> {
    await this.find(operation, context, id);
    if (!(await this.store.cancel(id))) throw unknown(id);
    this.runner.stop(id);
    this.runner.look();
  }

  chunk(id: string, file: number, sequence: number): Promise<Uint8Array | undefined> {
    return this.store.chunk(id, file, sequence);
  }

  /** What a client sees may depend on its user, whom headers name. */
  private isForSameUser(job: Job, { headers }: RequestContext): boolean {
    const names = this.access.headers.map((name) => name.toLowerCase());
    if (names.length === 0) return true;
    const before = contextOfJob(job).headers;
    return names.every((name) => String(before[name]) === String(headers[name]));
  }

  private get store(): JobStore {
    const { jobs } = this.stores;
    if (!jobs) throw new Error('The store of this server keeps no jobs');
    return jobs;
  }
}

const JOB_ID = 'http._jobId';

function unknown(id: string): FhirError {
  const text = say`The job ${id.slice(0, 80)} is not known here`;
  const hint = say`It may have been cancelled, or its files have expired long ago: ask for another one.`;
  return new FhirError('not-found', text, [{ text, hint, expression: JOB_ID }]);
}

function expired(): FhirError {
  const text = say`What the job made is not kept any longer`;
  return new FhirError('gone', text, [{ text, hint: say`Ask for another one.`, expression: JOB_ID }]);
}

function tooMany(most: number, mostOfClient: number): FhirError {
  const text =
    mostOfClient < most
      ? say`${most} jobs are already waiting or running, or ${mostOfClient} of this client`
      : say`${most} jobs are already waiting or running`;
  const hint = say`Try again in a minute, or cancel a job that is not needed.`;
  return new FhirError('throttled', text, [{ text, hint }], { headers: { 'Retry-After': RETRY_AFTER } });
}

function noRoom(): FhirError {
  const text = say`The files of earlier jobs fill the room there is for them`;
  const hint = say`Delete jobs that are not needed any more, or wait until their files expire.`;
  return new FhirError('unavailable', text, [{ text, hint }], { headers: { 'Retry-After': RETRY_AFTER } });
}
