import type { FhirErrorKind, IssueDetail } from '../errors/fhir-error';
import type { JsonObject } from '../json/json-value';
import type { AppliedRule, PatchDialect } from './patch-dialect';

/** Bounds on what one patch may ask for; all of them are inclusive. */
export interface PatchLimits {
  /** Operations in one Parameters resource. */
  readonly operations: number;
  /** Characters of one path. */
  readonly pathLength: number;
  /** Levels of nested parts in a value, of JSON inside a value (twice as many: lists count), and of brackets in a path. */
  readonly nesting: number;
  /** Milliseconds that FHIRPath evaluation may work, all operations of a patch together. */
  readonly deadlineMs: number;
}

export const DEFAULT_LIMITS: PatchLimits = { operations: 100, pathLength: 1000, nesting: 32, deadlineMs: 1_000 };

export interface PatchOptions {
  /** Reads what is not strict FHIRPath Patch; not consulted under `handling: 'strict'`. */
  readonly dialect?: PatchDialect;
  /** `Prefer: handling`; default `lenient`. Strict also refuses parts that an operation has no use for. */
  readonly handling?: 'strict' | 'lenient';
  readonly limits?: Partial<PatchLimits>;
}

export type PatchResult =
  | {
      readonly ok: true;
      /** The very object that was given when nothing changed. It may share members with it otherwise. */
      readonly resource: JsonObject;
      readonly applied: readonly AppliedRule[];
      readonly notes: readonly IssueDetail[];
    }
  | { readonly ok: false; readonly kind: FhirErrorKind; readonly issues: readonly IssueDetail[] };
