import type { IdentifierToken, SearchClause } from '../ports/search';

/** Characters of criteria that are repeated to their sender. */
const LONGEST = 200;

/** Criteria as their sender wrote them: `identifier=system|value&_id=1,2`. */
export function criteriaText(clauses: readonly SearchClause[]): string {
  return clauses.map(textOf).join('&').slice(0, LONGEST);
}

function textOf(clause: SearchClause): string {
  return clause.by === 'id' ? `_id=${clause.ids.join(',')}` : `identifier=${clause.tokens.map(tokenText).join(',')}`;
}

function tokenText({ system, value }: IdentifierToken): string {
  return system === undefined ? value : `${system}|${value}`;
}
