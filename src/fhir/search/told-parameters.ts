import type { ClauseKind, SearchSupport } from '../ports/search';
import type { SearchParameter } from './searchable';
import { searchableType } from './searchable-type';

type Searched = Parameters<typeof searchableType>[0];

/** What is told of a parameter. */
export type ToldParameter = Pick<SearchParameter, 'code' | 'type' | 'documentation' | 'example'>;

const OF_OTHERS: readonly ClauseKind[] = ['refersTo', 'referredBy'];

/** Whether a store answers what is asked of other resources; then it answers all trees of clauses. */
export function answersTrees(support: SearchSupport): boolean {
  return support === 'all' || ('kinds' in support && OF_OTHERS.every((kind) => support.kinds.includes(kind)));
}

/** It has no entries, and no clause of its own: what it says is a tree of other parameters'. */
const FILTER: ToldParameter = {
  code: '_filter',
  type: 'special',
  documentation: {
    en: 'Criteria in one text, with `and`, `or`, `not` and brackets: `name co "chu" and (active eq true or type pr false)`. See https://hl7.org/fhir/R4/search_filter.html.',
    fr: 'Des critères en un texte, avec `and`, `or`, `not` et des parenthèses : `name co "chu" and (active eq true or type pr false)`. Voir https://hl7.org/fhir/R4/search_filter.html.',
  },
};

/** All that a type can be searched by, to be told of. */
export function toldParameters(definition: Searched): readonly ToldParameter[] {
  const { parameters } = searchableType(definition);
  return answersTrees(definition.answered ?? 'all') ? [...parameters, FILTER] : parameters;
}
