import { isOwnClause, type SearchClause } from '../ports/search';
import { readClauses, type Parameters, type Searchable } from '../search';
import { parseScope, type Permission, type SmartScope } from './smart-scope';

/** The resources of a type for which a client has a permission. */
export interface Grant {
  /** A resource must match at least one of these lists; every resource is granted when absent. */
  readonly filters?: readonly (readonly SearchClause[])[];
}

/** What the scopes of one client grant. */
export class SmartGrants {
  private readonly scopes: readonly SmartScope[];
  private readonly known = new Map<string, Grant | undefined>();

  /** @param searchableOf the search parameters of a type */
  constructor(
    words: readonly string[],
    private readonly searchableOf: (type: string) => Searchable,
    private readonly baseUrl: string,
  ) {
    this.scopes = words.flatMap((word) => parseScope(word) ?? []);
  }

  /** @returns undefined when nothing is granted */
  of(type: string, permission: Permission): Grant | undefined {
    const key = `${permission}${type}`;
    if (this.known.has(key)) return this.known.get(key);
    const grant = this.made(type, permission);
    this.known.set(key, grant);
    return grant;
  }

  private made(type: string, permission: Permission): Grant | undefined {
    const meant = this.scopes.filter(
      (scope) => (scope.type === '*' || scope.type === type) && scope.permissions.includes(permission),
    );
    if (meant.some(({ filter }) => filter === undefined)) return {};
    const filters = [...new Set(meant.map(({ filter }) => filter!))].flatMap((filter) => {
      const clauses = filterClauses(filter, this.searchableOf(type), this.baseUrl);
      return clauses && (permission === 'r' || permission === 's' || clauses.every(isOwn)) ? [clauses] : [];
    });
    return filters.length > 0 ? { filters } : undefined;
  }
}

/** The filters as one list of clauses; undefined when there is no restriction. */
export function clausesOf({ filters }: Grant): readonly SearchClause[] | undefined {
  if (!filters) return undefined;
  if (filters.length === 1) return filters[0];
  return [{ kind: 'any', clauses: filters.map((clauses) => ({ kind: 'all', clauses })) }];
}

/**
 * Parses a filter with this server's search grammar, strictly: without dialects, and ignoring nothing.
 * @returns undefined when it is not valid for the type; a filter that is not understood must never be dropped, because
 *   that would widen the grant
 */
function filterClauses(filter: string, searchable: Searchable, baseUrl: string): readonly SearchClause[] | undefined {
  const parameters = parametersOf(filter);
  if (!parameters) return undefined;
  try {
    const { clauses, unknown } = readClauses(searchable, parameters, NO_OTHERS, { baseUrl });
    return unknown.length === 0 && clauses.length > 0 ? clauses : undefined;
  } catch {
    return undefined;
  }
}

const NO_OTHERS: ReadonlySet<string> = new Set();

/** @returns undefined when a parameter has no name or no value, because the grammar would ignore it */
function parametersOf(filter: string): Parameters | undefined {
  const parameters: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of new URLSearchParams(filter)) {
    if (name === '' || value === '') return undefined;
    (parameters[name] ??= []).push(value);
  }
  return parameters;
}

/**
 * Whether a clause can be evaluated from the resource alone. What is about to be written is not indexed yet, so a
 * clause about other resources cannot be evaluated; a filter that has one grants no writes.
 */
function isOwn(clause: SearchClause): boolean {
  if (clause.kind === 'not') return isOwn(clause.clause);
  if (clause.kind === 'all' || clause.kind === 'any') return clause.clauses.every(isOwn);
  return isOwnClause(clause);
}
