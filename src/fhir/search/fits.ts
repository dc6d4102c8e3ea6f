import type { IndexEntry } from '../ports/index-change';
import { isOwnClause, type EntryClause, type OwnClause, type SearchClause } from '../ports/search';
import { entryFits, spanFits } from './entry-fits';
import { relationFits } from './relation-fits';
import { some } from './some';

/** The resource that clauses are evaluated on. */
export interface Candidate {
  readonly type: string;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly lastUpdated: number;
  readonly entries: Iterable<IndexEntry>;
  /** The whole resource, when parts of it are hidden. */
  readonly whole?: Candidate | undefined;
}

/** The current resources that relations may lead to. */
export interface Surroundings {
  /** @returns undefined when it does not exist or was deleted */
  find(type: string, id: string): Candidate | undefined;
  all(type: string): Iterable<Candidate>;
  /** The whole resources, when parts of them are hidden. */
  readonly whole?: Surroundings;
}

/** `undefined` when the result depends on unknown resources. */
export type Fit = boolean | undefined;

/**
 * The reference semantics of search: whether a resource matches a clause. All stores must agree with it.
 * @param around absent when only this resource is known
 */
export function clauseFits(clause: SearchClause, candidate: Candidate, around?: Surroundings): Fit {
  if (isOwnClause(clause)) return ownFits(clause, candidate);
  switch (clause.kind) {
    case 'all':
      return allFit(clause.clauses, candidate, around);
    case 'any':
      return not(every(clause.clauses, (each) => not(clauseFits(each, candidate, around))));
    case 'not':
      return not(clauseFits(clause.clause, candidate, around));
    case 'whole':
      return allFit(clause.clauses, candidate.whole ?? candidate, around?.whole ?? around);
    case 'refersTo':
    case 'referredBy':
    case 'above':
    case 'below':
      return around && relationFits(clause, candidate, around);
  }
}

/** Whether the resource matches all clauses. */
export function allFit(clauses: readonly SearchClause[], candidate: Candidate, around?: Surroundings): Fit {
  return every(clauses, (clause) => clauseFits(clause, candidate, around));
}

function ownFits(clause: OwnClause, { id, lastUpdated, entries }: Candidate): boolean {
  if (clause.kind === 'id') return clause.ids.includes(id);
  if (clause.kind === 'lastUpdated') {
    return clause.values.some((value) => spanFits({ low: lastUpdated, high: lastUpdated }, value));
  }
  if (clause.kind !== 'together') return entriesFit(clause, entries);
  return some(records(entries).values(), (record) => clause.clauses.every((each) => entriesFit(each, record)));
}

function entriesFit(clause: EntryClause, entries: Iterable<IndexEntry>): boolean {
  const isAny = some(entries, (entry) => entry.code === clause.code && entryFits(clause, entry));
  if (clause.kind === 'missing') return isAny !== clause.missing;
  return clause.kind === 'token' && clause.not ? !isAny : isAny;
}

function records(entries: Iterable<IndexEntry>): ReadonlyMap<number, readonly IndexEntry[]> {
  const found = new Map<number, IndexEntry[]>();
  for (const entry of entries) {
    const { record = 0 } = entry;
    const known = found.get(record);
    if (known) known.push(entry);
    else found.set(record, [entry]);
  }
  return found;
}

function every<T>(values: Iterable<T>, test: (value: T) => Fit): Fit {
  let all: Fit = true;
  for (const value of values) {
    const fit = test(value);
    if (fit === false) return false;
    if (fit === undefined) all = undefined;
  }
  return all;
}

function not(fit: Fit): Fit {
  return fit === undefined ? undefined : !fit;
}
