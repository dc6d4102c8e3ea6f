import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  Optional,
} from '@nestjs/common';
import { type AnswerFacts, Hook, type HookPoints } from '../plugin/hooks';
import type { RequestContext } from '../plugin/request-context';
import type { AuditLog, AuditRow } from '../ports/audit';
import { CLOCK, type Clock } from '../ports/clock';
import { RESOURCE_STORE, type ResourceStore } from '../ports/resource-store';
import { AUDIT_OPTIONS, type AuditOptions } from './audit-options';
import { AuditQueue } from './audit-queue';
import { rowOf, type AuditRecord } from './audit-record';
import { ChainHasher } from './chain';
import { recordOfAnswer, recordOfWrite } from './record-of-request';
import { timedId } from '../ports/timed-id';
import { Sealer } from './sealer';

/** Intervals at which waiting rows are sealed, old rows removed, and the end of the chain written to the server log. */
const SEAL_EVERY_MS = 1_000;
const REMOVE_EVERY_MS = 10 * 60 * 1_000;
const TELL_EVERY_MS = 60 * 60 * 1_000;

/** Interactions that are recorded in the transaction that writes. */
const WRITES: ReadonlySet<string> = new Set(['create', 'update', 'patch', 'delete']);
/** Interactions that are not recorded: they are open to everybody and reveal nothing about resources. */
const UNRECORDED: ReadonlySet<string> = new Set(['capabilities']);

/** Records every interaction: writes in their own transaction, all others when they are answered. */
@Injectable()
export class AuditTrail implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  readonly log: AuditLog;
  readonly queue: AuditQueue;
  private readonly logger = new Logger('Audit');
  private readonly sealer: Sealer;
  private readonly timers: NodeJS.Timeout[] = [];
  private working: Promise<unknown> = Promise.resolve();

  /** @throws Error at startup when the store has no audit log */
  constructor(
    @Inject(AUDIT_OPTIONS) private readonly options: AuditOptions,
    @Inject(RESOURCE_STORE) store: ResourceStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Optional() hasher: ChainHasher = new ChainHasher(options.key),
  ) {
    if (!store.audit) throw new Error('This store keeps no audit log: use a database, or switch the audit off');
    this.log = store.audit;
    this.queue = new AuditQueue(this.log, options.queueBytes);
    this.sealer = new Sealer(this.log, hasher, clock, { keptMs: options.keptMs });
  }

  onApplicationBootstrap(): void {
    this.every(SEAL_EVERY_MS, () => this.sealer.sealAll());
    this.every(REMOVE_EVERY_MS, () => this.sealer.removeOld());
    this.every(TELL_EVERY_MS, () => this.sealer.tellEnd());
  }

  @Hook('unit.beforeCommit', Number.MAX_SAFE_INTEGER)
  async written({ unit, writes }: HookPoints['unit.beforeCommit']['event']): Promise<void> {
    const [first] = writes;
    if (!first || first.context.dryRun) return;
    const contexts = new Map(writes.map(({ context, version }) => [version, context]));
    const rows = unit.staged.map((staged) =>
      this.row(recordOfWrite(contexts.get(staged.version) ?? first.context, staged, this.options)),
    );
    // A store of another plugin cannot include the record in its transaction; the record is then stored first.
    if (!(await this.log.addIn(unit.inner, rows))) await this.log.add(rows);
    for (const { context } of writes) if (context.origin) context.origin.isNoted = true;
  }

  /** Resolves once the record of an answer is stored. @throws FhirError `unavailable` when it cannot be stored */
  async keepAnswer(context: RequestContext, end: AnswerFacts): Promise<void> {
    if (context.origin?.isAnswerNoted || !this.isDue(context, end.status)) return;
    const ms = context.origin ? performance.now() - context.origin.startedAt : 0;
    await this.queue.stored(this.row(recordOfAnswer(context, { ...end, ms, aborted: false }, this.options)));
    if (context.origin) context.origin.isAnswerNoted = true;
  }

  @Hook('request.answered')
  answered({ context, ...end }: HookPoints['request.answered']['event']): void {
    if (context.origin?.isAnswerNoted || !this.isDue(context, end.status)) return;
    this.queue.add(this.row(recordOfAnswer(context, end, this.options)));
  }

  /** Writes all records of this process to the log before it is read. */
  flush(): Promise<void> {
    return this.queue.flush();
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.working;
    await this.end();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue.end();
  }

  private async end(): Promise<void> {
    try {
      await this.queue.flush();
      await this.sealer.sealAll();
      await this.sealer.tellEnd();
    } catch (error) {
      this.logger.error({ err: error }, 'the audit log was not sealed when the server stopped; the next one does it');
    }
  }

  private isDue({ interaction, origin, dryRun }: RequestContext, status: number): boolean {
    if (status < 400 && this.options.reads === 'off' && !WRITES.has(interaction)) return false;
    if (UNRECORDED.has(interaction) && status < 400) return false;
    return !(status < 400 && origin?.isNoted && !dryRun && WRITES.has(interaction));
  }

  private row(record: AuditRecord): AuditRow {
    const now = this.clock().getTime();
    return rowOf(timedId(now), now, record);
  }

  /** Runs periodic work; the jobs never overlap. */
  private every(ms: number, work: () => Promise<unknown>): void {
    const next = (): void => {
      this.working = this.working.then(work).catch((error: unknown) => {
        this.logger.error({ err: error }, 'the audit log could not be looked after');
      });
    };
    this.timers.push(setInterval(next, ms).unref());
  }
}
