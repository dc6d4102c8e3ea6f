import type { AppliedRule } from '../patch/patch-dialect';
import type { Text } from '../messages';

/** One criterion of a search, as it stands in the URL. */
export interface SentCriterion {
  readonly name: string;
  readonly value: string;
}

export interface SearchDialectContext {
  /** The resource type that is searched. */
  readonly type: string;
  /** Whether R4 understands a name here: it leads to a parameter, with a modifier that this one has. */
  knows(name: string): boolean;
  /** Type of the search parameter that a name leads to: `token`; undefined: to none. */
  typeOf(name: string): string | undefined;
  report(rule: AppliedRule): void;
}

/** A way of writing `_filter` that R4 does not have. */
export type FilterManner =
  /** `specialty eq a or b`: what is compared is not said again. */
  | 'repeated'
  /** `OR`, `AND` and `NOT`. */
  | 'capitals'
  /** `_content=cardio` for `_content eq cardio`. */
  | 'equals'
  /** `eq` of a text means that it begins so, as it does without a filter. */
  | 'begins';

/** What the readers of some guide write besides R4; it is off where a client asks for strict handling. */
export interface SearchDialect {
  /**
   * @returns the criterion as R4 has it: itself when there is nothing to mend
   * @throws FhirError when the meaning cannot be told; says what to send instead
   */
  translate(criterion: SentCriterion, context: SearchDialectContext): SentCriterion;
  /** The manners that are understood in `_filter`, and what is told of them. */
  readonly filter: Readonly<Partial<Record<FilterManner, { readonly rule: string; readonly text: Text }>>>;
}
