import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { ReferentialIntegrity } from './referential-integrity';
import type { JsonObject } from '../json';
import { say } from '../messages';
import { HookRegistry } from '../plugin/hooks';
import { CLOCK, type Clock } from '../ports/clock';
import type { ResourceStore, TransactionOptions } from '../ports/resource-store';
import { noTelemetry, TELEMETRY, type Telemetry } from '../ports/telemetry';
import { StaleWriteError, type UnitOfWork } from '../ports/unit-of-work';
import type { StoredVersion } from '../ports/versions';
import { KeyedQueue } from './keyed-queue';
import { PlanPreparation, type PreparedWrite, type ReadAhead } from './plan-preparation';
import { RuleChecker } from './rule-checker';
import { StagedUnit, type UnitFacts } from './staged-unit';
import { StoreRegistry } from './store-registry';
import { blame, type Plan, type PlanOutcome, type WriteOutcome, type WritePlan } from './write-plan';

const ATTEMPTS = 20;
/** The pause after try n is a random part of this by n: who has lost often waits less than who comes fresh. */
const PAUSE_MS = 5;
/** Plans whose resources are read together: they are in memory at once before anybody has weighed them. */
const READ_AHEAD = 50;

/** What was written for a plan and is not committed yet. */
interface Staged {
  readonly write: PreparedWrite;
  readonly version: StoredVersion;
  readonly resource: Readonly<JsonObject> | undefined;
  readonly warnings: readonly IssueDetail[];
}

/**
 * The one way into a store. Plans are prepared (conditions, draft, validation; nothing is locked), then staged in one
 * unit of work (compare and write), then checked against each other and against what is stored, then committed: all of
 * them or none. Every interaction that changes a resource goes through here, so none can forget a step.
 */
@Injectable()
export class WritePipeline {
  private readonly logger = new Logger(WritePipeline.name);
  private readonly queue = new KeyedQueue();
  private readonly facts: UnitFacts;

  constructor(
    @Inject(FHIR_OPTIONS) options: FhirOptions,
    @Inject(CLOCK) clock: Clock,
    private readonly stores: StoreRegistry,
    private readonly hooks: HookRegistry,
    private readonly preparation: PlanPreparation,
    private readonly rules: RuleChecker,
    private readonly integrity: ReferentialIntegrity,
    @Optional() @Inject(TELEMETRY) private readonly telemetry: Telemetry = noTelemetry,
  ) {
    this.facts = { stores, clock, baseUrl: options.baseUrl };
  }

  async write(plan: WritePlan): Promise<WriteOutcome> {
    const [outcome] = await this.run([plan]);
    return outcome as WriteOutcome;
  }

  /**
   * Carries out plans as one: all of them or none. They may refer to each other in any direction.
   * @param plans of one request: all are dry runs, or none is; each is about another resource
   * @returns an outcome for each plan, in their order
   * @throws FhirError the first reason why one of them cannot be carried out; `unprocessable` for resources of two stores
   */
  async run(plans: readonly Plan[]): Promise<readonly PlanOutcome[]> {
    const [first] = plans;
    if (!first) return [];
    const store = this.stores.theOneOf(plans.map(({ context }) => context.type));
    return this.inTurn(turnsOf(plans), () => this.untilNobodyWasFaster(first.context.type, plans, store));
  }

  /** Writers of one resource take turns; who writes several takes the turns in one order, so that nobody waits in a circle. */
  private inTurn<T>(keys: readonly string[], work: () => Promise<T>, at = 0): Promise<T> {
    const key = keys[at];
    return key === undefined ? work() : this.queue.run(key, () => this.inTurn(keys, work, at + 1));
  }

  /** Who lost against another process starts again from what is stored now. */
  private async untilNobodyWasFaster(
    type: string,
    plans: readonly Plan[],
    store: ResourceStore,
  ): Promise<readonly PlanOutcome[]> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.attempt(type, plans, store, tries === 1);
      } catch (error) {
        if (!(error instanceof StaleWriteError)) throw error;
        if (tries === ATTEMPTS) throw tooBusy(error);
        this.telemetry.retry(type);
        await delay((Math.random() * PAUSE_MS) / tries);
      }
    }
  }

  private async attempt(
    type: string,
    plans: readonly Plan[],
    store: ResourceStore,
    isFirst: boolean,
  ): Promise<readonly PlanOutcome[]> {
    const outcomes = new Map<Plan, PlanOutcome>();
    const writes: PreparedWrite[] = [];
    /** Whose fault a failure would be. */
    let at: Plan | undefined;
    try {
      let ahead: ReadAhead | undefined;
      for (const [index, plan] of plans.entries()) {
        if (index % READ_AHEAD === 0) ahead = await this.preparation.readAhead(plans.slice(index, index + READ_AHEAD));
        at = plan;
        const prepared = await this.preparation.prepare(plan, isFirst, ahead);
        if (prepared.done) outcomes.set(plan, prepared.done);
        else writes.push(prepared.write);
      }
      at = undefined;
      const [first] = writes;
      if (first) {
        writes.sort(byName);
        const how = { dryRun: first.plan.context.dryRun, late: writes.length > 1 };
        const written = await this.transaction(store, how, async (inner) => {
          const unit = new StagedUnit(inner, type, this.facts);
          const staged: Staged[] = [];
          for (const write of writes) {
            at = write.plan;
            staged.push(await this.stage(unit, write));
          }
          at = undefined;
          return this.checked(unit, staged);
        });
        for (const [index, write] of writes.entries()) {
          outcomes.set(write.plan, written[index]!);
          await this.committed(write, written[index]!);
        }
      }
    } catch (error) {
      blame(error, at);
      throw error;
    }
    return plans.map((plan) => outcomes.get(plan)!);
  }

  /** Hooks inside the transaction; what they change is judged again. */
  private async stage(unit: StagedUnit, write: PreparedWrite): Promise<Staged> {
    const { plan, current, previous } = write;
    const { context, id, interaction } = plan;
    let { resource, warnings } = write;
    if (!resource) {
      const event = { context, resource: previous!, unit };
      if (this.hooks.has('resource.beforeDelete')) await this.hooks.run('resource.beforeDelete', event);
    } else if (write.checked && this.hooks.has('resource.beforeWrite')) {
      const event = { context, resource, ...(previous && { previous }), unit };
      const final = await this.hooks.transform('resource.beforeWrite', event);
      if (final !== resource) warnings = this.preparation.judged(final, write.checked);
      resource = final;
    }
    const staging = { type: context.type, id, interaction, resource, current, previous };
    const version = await unit.stage(staging, current?.versionId ?? null);
    return { write, version, resource, warnings };
  }

  /** What can be said only when everything is written: hooks, references, and rules among resources. */
  private async checked(unit: StagedUnit, staged: readonly Staged[]): Promise<readonly WriteOutcome[]> {
    if (this.hooks.has('resource.beforeCommit')) {
      for (const [index, { write }] of staged.entries()) {
        if (!isTrusted(write)) await this.tellBeforeCommit(unit, write, staged[index]!);
      }
    }
    await this.integrity.check(
      unit,
      staged.some(({ write }) => !refersLater(write)),
    );
    const outcomes: WriteOutcome[] = [];
    for (const { write, version, resource, warnings } of staged) {
      const { checked, applied, notes, previous } = write;
      const among =
        checked && resource
          ? await this.rules.assertAmong(unit.neighbours, version, withId(resource, version.id), checked)
          : [];
      outcomes.push({
        version,
        created: resource !== undefined && !previous,
        changed: true,
        applied,
        notes: [...notes, ...warnings, ...among],
      });
    }
    return outcomes;
  }

  private tellBeforeCommit(unit: StagedUnit, { plan, previous }: PreparedWrite, staged: Staged): Promise<void> {
    const { version, resource } = staged;
    return this.hooks.run('resource.beforeCommit', {
      context: plan.context,
      unit,
      version,
      ...(resource && { resource: withId(resource, version.id) }),
      ...(previous && { previous }),
    });
  }

  /** A dry run does all that the real one does, and then takes it back. */
  private async transaction<T>(
    store: ResourceStore,
    { dryRun, ...options }: TransactionOptions & { readonly dryRun: boolean },
    work: (unit: UnitOfWork) => Promise<T>,
  ): Promise<T> {
    if (!dryRun) return store.transaction(work, options);
    try {
      return await store.transaction(async (unit) => {
        throw new TakenBack(await work(unit));
      }, options);
    } catch (reason) {
      if (reason instanceof TakenBack) return reason.result as T;
      throw reason;
    }
  }

  private async committed(write: PreparedWrite, { version, applied }: WriteOutcome): Promise<void> {
    const { context } = write.plan;
    for (const { rule } of applied) this.telemetry.ruleApplied(rule);
    if (context.dryRun || isTrusted(write) || !this.hooks.has('resource.afterCommit')) return;
    try {
      await this.hooks.run('resource.afterCommit', { context, version });
    } catch (error) {
      this.logger.error({ requestId: context.requestId, err: error }, 'a hook after the commit failed');
    }
  }
}

/** Thrown to undo the transaction of a dry run. */
class TakenBack extends Error {
  constructor(readonly result: unknown) {
    super('a dry run');
  }
}

/** What others may write as well, ascending. */
function turnsOf(plans: readonly Plan[]): readonly string[] {
  const keys = plans.flatMap((plan) => {
    const isNew = plan.interaction !== 'delete' && plan.isNew;
    return plan.id === undefined || isNew ? [] : [`${plan.context.type}/${plan.id}`];
  });
  if (keys.length < 2) return keys;
  const sorted = keys.sort();
  const twice = sorted.find((key, index) => key === sorted[index + 1]);
  if (twice === undefined) return sorted;
  const text = say`${twice} is written twice in one request`;
  throw new FhirError('invalid-request', text, [{ text, hint: say`Name each resource once.` }]);
}

/** Rows are locked in one order by everybody: of processes that write the same resources none waits for another in a circle. */
function byName({ plan: one }: PreparedWrite, { plan: other }: PreparedWrite): number {
  const [a, b] = [queueKey(one), queueKey(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What is new and has no id yet is nobody else's: it comes last. */
function queueKey({ context, id = '~' }: Plan): string {
  return `${context.type}/${id}`;
}

function refersLater({ plan }: PreparedWrite): boolean {
  return plan.interaction !== 'delete' && plan.refersLater === true;
}

function isTrusted({ plan }: PreparedWrite): boolean {
  return plan.interaction !== 'delete' && plan.isTrusted === true;
}

function withId(resource: Readonly<JsonObject>, id: string): Readonly<JsonObject> {
  return resource['id'] === id ? resource : { ...resource, id };
}

function tooBusy({ type, id }: StaleWriteError): FhirError {
  const text = say`${type}/${id} is written by so many at once that this write found no turn`;
  return new FhirError('edit-conflict', text, [{ text, hint: say`Nothing was stored. Send the request again.` }]);
}
