import type { SearchDialectContext, SentCriterion } from '../../fhir';

/** One way in which what the guide prints differs from R4's search. */
export interface SearchRule {
  /** Short kebab-case name, stable: it travels in a response header. */
  readonly name: string;
  /** @returns the criterion as R4 has it; undefined when the rule does not concern it */
  read(criterion: SentCriterion, context: SearchDialectContext): SentCriterion | undefined;
}

/** Where a criterion stands in the request. */
export function placeOf({ name }: SentCriterion): string {
  return `http.${name.slice(0, 80)}`;
}
