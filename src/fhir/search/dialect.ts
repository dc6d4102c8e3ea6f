import type { AppliedRule } from '../patch/patch-dialect';
import type { Text } from '../messages';

/** A search criterion as it appears in the URL. */
export interface SentCriterion {
  readonly name: string;
  readonly value: string;
}

export interface SearchDialectContext {
  /** The resource type that is searched. */
  readonly type: string;
  /** Whether R4 defines the name: an existing parameter, with a modifier it supports. */
  knows(name: string): boolean;
  /** Type of the search parameter behind a name, such as `token`; undefined when there is none. */
  typeOf(name: string): string | undefined;
  report(rule: AppliedRule): void;
}

/** A `_filter` syntax that R4 does not define. */
export type FilterManner =
  /** `specialty eq a or b`: the left side is not repeated. */
  | 'repeated'
  /** `OR`, `AND` and `NOT`. */
  | 'capitals'
  /** `_content=cardio` for `_content eq cardio`. */
  | 'equals'
  /** `eq` on a string means "starts with", as it does outside filters. */
  | 'begins';

/** Search syntax that a guide uses beyond R4. Disabled when a client asks for strict handling. */
export interface SearchDialect {
  /**
   * @returns the criterion in R4 syntax; the same object when nothing changes
   * @throws FhirError when the meaning is ambiguous, with a hint of what to send instead
   */
  translate(criterion: SentCriterion, context: SearchDialectContext): SentCriterion;
  /** The syntaxes accepted in `_filter`, with the rule and text reported for each. */
  readonly filter: Readonly<Partial<Record<FilterManner, { readonly rule: string; readonly text: Text }>>>;
}
