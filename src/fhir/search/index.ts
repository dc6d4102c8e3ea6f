export { criteriaText, type Criteria } from './criteria-text';
export type {
  Component,
  Documentation,
  Extract,
  Places,
  SearchParameterDeclaration,
  SearchParameterOfOthers,
} from './declaration';
export type { FilterManner, SearchDialect, SearchDialectContext, SentCriterion } from './dialect';
export { distancesOf, type DistanceOf } from './distances';
export { splitAt, unescape } from './escaping';
export { allFit, clauseFits, type Candidate, type Fit, type Surroundings } from './fits';
export { indexChange, indexChangeSteps } from './index-change';
export { matchedBy, type Matched } from './matched';
export { noteOrigin, originOf } from './origin';
export { encodingFault, isDecodable, queryOfBytes } from './percent-encoding';
export type { Parameters } from './parameters';
export { readClauses } from './read-clauses';
export type { Reach } from './reach';
export { isInclude, readIncludes, type Include } from './read-includes';
export { readSort } from './read-sort';
export {
  searchableBy,
  type IndexedParameter,
  type Searchable,
  type SearchableType,
  type SearchParameter,
} from './searchable';
export { isAnswered, plainType, searchableType } from './searchable-type';
export { r4SearchParameters } from './r4-parameters';
export { withPrefix } from './kinds/prefix';
export { timeSpan } from './kinds/time-span';
export { systemCode } from './kinds/token-clause';
export { leadsTo } from './leads-to';
export { asksForTime, candidateFor, codesIn, isStillFit, stillFits } from './still-fits';
export { answersTrees, toldParameters, type ToldParameter } from './told-parameters';
