import { Inject, Injectable } from '@nestjs/common';
import { AccessControl } from '../access';
import type { IssueDetail } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { parseStored, type JsonObject } from '../json';
import type { AppliedRule } from '../patch/patch-dialect';
import { HookRegistry } from '../plugin/hooks';
import type { RequestContext } from '../plugin/request-context';
import { nameOf, type StoredVersion } from '../ports/versions';
import { Pace } from './pace';
import type { CheckedWrite } from './resource-validator';
import { noUpdateCreate } from './existence-refusals';
import { sameContent } from './stamp';
import { VisibleVersions } from './visible-versions';
import { WriteJudge } from './write-judge';
import { WrittenView } from './written-view';
import { StoreRegistry } from './store-registry';
import { assertConditions } from './write-conditions';
import type { DeletePlan, Plan, PlanOutcome, ReadyWrite, WritePlan } from './write-plan';

/**
 * Memory needed to change a resource, as a multiple of its stored size: its text and values, the next version, the
 * answer.
 */
const STORED_WEIGHT = 8;

/** A prepared plan: everything is decided except the write itself. */
export interface PreparedWrite {
  readonly plan: WritePlan | DeletePlan;
  /** As read; may be a deletion. */
  readonly current: StoredVersion | undefined;
  /** The parsed content of `current`. */
  readonly previous: Readonly<JsonObject> | undefined;
  /** Undefined for a deletion. */
  readonly resource: Readonly<JsonObject> | undefined;
  /** The context of its validation; absent when it is not validated. */
  readonly checked?: CheckedWrite;
  readonly applied: readonly AppliedRule[];
  /** Notes of the draft. */
  readonly notes: readonly IssueDetail[];
  /** Warnings about `resource`. */
  readonly warnings: readonly IssueDetail[];
}

/** `done` when nothing needs to be written. */
export type Prepared = { readonly done: PlanOutcome } | { readonly done?: undefined; readonly write: PreparedWrite };

/** What a plan would make. */
export interface Drafted {
  /** Undefined when there is nothing to write. */
  readonly resource: Readonly<JsonObject> | undefined;
  /** The instant of the stored version, when the content does not change: no version is made then. */
  readonly keeps?: Date;
}

const NONE: readonly never[] = [];

/**
 * Stands for a warning that nobody will read: those of hundreds of resources would be a fifth of what a transaction keeps
 * in memory.
 */
function untold({ severity }: IssueDetail): IssueDetail {
  return { ...(severity && { severity }), text: '' };
}

/** Versions by `Type/id`; undefined for an id that was never used. */
export type KnownVersions = ReadonlyMap<string, StoredVersion | undefined>;

function isNew(plan: Plan): boolean {
  if (plan.interaction === 'delete') return false;
  return plan.interaction === 'none' || plan.id === undefined || plan.isNew === true;
}

/**
 * The first step of a write, on committed state and without locks: conditions, draft, hooks, no-op check, validation.
 */
@Injectable()
export class PlanPreparation {
  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    private readonly stores: StoreRegistry,
    private readonly hooks: HookRegistry,
    private readonly access: AccessControl,
    private readonly visible: VisibleVersions,
    private readonly views: WrittenView,
    private readonly judge: WriteJudge,
  ) {}

  /**
   * Reads the stored versions for several plans at once, by `Type/id`.
   * @returns undefined when reading them one by one is not more expensive
   */
  async readAhead(plans: readonly Plan[]): Promise<KnownVersions | undefined> {
    const [first, ...others] = plans;
    if (!first || others.length === 0) return undefined;
    const store = this.stores.of(first.context.type);
    if (!store.readEach) return undefined;
    const ahead = new Map<string, StoredVersion | undefined>();
    const keys = plans.flatMap((plan) => (isNew(plan) ? [] : [{ type: plan.context.type, id: plan.id! }]));
    for (const key of keys) ahead.set(nameOf(key), undefined);
    for (const version of await store.readEach(keys)) ahead.set(nameOf(version), version);
    return ahead;
  }

  /** @param isFirst the plan has not been prepared before */
  async prepare(plan: Plan, isFirst: boolean, ahead?: KnownVersions): Promise<Prepared> {
    if (plan.interaction === 'none') return { done: { ...unchanged(plan.version, NONE, NONE), found: true } };
    const { context, conditions } = plan;
    const current = await this.current(plan, ahead);
    const isDemanded = this.options.ifMatch === 'required' && !plan.isDerived;
    assertConditions(conditions, current, isDemanded, this.access.reads(context, context.type));
    if (current?.json && isFirst) context.memory?.hold(current.json.length * STORED_WEIGHT);
    return plan.interaction === 'delete' ? this.deletion(plan, current) : this.write(plan, current);
  }

  /**
   * Validates a resource that a hook has changed.
   * @returns warnings
   */
  judged(
    context: RequestContext,
    resource: Readonly<JsonObject>,
    checked: CheckedWrite,
  ): Promise<readonly IssueDetail[]> {
    return this.judge.judge(context, resource, checked, new Pace());
  }

  /**
   * What a plan would make of the stored resource, before hooks and validation.
   * @returns undefined when the client must not read the type
   */
  async drafted(plan: WritePlan): Promise<Drafted | undefined> {
    const { context } = plan;
    if (!this.access.reads(context, context.type)) return undefined;
    const current = await this.current(plan);
    const previous = current?.json == null ? undefined : this.views.shown(context, parseStored(current.json));
    const draft = await plan.draft(previous, previous ? undefined : current);
    const isKept = previous && (!draft || sameContent(previous, draft.resource));
    return { resource: draft?.resource ?? previous, ...(isKept && { keeps: current!.lastUpdated }) };
  }

  /** The version to be replaced, as far as the client sees it. */
  private async current(plan: WritePlan | DeletePlan, ahead?: KnownVersions): Promise<StoredVersion | undefined> {
    const { context, id } = plan;
    const key = isNew(plan) ? undefined : nameOf({ type: context.type, id: id! });
    const isKnown = key === undefined || ahead?.has(key) === true || isTrusted(plan);
    const together = isKnown ? undefined : this.visible.read(context, context.type, id!);
    if (together) return together;
    const stored =
      key === undefined ? undefined
      : ahead?.has(key) ? ahead.get(key)
      : await this.stores.of(context.type).read(context.type, id!); // prettier-ignore
    return isTrusted(plan) ? stored : this.visible.current(context, stored);
  }

  /** Prepares a plan as if nothing were stored of its resource, without any database access. */
  prepareNew(plan: WritePlan): Promise<Prepared> {
    return this.write(plan, undefined);
  }

  private async write(plan: WritePlan, current: StoredVersion | undefined): Promise<Prepared> {
    if (plan.ready && !current) return { write: ofReady(plan, plan.ready) };
    const { context, id } = plan;
    const isWhole = isTrusted(plan) || this.views.isWhole(context, context.type);
    const pace = new Pace();
    const previous = current?.json == null ? undefined : parseStored(current.json);
    await pace.between();
    const made = plan.draft(
      previous && !isWhole ? this.views.shown(context, previous) : previous,
      previous ? undefined : current,
    );
    const draft = made instanceof Promise ? await made : made;
    if (!draft) return { done: unchanged(current, NONE, NONE) };
    await pace.between();
    const applied = [...(draft.applied ?? NONE)];
    const notes = draft.notes ?? NONE;
    const base = { plan, current, previous, applied, notes };
    if (plan.isTrusted) return { write: { ...base, resource: draft.resource, warnings: NONE } };
    // A client that does not see every resource cannot tell an unused id from a hidden one.
    if (!current && id !== undefined && !plan.isNew && !this.visible.seesAll(context, context.type))
      throw noUpdateCreate(context.type, id, `${this.options.baseUrl}/${context.type}`);
    const checked = checkedOf(plan, previous);
    let resource = isWhole ? draft.resource : await this.views.carriedOut(context, previous, draft.resource, checked);
    if (this.hooks.has('resource.beforeValidate')) {
      const report = (rule: AppliedRule): void => void applied.push(rule);
      resource = await this.hooks.transform('resource.beforeValidate', {
        context, resource, ...(previous && { previous }), report,
      }); // prettier-ignore
    }
    if (previous && sameContent(previous, resource)) return { done: unchanged(current, applied, notes) };
    if (!this.access.isOpen) await this.change(plan, previous, resource);
    const warnings = await this.judge.judge(context, resource, checked, pace);
    return { write: { ...base, resource, checked, warnings: plan.onlyCounts ? warnings.map(untold) : warnings } };
  }

  private async change(
    { context }: Plan,
    before: Readonly<JsonObject> | undefined,
    after: Readonly<JsonObject>,
  ): Promise<void> {
    await this.access.change({ context, type: context.type, after, ...(before && { before }) });
  }

  private async deletion(plan: DeletePlan, current: StoredVersion | undefined): Promise<Prepared> {
    if (current?.json == null) return { done: unchanged(current, NONE, NONE) };
    const previous = parseStored(current.json);
    const { context } = plan;
    plan.stillMeant?.(this.views.shown(context, previous));
    this.views.assertDeletable(context, previous);
    await this.access.change({ context, type: context.type, before: previous });
    return { write: { plan, current, previous, resource: undefined, applied: NONE, notes: NONE, warnings: NONE } };
  }
}

function checkedOf({ context, interaction, rules }: WritePlan, previous?: Readonly<JsonObject>): CheckedWrite {
  return { interaction, handling: context.handling, ...(rules && { rules }), ...(previous && { previous }) };
}

function ofReady(plan: WritePlan, { resource }: ReadyWrite): PreparedWrite {
  const nothing = { current: undefined, previous: undefined, applied: NONE, notes: NONE, warnings: NONE };
  return { plan, resource, checked: checkedOf(plan), ...nothing };
}

function unchanged(
  version: StoredVersion | undefined,
  applied: readonly AppliedRule[],
  notes: readonly IssueDetail[],
): PlanOutcome {
  return { ...(version && { version }), created: false, changed: false, applied, notes };
}

function isTrusted(plan: Plan): boolean {
  return plan.interaction !== 'delete' && plan.interaction !== 'none' && plan.isTrusted === true;
}
