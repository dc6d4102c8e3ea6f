import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { FhirError } from '../../errors/fhir-error';
import type { JsonObject } from '../../json';
import { FHIR_OPTIONS, type FhirOptions } from '../../options/fhir-options';
import { ServedProviders } from '../../plugin/served-modules';
import { CLOCK, ID_GENERATOR, type Clock, type IdGenerator } from '../../ports/clock';
import type { Job, JobChoice, JobClaim, JobEnd, JobStore } from '../../ports/jobs';
import { StoreRegistry } from '../store-registry';
import { JobFailedError, type JobHandler, JobLostError, jobOf, type JobRun } from './fhir-job';
import { restoredContext } from './job-context';
import { DEFAULT_JOBS } from '../../options/job-options';

/** The lane of jobs that nobody here does. */
const OTHERS = '';
/** How long a process may do nothing for its job before another one takes it, milliseconds. */
const CLAIM_MS = 30_000;
/** How often jobs are looked for that others have left, milliseconds. */
const LOOK_MS = 10_000;
/** How often a job is begun again without getting on: what kills a process shall not kill them all, one after the other. */
const MOST_ATTEMPTS = 5;
/** How long it is known of a job that what it made is gone, milliseconds. */
const REMEMBERED_MS = 7 * 24 * 60 * 60 * 1_000;

/** Does the jobs of this server: those that were asked for here, and those that other processes have left. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobRunner.name);
  private readonly handlers = new Map<string, JobHandler>();
  private readonly running = new Set<Promise<void>>();
  /** How many run of each operation. */
  private readonly counts = new Map<string, number>();
  /** Of the jobs that run here, by their id. */
  private readonly stops = new Map<string, AbortController>();
  private readonly atOnce: number;
  private readonly keptMs: number;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private isAskedAgain = false;
  private isStopping = false;

  constructor(
    private readonly stores: StoreRegistry,
    private readonly served: ServedProviders,
    @Inject(FHIR_OPTIONS) { jobs }: Pick<FhirOptions, 'jobs'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ID_GENERATOR) private readonly newToken: IdGenerator,
  ) {
    ({ atOnce: this.atOnce, keptMs: this.keptMs } = { ...DEFAULT_JOBS, ...jobs });
  }

  onApplicationBootstrap(): void {
    for (const { instance, method } of this.served.methods()) {
      const operation = jobOf(method);
      if (operation !== undefined) this.handlers.set(operation, method.bind(instance) as JobHandler);
    }
    if (!this.stores.jobs || this.handlers.size === 0) return;
    this.timer = setInterval(() => this.look(), LOOK_MS).unref();
    this.look();
  }

  /** Others go on with what this process was at, from where it is now. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    await this.idle();
  }

  /** Looks for what is to be done, and begins to do it. */
  look(): void {
    this.isAskedAgain = true;
    this.looking ??= this.lookAll().finally(() => (this.looking = undefined));
  }

  /** What this process does for a job that was cancelled ends at its next step. */
  stop(id: string): void {
    this.stops.get(id)?.abort(new JobLostError());
  }

  /** Resolves when there is nothing that this process is at. */
  async idle(): Promise<void> {
    while (this.looking ?? this.running.size > 0) await Promise.all([this.looking, ...this.running]);
  }

  private async lookAll(): Promise<void> {
    const { jobs } = this.stores;
    try {
      while (jobs && this.handlers.size > 0 && this.isAskedAgain && !this.isStopping) {
        this.isAskedAgain = false;
        await this.sweep(jobs);
        for (const operation of this.handlers.keys()) await this.claimAll(jobs, operation, { operations: [operation] });
        // What nobody here knows is told to be unknown.
        await this.claimAll(jobs, OTHERS, { operations: [...this.handlers.keys()], others: true });
      }
    } catch (error) {
      // The next look may find the database again.
      this.logger.warn({ err: error }, 'jobs could not be looked for');
    }
  }

  /** A long job of one operation keeps none of another waiting. */
  private async claimAll(jobs: JobStore, lane: string, which: JobChoice): Promise<void> {
    while ((this.counts.get(lane) ?? 0) < this.atOnce && !this.isStopping) {
      const now = this.clock().getTime();
      const token = this.newToken();
      const job = await jobs.claim(token, now, now + CLAIM_MS, which);
      if (!job) return;
      this.begin(jobs, job, { id: job.id, token }, lane);
    }
  }

  private sweep(jobs: JobStore): Promise<void> {
    const now = this.clock().getTime();
    return jobs.sweep(now, now - REMEMBERED_MS);
  }

  private begin(jobs: JobStore, job: Job, claim: JobClaim, lane: string): void {
    this.counts.set(lane, (this.counts.get(lane) ?? 0) + 1);
    const run = this.run(jobs, job, claim).finally(() => {
      this.running.delete(run);
      this.counts.set(lane, this.counts.get(lane)! - 1);
      this.look();
    });
    this.running.add(run);
  }

  private async run(jobs: JobStore, job: Job, claim: JobClaim): Promise<void> {
    const until = (): number => this.clock().getTime() + CLAIM_MS;
    // A step may take longer than a claim lasts.
    const stop = new AbortController();
    const beat = async (): Promise<void> => {
      // Cancelled at another process, say.
      if (!(await jobs.renew(claim, until()))) stop.abort(new JobLostError());
    };
    const heart = setInterval(() => void beat().catch(() => undefined), CLAIM_MS / 3).unref();
    this.stops.set(claim.id, stop);
    try {
      const end = await this.done(jobs, job, claim, stop.signal);
      if (end) await jobs.end(claim, end);
    } catch (error) {
      if (error instanceof JobLostError) {
        if (this.isStopping) await jobs.release(claim).catch(() => undefined);
        return;
      }
      // The claim runs out, and whoever is there then tries again.
      this.logger.warn({ job: job.id, err: error }, 'a job was interrupted');
    } finally {
      clearInterval(heart);
      if (this.stops.get(claim.id) === stop) this.stops.delete(claim.id);
    }
  }

  /** @throws JobLostError, or FhirError `unavailable`: it is to be tried again */
  private async done(jobs: JobStore, job: Job, claim: JobClaim, signal: AbortSignal): Promise<JobEnd> {
    try {
      const handler = this.handlers.get(job.operation);
      if (!handler || job.attempts > MOST_ATTEMPTS) throw new JobFailedError(handler ? 'attempts' : 'unknown');
      const result = await handler(this.runOf(jobs, job, claim, signal));
      return this.ended('done', result);
    } catch (error) {
      if (error instanceof JobLostError) throw error;
      if (error instanceof FhirError && error.kind === 'unavailable') throw error;
      if (error instanceof JobFailedError) return this.ended('failed', { reason: error.reason });
      this.logger.error({ job: job.id, err: error }, 'a job failed');
      return this.ended('failed', { reason: 'internal' });
    }
  }

  private ended(state: JobEnd['state'], result: object): JobEnd {
    return { state, result: JSON.stringify(result), expiresAt: this.clock().getTime() + this.keptMs };
  }

  private runOf(jobs: JobStore, { id, asked, position }: Job, claim: JobClaim, signal: AbortSignal): JobRun {
    const { context, input } = JSON.parse(asked) as { context: JsonObject; input: JsonObject };
    return {
      id,
      context: { ...restoredContext(context), signal },
      asked: input,
      ...(position !== undefined && { position: JSON.parse(position) as JsonObject }),
      items: (type, round, after, count) => jobs.items(id, type, round, after, count),
      stored: () => jobs.stored(),
      advance: async ({ position: reached, ...step }) => {
        const until = this.clock().getTime() + CLAIM_MS;
        const isMine = await jobs.advance(claim, { ...step, position: JSON.stringify(reached) }, until);
        if (!isMine || this.isStopping) throw new JobLostError();
      },
    };
  }
}
