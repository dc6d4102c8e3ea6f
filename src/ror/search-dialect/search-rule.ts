import type { SearchDialectContext, SentCriterion } from '../../fhir';

/** One way in which the guide's examples differ from R4 search. */
export interface SearchRule {
  /** Short, stable kebab-case name; it is sent in a response header. */
  readonly name: string;
  /** @returns the criterion in R4 form; undefined when the rule does not apply to it */
  read(criterion: SentCriterion, context: SearchDialectContext): SentCriterion | undefined;
}

/** The place of a criterion in the request. */
export function placeOf({ name }: SentCriterion): string {
  return `http.${name.slice(0, 80)}`;
}
