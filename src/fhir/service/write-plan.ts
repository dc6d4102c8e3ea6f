import type { IssueDetail } from '../errors/fhir-error';
import type { JsonObject } from '../json/json-value';
import type { PatchResult } from '../patch';
import type { AppliedRule } from '../patch/patch-dialect';
import type { RequestContext } from '../plugin/request-context';
import type { IndexChange } from '../ports/index-change';
import type { StoredVersion, WriteInteraction } from '../ports/versions';
import type { Assumption } from './criteria/assumption';
import type { ResourceRules } from './resource-rules';
import type { WriteConditions } from './write-conditions';

/** The change a client describes, as a pure function. It runs again when another writer was faster. */
export interface PatchFunction {
  /** A promise only if it takes long. */
  (resource: Readonly<JsonObject>): PatchResult | Promise<PatchResult>;
  /** Whether it fits depends on values of the resource, not only on which elements there are. */
  readonly asks?: boolean;
}

/** A resource as it would be stored, with the repairs applied to it. */
export interface Draft {
  readonly resource: Readonly<JsonObject>;
  readonly applied?: readonly AppliedRule[];
  readonly notes?: readonly IssueDetail[];
}

/** A prepared write of a new resource: everything that can be computed without a database. */
export interface ReadyWrite {
  /** Repaired and valid. */
  readonly resource: Readonly<JsonObject>;
  readonly index: IndexChange;
}

interface PlanFacts {
  /** Its `type` is that of the resource. */
  readonly context: RequestContext;
  readonly conditions: WriteConditions;
  /** What the plan relies on; checked again before the commit. */
  readonly assumes?: readonly Assumption[];
  /** The client did not name the resource and could not know its version, so `If-Match` is not required. */
  readonly isDerived?: true;
}

export interface WritePlan extends PlanFacts {
  /** Absent for a new resource whose id the store assigns. */
  readonly id?: string;
  /** The id has never been used, so the stored state is not read. */
  readonly isNew?: true;
  readonly interaction: Exclude<WriteInteraction, 'delete'>;
  readonly rules?: ResourceRules;
  /** The resource comes with the server: it is not validated and no hook sees it. Its references are still checked. */
  readonly isTrusted?: true;
  /** References may point to resources that are written later; the caller checks them in the end. */
  readonly refersLater?: true;
  /** Called with the resulting version as soon as it is known: when nothing changes, or when it is staged. */
  settled?(version: StoredVersion): void;
  /** The client is told how many warnings there are, but not which: their texts are not kept. */
  readonly onlyCounts?: true;
  /**
   * Completes the resource with what is only known after earlier plans of the run are staged. Plans with this method
   * are staged after all others, in order. Its changes are not validated.
   */
  complete?(resource: Readonly<JsonObject>): Readonly<JsonObject>;
  /** What `ReadyWrites` computed for this plan. Used if the id has never been used; its notes are not reported. */
  readonly ready?: ReadyWrite;
  /**
   * Makes the resource from the stored state. Called again when another writer was faster.
   * @param previous undefined when the resource does not exist; `tombstone` is then its deletion, if there was one
   * @returns undefined to leave everything as it is
   * @throws FhirError when the write is refused
   */
  draft(
    previous: Readonly<JsonObject> | undefined,
    tombstone: StoredVersion | undefined,
  ): Draft | undefined | Promise<Draft | undefined>;
}

export interface DeletePlan extends PlanFacts {
  readonly id: string;
  readonly interaction: 'delete';
  /** Called with the resource about to be deleted. @throws when it is no longer the one that was meant */
  stillMeant?(previous: Readonly<JsonObject>): void;
}

/** Nothing is written, because the resource exists already. It still counts as addressed by the request. */
export interface KeptPlan extends PlanFacts {
  readonly id: string;
  readonly interaction: 'none';
  readonly version: StoredVersion;
}

const blamed = new WeakMap<object, Plan>();

/** Records which of several plans caused a failure. */
export function blame(failure: unknown, plan: Plan | undefined): void {
  if (plan && typeof failure === 'object' && failure !== null) blamed.set(failure, plan);
}

/** The plan that caused a failure; undefined when no single plan did. */
export function blamedFor(failure: unknown): Plan | undefined {
  return typeof failure === 'object' && failure !== null ? blamed.get(failure) : undefined;
}

/** What a request, or an entry of a transaction, does to one resource. */
export type Plan = WritePlan | DeletePlan | KeptPlan;

export interface PlanOutcome {
  /** The current version after the request: a new one, or the old one when nothing changed. Absent when none exists. */
  readonly version?: StoredVersion;
  readonly created: boolean;
  readonly changed: boolean;
  /** The resource existed already, and nothing else was asked. */
  readonly found?: true;
  readonly applied: readonly AppliedRule[];
  readonly notes: readonly IssueDetail[];
}

/** The outcome of a plan after which the resource exists. */
export interface WriteOutcome extends PlanOutcome {
  readonly version: StoredVersion;
}
