export { rorSearchDialect, SEARCH_RULES } from './ror-search-dialect';
