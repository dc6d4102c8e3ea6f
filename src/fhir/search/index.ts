export { criteriaText, type Criteria } from './criteria-text';
export type { Documentation, Extract, SearchParameterDeclaration, SearchParameterOfOthers } from './declaration';
export { splitAt, unescape } from './escaping';
export { clauseFits, fits, type Candidate } from './fits';
export { indexChange } from './index-change';
export type { Parameters } from './parameters';
export { readClauses } from './read-clauses';
export { searchableBy, type Searchable, type SearchableType, type SearchParameter } from './searchable';
export { plainType, searchableType } from './searchable-type';
