import type { IndexEntry } from '../ports/index-change';
import { isOwnClause, type EntryClause, type OwnClause, type SearchClause } from '../ports/search';
import { entryFits, spanFits } from './entry-fits';
import { relationFits } from './relation-fits';

/** What clauses are asked about. */
export interface Candidate {
  readonly type: string;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly lastUpdated: number;
  readonly entries: Iterable<IndexEntry>;
  /** The same as it is, where something of it is hidden. */
  readonly whole?: Candidate | undefined;
}

/** The current resources that relations lead to. */
export interface Surroundings {
  /** @returns undefined when there is none, or it was deleted */
  find(type: string, id: string): Candidate | undefined;
  all(type: string): Iterable<Candidate>;
  /** The same as they are, where something of them is hidden. */
  readonly whole?: Surroundings;
}

/** `undefined`: it depends on resources that are not known. */
export type Fit = boolean | undefined;

/**
 * Whether a resource is what a search by a clause finds: what all stores must agree with.
 * @param around absent where the resource is all that is known
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

/** Whether it fits all of them. */
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

function some<T>(values: Iterable<T>, test: (value: T) => boolean): boolean {
  for (const value of values) if (test(value)) return true;
  return false;
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
