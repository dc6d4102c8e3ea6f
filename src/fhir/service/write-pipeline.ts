import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { ReferentialIntegrity } from './referential-integrity';
import type { JsonObject } from '../json';
import { say } from '../messages';
import { HookRegistry } from '../plugin/hooks';
import { CLOCK, type Clock } from '../ports/clock';
import type { ResourceStore } from '../ports/resource-store';
import { noTelemetry, TELEMETRY, type Telemetry } from '../ports/telemetry';
import { StaleWriteError } from '../ports/unit-of-work';
import { nameOf, type StoredVersion } from '../ports/versions';
import { assertWanted } from './assert-wanted';
import { assertAssumption, holdCriteria } from './criteria/assumption-check';
import { StaleCriteriaError } from './criteria/assumption';
import { rivalOf } from './criteria/rival';
import type { Carried, Finish, MakePlans } from './carry-out';
import { inTransaction } from './in-transaction';
import { KeyedQueue } from './keyed-queue';
import { PlanPreparation, type PreparedWrite, type KnownVersions } from './plan-preparation';
import { Pace } from './pace';
import { ResourceIndex } from './resource-index';
import { WriteJudge } from './write-judge';
import { StagedUnit, type UnitFacts } from './staged-unit';
import { StoreRegistry } from './store-registry';
import { inOrder, settle } from './completed-plans';
import { inTurn, turnsOf } from './turns';
import { blame, blamedFor, type Plan, type PlanOutcome, type WriteOutcome, type WritePlan } from './write-plan';

const ATTEMPTS = 20;
/** Number of attempts if another reason than other writers is likely: `Assumption.refusal`. */
const ATTEMPTS_IN_DOUBT = 3;
/** Upper limit of the random pause after try n, milliseconds, divided by n: writers that lose often wait less. */
const PAUSE_MS = 5;
/** Number of plans whose resources are read at once; they are in memory before their size is accounted for. */
const READ_AHEAD = 50;

/** A write within the uncommitted transaction. */
interface Staged {
  readonly write: PreparedWrite;
  readonly version: StoredVersion;
  readonly resource: Readonly<JsonObject> | undefined;
  readonly warnings: readonly IssueDetail[];
}

/** The plan to blame if something fails. */
interface Fault {
  of: Plan | undefined;
}

interface Work<T> {
  /** Type of the first plan. */
  readonly type: string;
  readonly plans: readonly Plan[];
  readonly store: ResourceStore;
  readonly finish: Finish<T>;
  /** The plans have not been prepared before. */
  readonly isFirst: boolean;
}

const NOTHING_MORE: Finish<undefined> = async () => undefined;

/**
 * The only way to write to a store. Plans are prepared (conditions, draft, validation; without locks), staged in one
 * unit of work (compare and write), checked against each other and the stored state, and then committed, all or none.
 * Every interaction that changes a resource uses it, so no step can be left out.
 */
@Injectable()
export class WritePipeline {
  private readonly logger = new Logger(WritePipeline.name);
  private readonly queue = new KeyedQueue();
  private readonly facts: UnitFacts;

  constructor(
    index: ResourceIndex,
    @Inject(CLOCK) clock: Clock,
    private readonly stores: StoreRegistry,
    private readonly hooks: HookRegistry,
    private readonly preparation: PlanPreparation,
    private readonly judge: WriteJudge,
    private readonly integrity: ReferentialIntegrity,
    @Optional() @Inject(TELEMETRY) private readonly telemetry: Telemetry = noTelemetry,
  ) {
    this.facts = { stores, clock, index };
  }

  async write(plan: WritePlan): Promise<WriteOutcome> {
    const [outcome] = await this.run([plan]);
    return outcome as WriteOutcome;
  }

  /**
   * Carries out plans atomically. They may refer to each other in any direction.
   * @param plans of one request: all dry runs or none; each about a different resource
   * @returns one outcome per plan, in order
   * @throws FhirError the first reason why a plan cannot be carried out; `unprocessable` for resources in two stores
   */
  async run(plans: readonly Plan[]): Promise<readonly PlanOutcome[]> {
    const { outcomes } = await this.runOnce(plans, true, NOTHING_MORE);
    return outcomes;
  }

  /**
   * Like `run`, for plans that depend on the result of criteria. The plans are made again if that result has changed by
   * the time they are written.
   * @param make called once per try
   * @param finish last step, when everything is written but nothing is committed
   */
  async carryOut<T = undefined>(make: MakePlans, finish?: Finish<T>): Promise<Carried<T>> {
    const last = finish ?? (NOTHING_MORE as Finish<never>);
    for (let tries = 1; ; tries += 1) {
      const plans = await make();
      try {
        return await this.runOnce(plans, tries === 1, last);
      } catch (error) {
        const stale = error instanceof StaleCriteriaError ? error.type : await rivalOf(this.stores, plans, error);
        if (stale === undefined) throw error;
        if (error instanceof StaleCriteriaError && error.refusal && tries >= ATTEMPTS_IN_DOUBT) {
          blame(error.refusal, blamedFor(error));
          throw error.refusal;
        }
        if (tries === ATTEMPTS) throw tooBusy(stale);
        await this.again(stale, tries);
      }
    }
  }

  private async runOnce<T>(plans: readonly Plan[], isFirst: boolean, finish: Finish<T>): Promise<Carried<T>> {
    const [first] = plans;
    if (!first) return { outcomes: [], finished: await finish(undefined, []) };
    const store = this.stores.theOneOf(plans.map(({ context }) => context.type));
    const { type } = first.context;
    return inTurn(this.queue, turnsOf(plans), () => this.untilNobodyWasFaster({ type, plans, store, finish, isFirst }));
  }

  /** Retries from the stored state after losing against another process. */
  private async untilNobodyWasFaster<T>(work: Work<T>): Promise<Carried<T>> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.attempt(tries === 1 ? work : { ...work, isFirst: false });
      } catch (error) {
        if (!(error instanceof StaleWriteError)) throw error;
        if (tries === ATTEMPTS) throw tooBusy(nameOf(error));
        await this.again(work.type, tries);
      }
    }
  }

  private again(type: string, tries: number): Promise<void> {
    this.telemetry.retry(type);
    return delay((Math.random() * PAUSE_MS) / tries);
  }

  private async attempt<T>({ type, plans, store, finish, isFirst }: Work<T>): Promise<Carried<T>> {
    const outcomes = new Map<Plan, PlanOutcome>();
    const writes: PreparedWrite[] = [];
    const fault: Fault = { of: undefined };
    const pace = new Pace();
    try {
      let ahead: KnownVersions | undefined;
      for (const [index, plan] of plans.entries()) {
        if (index % READ_AHEAD === 0) ahead = await this.preparation.readAhead(plans.slice(index, index + READ_AHEAD));
        fault.of = plan;
        assertWanted(plan.context);
        await pace.between();
        const prepared = await this.preparation.prepare(plan, isFirst, ahead);
        if (prepared.done) {
          outcomes.set(plan, prepared.done);
          settle(plan, prepared.done.version);
        } else writes.push(prepared.write);
      }
      fault.of = undefined;
      const [first] = writes;
      const told = (): PlanOutcome[] => plans.map((plan) => outcomes.get(plan)!);
      if (!first) return { outcomes: told(), finished: await finish(undefined, told()) };
      const how = { dryRun: first.plan.context.dryRun, late: writes.length > 1, joins: writes.length === 1 };
      const finished = await inTransaction(store, how, async (inner) => {
        const unit = new StagedUnit(inner, type, this.facts);
        const written = await this.written(unit, writes, fault, pace);
        for (const [index, { plan }] of writes.entries()) outcomes.set(plan, written[index]!);
        const last = await finish(unit, told());
        assertWanted(first.plan.context);
        return last;
      });
      for (const write of writes) await this.committed(write, outcomes.get(write.plan) as WriteOutcome);
      return { outcomes: told(), finished };
    } catch (error) {
      blame(error, fault.of);
      throw error;
    }
  }

  /** @returns one outcome per write, once all are written and checked together */
  private async written(
    unit: StagedUnit,
    writes: readonly PreparedWrite[],
    fault: Fault,
    pace: Pace,
  ): Promise<readonly WriteOutcome[]> {
    const assumptions = writes.flatMap(({ plan }) => plan.assumes ?? []);
    if (assumptions.length > 0) await holdCriteria(unit, assumptions);
    const staged = new Map<PreparedWrite, Staged>();
    for (const write of writes.length > 1 ? inOrder(writes) : writes) {
      fault.of = write.plan;
      assertWanted(write.plan.context);
      staged.set(write, await this.stage(unit, write));
      await pace.between();
    }
    fault.of = undefined;
    return this.checked(unit, [...staged.values()], writes, fault, pace);
  }

  /** Runs the hooks inside the transaction and writes. A resource that a hook changed is validated again. */
  private async stage(unit: StagedUnit, write: PreparedWrite): Promise<Staged> {
    const { plan, current, previous } = write;
    const { context, id, interaction } = plan;
    let { resource, warnings } = write;
    if (resource && interaction !== 'delete' && plan.complete) resource = plan.complete(resource);
    if (!resource) {
      const event = { context, resource: previous!, unit };
      if (this.hooks.has('resource.beforeDelete')) await this.hooks.run('resource.beforeDelete', event);
    } else if (write.checked && this.hooks.has('resource.beforeWrite')) {
      const event = { context, resource, ...(previous && { previous }), unit };
      const final = await this.hooks.transform('resource.beforeWrite', event);
      if (final !== resource) warnings = await this.preparation.judged(context, final, write.checked);
      resource = final;
    }
    const ready = plan.interaction === 'delete' ? undefined : plan.ready;
    // The prepared index change only applies if no hook changed the resource and the resource is really new.
    const index = ready && ready.resource === resource && !current ? ready.index : undefined;
    const staging = { type: context.type, id, interaction, resource, current, previous, index };
    const version = await unit.stage(staging, current?.versionId ?? null);
    settle(plan, version);
    return { write, version, resource, warnings };
  }

  /**
   * Runs the checks that need everything to be written: hooks, references, and rules that depend on other resources.
   */
  private async checked(
    unit: StagedUnit,
    staged: readonly Staged[],
    writes: readonly PreparedWrite[],
    fault: Fault,
    pace: Pace,
  ): Promise<readonly WriteOutcome[]> {
    if (this.hooks.has('resource.beforeCommit')) {
      for (const each of staged) {
        fault.of = each.write.plan;
        if (!isTrusted(each.write)) await this.tellBeforeCommit(unit, each.write, each);
      }
      fault.of = undefined;
    }
    await this.tellUnit(unit, staged);
    await this.integrity.check(
      unit,
      staged[0]!.write.plan.context,
      staged.some(({ write }) => !refersLater(write)),
    );
    const outcomes = new Map<PreparedWrite, WriteOutcome>();
    for (const { write, version, resource, warnings } of staged) {
      const { checked, applied, notes, previous, plan } = write;
      fault.of = plan;
      await pace.between();
      for (const each of plan.assumes ?? []) {
        await assertAssumption(unit, each, version);
        await pace.between();
      }
      const among =
        checked && resource
          ? await this.judge.judgeAmong(
              write.plan.context,
              unit.neighbours,
              version,
              withId(resource, version.id),
              checked,
            )
          : [];
      outcomes.set(write, {
        version,
        created: resource !== undefined && !previous,
        changed: true,
        applied,
        notes: [...notes, ...warnings, ...among],
      });
    }
    fault.of = undefined;
    return writes.map((write) => outcomes.get(write)!);
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

  private async tellUnit(unit: StagedUnit, staged: readonly Staged[]): Promise<void> {
    if (!this.hooks.has('unit.beforeCommit')) return;
    const told = staged.filter(({ write }) => !isTrusted(write));
    const writes = told.map(({ write: { plan, previous }, version, resource }) => ({
      context: plan.context,
      version,
      ...(resource && { resource }),
      ...(previous && { previous }),
    }));
    if (writes.length > 0) await this.hooks.run('unit.beforeCommit', { unit, writes });
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

function refersLater({ plan }: PreparedWrite): boolean {
  return plan.interaction !== 'delete' && plan.refersLater === true;
}

function isTrusted({ plan }: PreparedWrite): boolean {
  return plan.interaction !== 'delete' && plan.isTrusted === true;
}

function withId(resource: Readonly<JsonObject>, id: string): Readonly<JsonObject> {
  return resource['id'] === id ? resource : { ...resource, id };
}

/** @param what the resource or type that is written too often */
function tooBusy(what: string): FhirError {
  const text = say`Too many requests write to ${what} at once, and this one did not get its turn`;
  return new FhirError('edit-conflict', text, [{ text, hint: say`Nothing was stored. Send the request again.` }]);
}
