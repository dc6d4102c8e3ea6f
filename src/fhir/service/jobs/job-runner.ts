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
import { ServedProviders } from '../../plugin/served-providers';
import { CLOCK, ID_GENERATOR, type Clock, type IdGenerator } from '../../ports/clock';
import type { Job, JobChoice, JobClaim, JobEnd, JobStore } from '../../ports/jobs';
import { StoreRegistry } from '../store-registry';
import { JobFailedError, type JobHandler, JobLostError, jobOf, type JobRun } from './fhir-job';
import { restoredContext } from './job-context';
import { DEFAULT_JOBS } from '../../options/job-options';

/** The lane of jobs without a handler in this process. */
const OTHERS = '';
/** A claim that is not renewed for this long may be taken over by another process, milliseconds. */
const CLAIM_MS = 30_000;
/** Interval at which abandoned jobs are looked for, milliseconds. */
const LOOK_MS = 10_000;
/**
 * How often a job may be started without progress. Without a limit, a job that kills its process would kill one after
 * another.
 */
const MOST_ATTEMPTS = 5;
/** How long expired jobs are remembered, milliseconds. */
const REMEMBERED_MS = 7 * 24 * 60 * 60 * 1_000;

/** Runs the jobs started on this server, and jobs abandoned by other processes. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobRunner.name);
  private readonly handlers = new Map<string, JobHandler>();
  private readonly running = new Set<Promise<void>>();
  /** Number of running jobs per lane. */
  private readonly counts = new Map<string, number>();
  /** Abort controllers of the running jobs, by job id. */
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

  /** Stops after the current steps; other processes continue the jobs from there. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    await this.idle();
  }

  /** Looks for jobs to run, and starts them. */
  look(): void {
    this.isAskedAgain = true;
    this.looking ??= this.lookAll().finally(() => (this.looking = undefined));
  }

  /** Stops a cancelled job in this process at its next step. */
  stop(id: string): void {
    this.stops.get(id)?.abort(new JobLostError());
  }

  /** Resolves when this process has no work left. */
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
        // Jobs whose operation is unknown here are claimed in order to fail them.
        await this.claimAll(jobs, OTHERS, { operations: [...this.handlers.keys()], others: true });
      }
    } catch (error) {
      // The database may be available again at the next attempt.
      this.logger.warn({ err: error }, 'jobs could not be looked for');
    }
  }

  /** Each operation has its own limit, so that long jobs of one do not delay those of another. */
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
    // Renews the claim, because a step may take longer than a claim lasts.
    const stop = new AbortController();
    const beat = async (): Promise<void> => {
      // A renewal fails if, for example, the job was cancelled through another process.
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
      // The claim expires, and any process then retries the job.
      this.logger.warn({ job: job.id, err: error }, 'a job was interrupted');
    } finally {
      clearInterval(heart);
      if (this.stops.get(claim.id) === stop) this.stops.delete(claim.id);
    }
  }

  /** @throws JobLostError; FhirError `unavailable` when the job should be retried */
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
