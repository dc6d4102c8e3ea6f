import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { FhirError, type IssueDetail } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../fhir-options';
import { parseStored, stringifyJson, type JsonObject } from '../json';
import type { AppliedRule } from '../patch/patch-dialect';
import { HookRegistry } from '../plugin/hooks';
import type { RequestContext } from '../plugin/request-context';
import { CLOCK, type Clock } from '../ports/clock';
import { noTelemetry, TELEMETRY, type Telemetry } from '../ports/telemetry';
import { RESOURCE_STORE, type ResourceStore } from '../ports/resource-store';
import { StaleWriteError, type UnitOfWork } from '../ports/unit-of-work';
import type { StoredVersion, WriteInteraction } from '../ports/versions';
import { assertConditions, type WriteConditions } from './write-conditions';
import { indexChange } from './index-change';
import { assertIndexable, assertStorable } from './index-limits';
import { KeyedQueue } from './keyed-queue';
import { Pace } from './pace';
import { type Charge, ResourceJudge } from './resource-judge';
import type { ResourceRules } from './resource-rules';
import { RuleJudge } from './rule-judge';
import { sameContent, stamp } from './stamp';
import { say } from '../messages';

/** A resource as it would be stored, and what was mended on the way. */
export interface Draft {
  readonly resource: Readonly<JsonObject>;
  readonly applied?: readonly AppliedRule[];
  readonly notes?: readonly IssueDetail[];
}

export interface WriteOutcome {
  /** The current version after the request: the new one, or the old one when nothing changed. */
  readonly version: StoredVersion;
  readonly created: boolean;
  readonly changed: boolean;
  readonly applied: readonly AppliedRule[];
  readonly notes: readonly IssueDetail[];
}

export interface WritePlan {
  readonly context: RequestContext;
  readonly id: string;
  readonly interaction: Exclude<WriteInteraction, 'delete'>;
  readonly conditions: WriteConditions;
  readonly rules: ResourceRules;
  /**
   * Makes the resource out of what is stored now; called again when another writer was faster.
   * @param previous undefined when there is none: it never existed, or `tombstone` says when it was deleted
   * @throws FhirError when there is nothing to write
   */
  draft(previous: Readonly<JsonObject> | undefined, tombstone: StoredVersion | undefined): Draft | Promise<Draft>;
}

const ATTEMPTS = 20;
/** The pause after try n is a random part of this by n: who has lost often waits less than who comes fresh. */
const PAUSE_MS = 5;
/** What is stored is so many times its size while it is changed: its text and values, those of the next version, the answer. */
const STORED_WEIGHT = 8;

/**
 * The one way into the store: conditions, draft, hooks, no-op check, validation, and the write that compares and
 * swaps. Every interaction that changes a resource goes through here, so none can forget a step.
 */
@Injectable()
export class WritePipeline {
  private readonly logger = new Logger(WritePipeline.name);
  private readonly queue = new KeyedQueue();

  constructor(
    @Inject(RESOURCE_STORE) private readonly store: ResourceStore,
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly hooks: HookRegistry,
    private readonly judge: ResourceJudge,
    private readonly ruleJudge: RuleJudge,
    @Optional() @Inject(TELEMETRY) private readonly telemetry: Telemetry = noTelemetry,
  ) {}

  write(plan: WritePlan): Promise<WriteOutcome> {
    return this.inTurn(plan.context, plan.id, plan.conditions, (current) => this.attempt(plan, current));
  }

  /** @returns the deletion; undefined when there was nothing to delete */
  delete(context: RequestContext, id: string, conditions: WriteConditions): Promise<StoredVersion | undefined> {
    return this.inTurn(context, id, conditions, (current) => this.attemptDelete(context, id, current));
  }

  /** Writers of one resource take turns; one who lost against another process starts again from what is stored now. */
  private inTurn<T>(
    context: RequestContext,
    id: string,
    conditions: WriteConditions,
    attempt: (current: StoredVersion | undefined) => Promise<T>,
  ): Promise<T> {
    return this.queue.run(`${context.type}/${id}`, async () => {
      for (let tries = 1; ; tries += 1) {
        const current = context.interaction === 'create' ? undefined : await this.store.read(context.type, id);
        assertConditions(conditions, current, this.options.ifMatch === 'required');
        if (current?.json && tries === 1) context.memory?.hold(current.json.length * STORED_WEIGHT);
        try {
          return await attempt(current);
        } catch (error) {
          if (!(error instanceof StaleWriteError)) throw error;
          if (tries === ATTEMPTS) throw tooBusy(error);
          this.telemetry.retry(context.type);
          await delay((Math.random() * PAUSE_MS) / tries);
        }
      }
    });
  }

  private async attempt(plan: WritePlan, current: StoredVersion | undefined): Promise<WriteOutcome> {
    const { context, id, interaction, rules } = plan;
    const pace = new Pace();
    const previous = current?.json == null ? undefined : parseStored(current.json);
    if (pace.isDue()) await pace.rest();
    const draft = await plan.draft(previous, previous ? undefined : current);
    if (pace.isDue()) await pace.rest();
    const applied = [...(draft.applied ?? [])];
    const report = (rule: AppliedRule): void => void applied.push(rule);
    const resource = await this.hooks.transform('resource.beforeValidate', {
      context, resource: draft.resource, ...(previous && { previous }), report,
    }); // prettier-ignore
    const outcome = { applied, notes: draft.notes ?? [] };
    if (previous && sameContent(previous, resource)) {
      return { ...outcome, version: current!, created: false, changed: false };
    }
    const charge = { interaction, handling: context.handling, rules, ...(previous && { previous }) };
    assertIndexable(resource);
    if (pace.isDue()) await pace.rest();
    const valid = this.judge.assertValid(resource, charge);
    if (pace.isDue()) await pace.rest();
    const conforming = this.judge.assertConforming(resource, charge);
    if (pace.isDue()) await pace.rest();
    let warnings: readonly IssueDetail[] = [
      ...valid, ...conforming, ...this.ruleJudge.assertAlone(resource, charge),
    ]; // prettier-ignore
    if (pace.isDue()) await pace.rest();
    const at = this.stampFor(current);
    const event = { context, ...(previous && { previous }) };
    let among: readonly IssueDetail[] = [];
    const version = await this.transaction(context, async (unit) => {
      // Hooks inside the transaction; what they change is judged again.
      const final = await this.hooks.transform('resource.beforeWrite', { ...event, resource, unit });
      if (final !== resource) warnings = this.judged(final, charge);
      among = await this.ruleJudge.assertAmong(unit, { type: context.type, id }, final, charge);
      if (pace.isDue()) await pace.rest();
      const json = stringifyJson(stamp(final, id, at.versionId, at.lastUpdated));
      if (interaction === 'patch') assertStorable(json);
      const next: StoredVersion = { type: context.type, id, ...at, interaction, json };
      await unit.write(next, current?.versionId ?? null, indexChange(previous, final, this.options.baseUrl));
      return next;
    });
    await this.committed(context, version);
    for (const { rule } of applied) this.telemetry.ruleApplied(rule);
    return { ...outcome, notes: [...outcome.notes, ...warnings, ...among], version, created: !previous, changed: true };
  }

  private async attemptDelete(
    context: RequestContext,
    id: string,
    current: StoredVersion | undefined,
  ): Promise<StoredVersion | undefined> {
    if (current === undefined || current.json === null) return current;
    const resource = parseStored(current.json);
    const deletion: StoredVersion = {
      type: context.type, id, ...this.stampFor(current), interaction: 'delete', json: null,
    }; // prettier-ignore
    await this.transaction(context, async (unit) => {
      await this.hooks.run('resource.beforeDelete', { context, resource, unit });
      await unit.write(deletion, current.versionId, indexChange(resource, undefined, this.options.baseUrl));
      return deletion;
    });
    await this.committed(context, deletion);
    return deletion;
  }

  /** A dry run does all that the real one does, and then takes it back. */
  private async transaction(
    { dryRun }: RequestContext,
    work: (unit: UnitOfWork) => Promise<StoredVersion>,
  ): Promise<StoredVersion> {
    if (!dryRun) return this.store.transaction(work);
    try {
      return await this.store.transaction(async (unit) => {
        throw new TakenBack(await work(unit));
      });
    } catch (reason) {
      if (reason instanceof TakenBack) return reason.version;
      throw reason;
    }
  }

  /**
   * What a hook made of a resource, in one turn.
   * @returns what is worth a warning
   */
  private judged(resource: Readonly<JsonObject>, charge: Charge): readonly IssueDetail[] {
    assertIndexable(resource);
    return [
      ...this.judge.assertValid(resource, charge),
      ...this.judge.assertConforming(resource, charge),
      ...this.ruleJudge.assertAlone(resource, charge),
    ];
  }

  /** The next version number, and an instant later than the one before even when the clock was set back. */
  private stampFor(current: StoredVersion | undefined): { versionId: string; lastUpdated: Date } {
    const earliest = (current?.lastUpdated.getTime() ?? 0) + 1;
    return {
      versionId: String(Number(current?.versionId ?? 0) + 1),
      lastUpdated: new Date(Math.max(this.clock().getTime(), earliest)),
    };
  }

  private async committed(context: RequestContext, version: StoredVersion): Promise<void> {
    if (context.dryRun) return;
    try {
      await this.hooks.run('resource.afterCommit', { context, version });
    } catch (error) {
      this.logger.error({ requestId: context.requestId, err: error }, 'a hook after the commit failed');
    }
  }
}

/** Thrown to undo the transaction of a dry run. */
class TakenBack extends Error {
  constructor(readonly version: StoredVersion) {
    super('a dry run');
  }
}

function tooBusy({ type, id }: StaleWriteError): FhirError {
  const text = say`${type}/${id} is written by so many at once that this write found no turn`;
  return new FhirError('edit-conflict', text, [{ text, hint: say`Nothing was stored. Send the request again.` }]);
}
