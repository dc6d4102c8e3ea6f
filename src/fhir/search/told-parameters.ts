import type { ClauseKind, SearchSupport } from '../ports/search';
import type { SearchParameter } from './searchable';
import { searchableType } from './searchable-type';

type Searched = Parameters<typeof searchableType>[0];

/** The documented facts of a parameter. */
export type ToldParameter = Pick<SearchParameter, 'code' | 'type' | 'documentation' | 'example'>;

const OF_OTHERS: readonly ClauseKind[] = ['refersTo', 'referredBy'];

/** Whether a store supports clauses about other resources; it then supports all trees of clauses. */
export function answersTrees(support: SearchSupport): boolean {
  return support === 'all' || ('kinds' in support && OF_OTHERS.every((kind) => support.kinds.includes(kind)));
}

/** It has neither entries nor a clause of its own: it is compiled to a tree of clauses of other parameters. */
const FILTER: ToldParameter = {
  code: '_filter',
  type: 'special',
  documentation: {
    en: 'Criteria in one text, with `and`, `or`, `not` and brackets: `name co "chu" and (active eq true or type pr false)`. See https://hl7.org/fhir/R4/search_filter.html.',
    fr: 'Des critères en un texte, avec `and`, `or`, `not` et des parenthèses : `name co "chu" and (active eq true or type pr false)`. Voir https://hl7.org/fhir/R4/search_filter.html.',
  },
};

/** All search parameters of a type, for documentation. */
export function toldParameters(definition: Searched): readonly ToldParameter[] {
  const { parameters } = searchableType(definition);
  return answersTrees(definition.answered ?? 'all') ? [...parameters, FILTER] : parameters;
}
