import type { OwnClause } from '../../../fhir';
import { joined, part, type Part } from '../part';
import { selectIds, SELECT, type Found, type Planned } from './planned';
import type { Scope } from './scope';

/** Alternatives that are looked up one by one; with more, their rows are read together and sorted. */
const MOST_VALUES = 10;

/** An index holds the rows of one value in id order; those of several values have to be sorted. */
export function isOneValue(clause: OwnClause): boolean {
  if (clause.kind === 'token' || clause.kind === 'reference') return clause.values.length === 1;
  if (clause.kind === 'uri') return clause.values.length === 1 && clause.below !== true;
  return (
    clause.kind === 'string' && clause.values.length === 1 && (clause.match === 'equals' || clause.match === 'exact')
  );
}

/** A clause with a few alternatives, as one clause per value; undefined when an index does not hold each in id order. */
export function valuesApart(clause: OwnClause): readonly OwnClause[] | undefined {
  if (!('values' in clause) || clause.values.length < 2 || clause.values.length > MOST_VALUES) return undefined;
  const apart = clause.values.map((value) => ({ ...clause, values: [value] }) as OwnClause);
  return apart.every(isOneValue) ? apart : undefined;
}

/** The lookups of several plans, each in id order. */
export function lookupsOf(plans: readonly Planned[]): (scope: Scope) => readonly Found[] {
  return (scope) => plans.map((plan) => plan.found(scope));
}

/**
 * The first ids of each lookup, without duplicates: few rows are read, however many there are.
 * @param cut restricts rows, whose id is in the given column, to the page
 */
export function firstOfEach(found: readonly Found[], cut: (rows: Part, column: string) => Part): Part {
  const parts = found.map(({ from, where, id }, n) => {
    const rows = joined([part(`${SELECT} DISTINCT ${id} AS id FROM`), from, part('WHERE'), where], ' ');
    const first = cut(rows, id);
    return part(`SELECT id FROM (${first.sql}) v${n}`, ...first.values);
  });
  const { sql, values } = joined(parts, ' UNION ');
  return part(`SELECT id FROM (${sql}) firsts WHERE 1 = 1`, ...values);
}

/** The number of resources that at least one of the lookups finds, for an engine that merges them in id order. */
export function mergedTotal(found: readonly Found[], upTo: number): Part {
  const most = upTo === Infinity ? Number.MAX_SAFE_INTEGER : upTo + 1;
  const { sql, values } = joined(found.map(selectIds), ' UNION ');
  return part(`SELECT COUNT(*) AS n FROM (${sql} ORDER BY id LIMIT ?) counted`, ...values, most);
}
