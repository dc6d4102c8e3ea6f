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

/** A change to a resource that a client described; a pure function, run again when another writer was faster. */
export type PatchFunction = (resource: Readonly<JsonObject>) => PatchResult;

/** A resource as it would be stored, and what was mended on the way. */
export interface Draft {
  readonly resource: Readonly<JsonObject>;
  readonly applied?: readonly AppliedRule[];
  readonly notes?: readonly IssueDetail[];
}

/** What comes of the write of a resource that nothing is stored of: all that is known without a database. */
export interface ReadyWrite {
  /** Mended, and found valid. */
  readonly resource: Readonly<JsonObject>;
  readonly index: IndexChange;
}

interface PlanFacts {
  /** `context.type` is that of the resource. */
  readonly context: RequestContext;
  readonly conditions: WriteConditions;
  /** What the plan was made for: looked at again before the commit. */
  readonly assumes?: readonly Assumption[];
  /** The client did not name the resource, and could not know its version: `If-Match` is not demanded. */
  readonly isDerived?: true;
}

export interface WritePlan extends PlanFacts {
  /** Absent: the resource is new, and its store gives the id. */
  readonly id?: string;
  /** Nobody has used the id before: what is stored is not asked for. */
  readonly isNew?: true;
  readonly interaction: Exclude<WriteInteraction, 'delete'>;
  readonly rules?: ResourceRules;
  /** It comes with the server: no hook sees it, and nothing of it is validated. Its references count as all others. */
  readonly isTrusted?: true;
  /** What it refers to may come later: whoever plans it sees to the references when all is there. */
  readonly refersLater?: true;
  /** Is told of the version that the resource has in the end, as soon as it is known: nothing changes, or it is staged. */
  settled?(version: StoredVersion): void;
  /**
   * Makes the resource whole by what is known only when the plans before it in their run are staged; it is staged after those that
   * have no such method, in the order of the run. What it changes is not judged.
   */
  complete?(resource: Readonly<JsonObject>): Readonly<JsonObject>;
  /** What `ReadyWrites` made of the same plan, here or elsewhere: taken where the id was never used. What it noted is not told. */
  readonly ready?: ReadyWrite;
  /**
   * Makes the resource out of what is stored now; called again when another writer was faster.
   * @param previous undefined when there is none: it never existed, or `tombstone` says when it was deleted
   * @returns undefined: all stays as it is
   * @throws FhirError when there is nothing to write
   */
  draft(
    previous: Readonly<JsonObject> | undefined,
    tombstone: StoredVersion | undefined,
  ): Draft | undefined | Promise<Draft | undefined>;
}

export interface DeletePlan extends PlanFacts {
  readonly id: string;
  readonly interaction: 'delete';
  /** Asked of what is about to be deleted. @throws when that is not what was meant */
  stillMeant?(previous: Readonly<JsonObject>): void;
}

/** Nothing is to be written: the resource is there already. It counts as named all the same. */
export interface KeptPlan extends PlanFacts {
  readonly id: string;
  readonly interaction: 'none';
  readonly version: StoredVersion;
}

const blamed = new WeakMap<object, Plan>();

/** Notes which of several plans a failure is about. */
export function blame(failure: unknown, plan: Plan | undefined): void {
  if (plan && typeof failure === 'object' && failure !== null) blamed.set(failure, plan);
}

/** The plan that was blamed; undefined where all of them are at fault together. */
export function blamedFor(failure: unknown): Plan | undefined {
  return typeof failure === 'object' && failure !== null ? blamed.get(failure) : undefined;
}

/** What one request, or one entry of a transaction, is to do to one resource. */
export type Plan = WritePlan | DeletePlan | KeptPlan;

export interface PlanOutcome {
  /** The current version after the request: the new one, or the old one when nothing changed. Absent: there is none. */
  readonly version?: StoredVersion;
  readonly created: boolean;
  readonly changed: boolean;
  /** The resource was there already, and that is all that was asked. */
  readonly found?: true;
  readonly applied: readonly AppliedRule[];
  readonly notes: readonly IssueDetail[];
}

/** That of a plan that leaves a resource behind. */
export interface WriteOutcome extends PlanOutcome {
  readonly version: StoredVersion;
}
