import { Inject, Injectable } from '@nestjs/common';
import type { IssueDetail } from '../errors/fhir-error';
import { FHIR_OPTIONS, type FhirOptions } from '../options/fhir-options';
import { parseStored, type JsonObject } from '../json';
import type { AppliedRule } from '../patch/patch-dialect';
import { HookRegistry } from '../plugin/hooks';
import type { StoredVersion } from '../ports/versions';
import { Pace } from './pace';
import { ResourceValidator, type CheckedWrite } from './resource-validator';
import { RuleChecker } from './rule-checker';
import { sameContent } from './stamp';
import { StoreRegistry } from './store-registry';
import { assertConditions } from './write-conditions';
import type { DeletePlan, Plan, PlanOutcome, WritePlan } from './write-plan';

/** What is stored is so many times its size while it is changed: its text and values, those of the next version, the answer. */
const STORED_WEIGHT = 8;

/** A plan that has been thought through to the point where something is to be written. */
export interface PreparedWrite {
  readonly plan: WritePlan | DeletePlan;
  /** As it was read; a deletion counts as a version too. */
  readonly current: StoredVersion | undefined;
  /** What `current` says. */
  readonly previous: Readonly<JsonObject> | undefined;
  /** Undefined: a deletion. */
  readonly resource: Readonly<JsonObject> | undefined;
  /** How a write was judged; absent where it is not. */
  readonly checked?: CheckedWrite;
  readonly applied: readonly AppliedRule[];
  /** Of the draft. */
  readonly notes: readonly IssueDetail[];
  /** What is worth a warning in `resource`. */
  readonly warnings: readonly IssueDetail[];
}

/** `done`: there is nothing to write. */
export type Prepared = { readonly done: PlanOutcome } | { readonly done?: undefined; readonly write: PreparedWrite };

const NONE: readonly never[] = [];

/** Versions by `Type/id`; undefined: the id was never used. */
export type ReadAhead = ReadonlyMap<string, StoredVersion | undefined>;

function isNew(plan: Plan): boolean {
  if (plan.interaction === 'delete') return false;
  return plan.interaction === 'none' || plan.id === undefined || plan.isNew === true;
}

/** The first step of a write: conditions, draft, hooks, no-op check and validation, of what is committed. Nothing is locked. */
@Injectable()
export class PlanPreparation {
  constructor(
    @Inject(FHIR_OPTIONS) private readonly options: FhirOptions,
    private readonly stores: StoreRegistry,
    private readonly hooks: HookRegistry,
    private readonly validator: ResourceValidator,
    private readonly rules: RuleChecker,
  ) {}

  /**
   * What is stored of resources that several plans are about, by `Type/id`, where that is cheaper than asking for each.
   * @returns undefined: it is not
   */
  async readAhead(plans: readonly Plan[]): Promise<ReadAhead | undefined> {
    const [first, ...others] = plans;
    if (!first || others.length === 0) return undefined;
    const store = this.stores.of(first.context.type);
    if (!store.readEach) return undefined;
    const ahead = new Map<string, StoredVersion | undefined>();
    const keys = plans.flatMap((plan) => (isNew(plan) ? [] : [{ type: plan.context.type, id: plan.id! }]));
    for (const { type, id } of keys) ahead.set(`${type}/${id}`, undefined);
    for (const version of await store.readEach(keys)) ahead.set(`${version.type}/${version.id}`, version);
    return ahead;
  }

  /** @param isFirst the plan was not prepared before */
  async prepare(plan: Plan, isFirst: boolean, ahead?: ReadAhead): Promise<Prepared> {
    if (plan.interaction === 'none') return { done: { ...unchanged(plan.version, NONE, NONE), found: true } };
    const { context, conditions, id } = plan;
    const key = isNew(plan) ? undefined : `${context.type}/${id!}`;
    const current =
      key === undefined ? undefined
      : ahead?.has(key) ? ahead.get(key)
      : await this.stores.of(context.type).read(context.type, id!); // prettier-ignore
    assertConditions(conditions, current, this.options.ifMatch === 'required' && !plan.isDerived);
    if (current?.json && isFirst) context.memory?.hold(current.json.length * STORED_WEIGHT);
    return plan.interaction === 'delete' ? deletion(plan, current) : this.write(plan, current);
  }

  /**
   * What a hook made of a resource, in one turn.
   * @returns what is worth a warning
   */
  judged(resource: Readonly<JsonObject>, checked: CheckedWrite): readonly IssueDetail[] {
    return joined(
      this.validator.assertValid(resource, checked),
      this.validator.assertConforming(resource, checked),
      this.rules.assertAlone(resource, checked),
    );
  }

  private async write(plan: WritePlan, current: StoredVersion | undefined): Promise<Prepared> {
    const { context, interaction, rules } = plan;
    const pace = new Pace();
    const previous = current?.json == null ? undefined : parseStored(current.json);
    if (pace.isDue()) await pace.rest();
    const made = plan.draft(previous, previous ? undefined : current);
    const draft = made instanceof Promise ? await made : made;
    if (!draft) return { done: unchanged(current, NONE, NONE) };
    if (pace.isDue()) await pace.rest();
    const applied = [...(draft.applied ?? NONE)];
    const notes = draft.notes ?? NONE;
    const base = { plan, current, previous, applied, notes };
    if (plan.isTrusted) return { write: { ...base, resource: draft.resource, warnings: NONE } };
    let { resource } = draft;
    if (this.hooks.has('resource.beforeValidate')) {
      const report = (rule: AppliedRule): void => void applied.push(rule);
      resource = await this.hooks.transform('resource.beforeValidate', {
        context, resource, ...(previous && { previous }), report,
      }); // prettier-ignore
    }
    if (previous && sameContent(previous, resource)) return { done: unchanged(current, applied, notes) };
    const checked = {
      interaction,
      handling: context.handling,
      ...(rules && { rules }),
      ...(previous && { previous }),
    };
    if (pace.isDue()) await pace.rest();
    const valid = this.validator.assertValid(resource, checked);
    if (pace.isDue()) await pace.rest();
    const conforming = this.validator.assertConforming(resource, checked);
    if (pace.isDue()) await pace.rest();
    const warnings = joined(valid, conforming, this.rules.assertAlone(resource, checked));
    if (pace.isDue()) await pace.rest();
    return { write: { ...base, resource, checked, warnings } };
  }
}

function deletion(plan: DeletePlan, current: StoredVersion | undefined): Prepared {
  if (current?.json == null) return { done: unchanged(current, NONE, NONE) };
  const previous = parseStored(current.json);
  plan.stillMeant?.(previous);
  return { write: { plan, current, previous, resource: undefined, applied: NONE, notes: NONE, warnings: NONE } };
}

function unchanged(
  version: StoredVersion | undefined,
  applied: readonly AppliedRule[],
  notes: readonly IssueDetail[],
): PlanOutcome {
  return { ...(version && { version }), created: false, changed: false, applied, notes };
}

/** Most writes have nothing to say. */
function joined(...lists: (readonly IssueDetail[])[]): readonly IssueDetail[] {
  const told = lists.filter(({ length }) => length > 0);
  return told.length > 1 ? told.flat() : (told[0] ?? NONE);
}
