import type { FhirErrorKind, IssueDetail } from '../errors/fhir-error';
import type { JsonObject } from '../json/json-value';
import type { AppliedRule, PatchDialect } from './patch-dialect';

/** Limits of one patch; all are inclusive. */
export interface PatchLimits {
  /** Operations in one Parameters resource. */
  readonly operations: number;
  /** Characters of one path. */
  readonly pathLength: number;
  /**
   * Nesting levels of parts in a value, of JSON in a value (twice as many, because lists count), and of brackets in a
   * path.
   */
  readonly nesting: number;
  /** CPU time for FHIRPath evaluation of all operations of a patch, milliseconds. */
  readonly deadlineMs: number;
  /** Elements that the paths of all operations look at. */
  readonly visits: number;
  /** Elements that one path looks at. */
  readonly visitsOfPath: number;
}

/**
 * Maximum number of elements that the paths of a patch look at or compare: about a second, spread over many turns. Selecting one of 120 capacities by a key of seven parts takes 75,000.
 */
const MOST_VISITS = 10_000_000;

/**
 * The same for one path, during which no other request is served: about 50 ms. A condition on each of 12,000 list entries,
 * the most that fit into a resource, looks at five for each comparison at most.
 */
const MOST_VISITS_OF_A_PATH = 200_000;

export const DEFAULT_LIMITS: PatchLimits = {
  operations: 100,
  pathLength: 1000,
  nesting: 32,
  deadlineMs: 1_000,
  visits: MOST_VISITS,
  visitsOfPath: MOST_VISITS_OF_A_PATH,
};

/** How to apply a patch. */
export interface PatchOptions {
  /** Translates non-standard operations; not used when `handling` is `strict`. */
  readonly dialect?: PatchDialect;
  /**
   * As in `Prefer: handling`. Default: `lenient`. Strict handling also refuses parts that an operation does not use.
   */
  readonly handling?: 'strict' | 'lenient';
  readonly limits?: Partial<PatchLimits>;
}

/** The new resource, or why the patch was refused. A patch is applied as a whole or not at all. */
export type PatchResult =
  | {
      readonly ok: true;
      /** The same object as the argument when nothing changed. Otherwise it may share members with it. */
      readonly resource: JsonObject;
      readonly applied: readonly AppliedRule[];
      readonly notes: readonly IssueDetail[];
    }
  | { readonly ok: false; readonly kind: FhirErrorKind; readonly issues: readonly IssueDetail[] };
